"""What the HTTP triggers read and answer by themselves, before and around the services."""

from typing import Any

import pytest

from functions.http_relatos import _wait_s
from shared.config import Settings
from shared.kit.errors import TransientError
from shared.wiring import base, health
from tests.fakes_store import FakeDocuments


@pytest.mark.parametrize(
    ("prefer", "seconds"),
    [
        ("", 0),
        ("respond-async", 0),
        ("wait=0", 0),
        ("wait=10", 10),
        ("respond-async, Wait=10", 10),
        ('wait = "10"', 10),
        ("wait=120000", 25),
        ("wait=" + "9" * 5000, 25),
        ("wait=-1", 0),
        ("wait=muito", 0),
    ],
)
def test_a_wait_is_read_however_it_is_written_and_has_an_end(prefer: str, seconds: int) -> None:
    assert _wait_s(prefer) == seconds


def raising(error: Exception) -> Any:
    raise error


@pytest.mark.anyio
@pytest.mark.parametrize(
    ("error", "state"), [(TransientError(), "indisponivel"), (ValueError("AccountKey=segredo"), "erro")]
)
async def test_a_dependency_that_cannot_be_built_or_reached_is_a_state_and_not_a_crash(
    monkeypatch: pytest.MonkeyPatch, error: Exception, state: str
) -> None:
    keys = {"chave_hmac": "k" * 32, "chave_jwt": "j" * 32}
    monkeypatch.setattr(base, "settings", lambda: Settings.model_validate(keys))
    monkeypatch.setattr(base, "documents", FakeDocuments)
    monkeypatch.setattr(base, "queues", lambda: raising(error))

    state_of = await health.health()

    assert state_of.checks == {"configuracao": "ok", "documentos": "ok", "filas": state}
