"""Requests made by a machine out of the OpenAPI document: none may break the app, then or in the work behind it."""

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from shared.kit.auth import Papel
from tests.local_host import LocalHost
from tests.tokens import issue_token

pytestmark = [pytest.mark.fuzz, pytest.mark.timeout(900)]
_CHECKS = (
    "not_a_server_error",
    "status_code_conformance",
    "content_type_conformance",
    "response_headers_conformance",
    "response_schema_conformance",
    "allow_header_conformance",
)
_DOCUMENT = "/openapi.json"  # Schemathesis reads it and leaves it alone
_POISONED = " moved to "  # what the host says of work that failed to the last attempt
_EXAMPLES_PER_OPERATION = 30
_TIME_LIMIT_S = 840


@pytest.fixture
def host(tmp_path: Path) -> Iterator[LocalHost]:
    host = LocalHost(tmp_path, environ={"LIMITE_POR_MINUTO": "1000000"})
    yield host.start()
    host.close()


def test_no_request_finds_a_fault_or_an_answer_that_the_document_does_not_name(
    host: LocalHost, tmp_path: Path
) -> None:
    token = issue_token(host, "fuzz", Papel.ADMIN)
    paths = host.get("/openapi.json").json()["paths"]
    operations = sum(len(path) for name, path in paths.items() if name != _DOCUMENT)

    report = fuzz(host.url, token, tmp_path)

    assert re.search(rf"Tested: {operations}\b", report), report
    host.settle()
    assert [line for line in host.log().splitlines() if _POISONED in line] == []


def fuzz(url: str, token: str, folder: Path) -> str:
    """Schemathesis's report of a run that is the same every time; `folder` takes its notes. Fails on any finding."""
    command = [str(Path(sys.executable).parent / "schemathesis"), "run", url + _DOCUMENT]
    command += ["--header", f"Authorization: Bearer {token}", "--checks", ",".join(_CHECKS)]
    command += ["--phases", "examples,coverage,fuzzing", "--max-examples", str(_EXAMPLES_PER_OPERATION)]
    command += ["--generation-deterministic", "--continue-on-failure", "--suppress-health-check", "all"]
    command += ["--request-timeout", "30", "--warnings", "off", "--no-color"]
    environ = os.environ | {"SCHEMATHESIS_HOOKS": str(Path(__file__).with_name("hooks.py"))}
    done = subprocess.run(
        command, cwd=folder, env=environ, capture_output=True, text=True, check=False, timeout=_TIME_LIMIT_S
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout
