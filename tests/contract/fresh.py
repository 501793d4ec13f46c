"""A fresh interpreter: what an import does, or what an app registers, shows only where nothing ran before."""

import json
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[2]
# The functions of the app as the host would be told; once per process, as the worker does.
LIST_FUNCTIONS = """
import json
from function_app import app

listed = {f.get_function_name(): [b.get_dict_repr() for b in f.get_bindings()] for f in app.get_functions()}
print(json.dumps(listed, default=str))
"""


def run_fresh(code: str, *arguments: str, flags: Sequence[str] = ()) -> Any:
    """Run `code` at the root with an empty environment, and return the JSON it printed."""
    command = [sys.executable, "-B", *flags, "-c", code, *arguments]
    done = subprocess.run(command, cwd=ROOT, env={}, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)
