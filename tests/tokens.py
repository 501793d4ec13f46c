"""API tokens of any conta and papel for a running local host, made as an operator makes them."""

import os
import subprocess
import sys

from shared.kit.auth import Papel
from tests.local_host import ROOT, SAMPLE_VALUES, LocalHost


def issue_token(host: LocalHost, conta: str, papel: Papel) -> str:
    """A new token; the conta is made where it is missing."""
    command = [sys.executable, "-m", "infra.token", "--conta", conta, "--papel", papel, "--nome", "teste"]
    environ = {**os.environ, **SAMPLE_VALUES, "DOCUMENTOS__CAMINHO": str(host.state / "documentos.db")}
    done = subprocess.run(command, cwd=ROOT, env=environ, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()
