"""The README's samples are run as they stand, and its table of settings is held to the sample file."""

import json
import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.local_host import MEANING, LocalHost

ROOT = Path(__file__).parents[2]
README = (ROOT / "README.md").read_text(encoding="utf-8")
# Not Retorno's but the Functions runtime's own.
OF_THE_RUNTIME = {"FUNCTIONS_WORKER_RUNTIME", "AzureWebJobsFeatureFlags"}


def samples() -> str:
    """Every `sh` block from "Use" to "Configure", as one script."""
    section = README.partition("## Use\n")[2].partition("## Configure\n")[0]
    return "\n".join(re.findall(r"```sh\n(.*?)```", section, re.DOTALL))


@pytest.mark.parametrize("local_host", [MEANING], indirect=True, ids=["use"])
@pytest.mark.skipif(not shutil.which("curl"), reason="the samples are written for curl")
def test_every_sample_of_the_readme_answers_what_it_says(local_host: LocalHost) -> None:
    script = samples().replace("http://127.0.0.1:7071", local_host.url)
    promised = re.findall(r"^# → (\d{3})", script, re.MULTILINE)

    done = subprocess.run(
        ["bash", "-c", script],
        capture_output=True,
        text=True,
        timeout=240,
        env=os.environ | {"NO_PROXY": "*"},
    )

    answered = re.findall(r"HTTP/1\.1 (\d{3}) ", done.stdout)
    assert len(promised) >= 20
    assert answered == promised, done.stdout


def test_the_readme_names_every_setting() -> None:
    values = json.loads((ROOT / "local.settings.sample.json").read_text())["Values"]
    named = set(re.findall(r"`([A-Za-z_]+)`", README))

    assert values.keys() - named <= OF_THE_RUNTIME
