"""The smoke test of a deployment, against a server on this machine that is healthy when the test says so."""

import pytest
from pytest_httpserver import HTTPServer

from infra.azure.fumaca import main

GOOD = {"status": "healthy", "version": "1.2.3", "checks": {"documentos": "ok", "filas": "ok"}}
BAD = {"status": "unhealthy", "version": "1.2.3", "checks": {"documentos": "ok", "filas": "indisponivel"}}


def test_a_deployment_that_becomes_healthy_passes(httpserver: HTTPServer) -> None:
    httpserver.expect_ordered_request("/health").respond_with_json(BAD, status=503)
    httpserver.expect_ordered_request("/health").respond_with_data("", status=502)
    httpserver.expect_ordered_request("/health").respond_with_json(GOOD)

    assert main(_arguments(httpserver)) == 0


def test_a_deployment_that_stays_unhealthy_fails_and_says_in_what(
    httpserver: HTTPServer, capsys: pytest.CaptureFixture[str]
) -> None:
    httpserver.expect_request("/health").respond_with_json(BAD, status=503)

    assert main(_arguments(httpserver)) == 1
    assert "filas indisponivel" in capsys.readouterr().err


def test_the_old_version_that_still_answers_is_no_success(
    httpserver: HTTPServer, capsys: pytest.CaptureFixture[str]
) -> None:
    httpserver.expect_request("/health").respond_with_json(GOOD | {"version": "1.2.2"})

    assert main(_arguments(httpserver)) == 1
    assert "version 1.2.2, not 1.2.3" in capsys.readouterr().err


def test_no_server_is_no_success() -> None:
    assert main(["--url", "http://127.0.0.1:9", "--versao", "1.2.3", "--tentativas", "1"]) == 1


def _arguments(server: HTTPServer) -> list[str]:
    return ["--url", server.url_for(""), "--versao", "1.2.3", "--tentativas", "3", "--pausa", "0"]
