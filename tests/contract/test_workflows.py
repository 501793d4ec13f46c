"""The GitHub workflows as far as they can be read: both Pythons, no secret in them, every value that azd asks for."""

import os
import re
import subprocess
from pathlib import Path

import pytest

from infra.azure.package import PYTHONS, STAGES
from tests.contract.fresh import ROOT

WORKFLOWS = ROOT / ".github/workflows"
CI, DEPLOY = ((WORKFLOWS / name).read_text(encoding="utf-8") for name in ("ci.yml", "deploy.yml"))


def test_ci_runs_what_one_machine_runs_on_both_pythons() -> None:
    (matrix,) = re.findall(r"python: \[(.*)\]", CI)

    assert tuple(re.findall(r'"([\d.]+)"', matrix)) == PYTHONS
    assert {"make check", "make test", "make test-browser"} <= set(re.findall(r"- run: (make [\w-]+)", CI))


@pytest.mark.parametrize("workflow", [CI, DEPLOY], ids=["ci", "deploy"])
def test_no_workflow_holds_a_secret_or_may_write_to_the_repository(workflow: str) -> None:
    assert "secrets." not in workflow
    assert re.findall(r"^  (\S+: write)$", workflow, re.MULTILINE) in ([], ["id-token: write"])


def test_a_deployment_gives_every_value_that_azd_asks_for() -> None:
    asked = re.findall(r"\$\{(\w+)", (ROOT / "infra/azure/main.parameters.json").read_text(encoding="utf-8"))

    given = set(re.findall(r"^      ([A-Z_]+): ", DEPLOY, re.MULTILINE))

    assert set(asked) <= given


def test_a_deployment_builds_the_package_that_it_sends_and_then_looks_whether_it_lives() -> None:
    steps = [
        "infra.azure.package",
        "azd provision",
        "azd deploy api --from-package build/pacote.zip",
        "infra.azure.fumaca",
    ]

    places = [DEPLOY.index(step) for step in steps]

    assert places == sorted(places)
    assert f"options: [{', '.join(STAGES)}]" in DEPLOY


def test_one_command_sends_the_package_that_it_built() -> None:
    azure = (ROOT / "azure.yaml").read_text(encoding="utf-8")

    assert "infra.azure.package --python 3.12" in azure
    assert "azd: deploy api --from-package build/pacote.zip" in azure
    assert "pythonVersion: '3.12'" in (ROOT / "infra/azure/main.bicep").read_text(encoding="utf-8")


@pytest.mark.parametrize("given", ["2026-03-01", ""], ids=["of-before", "none"])
def test_a_budget_keeps_the_month_in_which_it_began(given: str, tmp_path: Path) -> None:
    """Azure refuses another one, so what azd or GitHub already knows is never asked to be today's."""
    (hook,) = re.findall(
        r"preprovision:\n(?:    .*\n)*?    run: (.*)", (ROOT / "azure.yaml").read_text(encoding="utf-8")
    )
    azd = tmp_path / "azd"
    azd.write_text('#!/bin/sh\necho "$@"\n', encoding="utf-8")
    azd.chmod(0o755)

    said = subprocess.run(
        ["sh", "-c", hook],
        env={"PATH": f"{tmp_path}:{os.environ['PATH']}", "ORCAMENTO_INICIO": given},
        capture_output=True,
        text=True,
        check=True,
        timeout=30,
    ).stdout

    assert bool(re.fullmatch(r"env set ORCAMENTO_INICIO \d{4}-\d\d-01\n", said)) is not bool(given)
    assert bool(said) is not bool(given)
