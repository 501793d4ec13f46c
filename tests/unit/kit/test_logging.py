"""What a log line may hold: ids and numbers, never a person or a secret."""

import json
import logging

import pytest

from shared.kit.logging import get_logger, redact


@pytest.fixture
def lines(caplog: pytest.LogCaptureFixture) -> pytest.LogCaptureFixture:
    caplog.set_level(logging.INFO, logger="retorno")
    return caplog


def test_an_event_is_one_json_line_with_its_ids(lines: pytest.LogCaptureFixture) -> None:
    get_logger("teste").info("relato.received", extra={"relato_id": "R1", "length": 12, "prompt_tokens": 7})

    assert json.loads(lines.records[0].getMessage()) == {
        "evento": "relato.received",
        "origem": "teste",
        "relato_id": "R1",
        "length": 12,
        "prompt_tokens": 7,
    }


@pytest.mark.parametrize("name", ["telefone", "cliente_nome", "texto", "api_key", "authorization", "email"])
def test_a_field_that_names_a_person_or_a_secret_is_hidden(
    lines: pytest.LogCaptureFixture, name: str
) -> None:
    get_logger("teste").info("evento", extra={name: "Marina"})

    assert "Marina" not in lines.records[0].getMessage()


@pytest.mark.parametrize(
    "secret",
    [
        "marina@exemplo.com.br",
        "123.456.789-09",
        "12345678909",
        "(11) 98888-7777",
        "+55 11 98888-7777",
        "5511988887777",
        "Bearer abc.def",
        "gsk_abcdefgh1234",
        "AccountKey=abc123==",
    ],
)
def test_a_person_or_secret_within_a_value_is_hidden(secret: str) -> None:
    assert secret not in redact(f"falha com {secret} aqui")


def test_ids_survive(lines: pytest.LogCaptureFixture) -> None:
    ulid = "01M7Y6DJ7QBFRNZ0F4D8B8JF8X"

    assert redact(ulid) == ulid


def test_a_traceback_hides_what_its_error_quotes(lines: pytest.LogCaptureFixture) -> None:
    try:
        raise ValueError("AccountKey=abc123==;marina@exemplo.com.br")
    except ValueError:
        get_logger("teste").exception("http.failed")

    written = logging.Formatter().format(lines.records[0])
    assert "Traceback" in written
    assert "abc123" not in written
    assert "marina" not in written
