"""The queue triggers of importações and Kommo: what a message may hold, and what becomes of one that holds nothing."""

import json
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

import pytest

from functions import queue_importacoes, queue_kommo
from shared.clientes.importacao.errors import ImportacaoNotFound
from shared.clientes.kommo_ports import KommoRefused
from shared.kit.errors import MalformedRequest, TransientError
from shared.wiring import importacoes as importacao_wiring
from shared.wiring import kommo as kommo_wiring

pytestmark = pytest.mark.anyio
UNREADABLE = [b"", b"[]", b"{}", b'{"conta": "a", "importacao_id": "I1", "parte": "x"}', b"\xff"]


@dataclass(frozen=True)
class Message:
    body: bytes
    dequeue_count: int = 1
    insertion_time: datetime | None = None

    def get_body(self) -> bytes:
        return self.body


def message(**fields: Any) -> Message:
    return Message(json.dumps({"v": 1, "traceparent": "", **fields}).encode())


PART = message(conta="clinica", importacao_id="I1", parte=2)
LEADS = message(conta="clinica", lead_ids="41,42")


def entry(built: Any) -> Callable[[Message], Awaitable[None]]:
    """The function behind a trigger's decorators."""
    found: Callable[[Message], Awaitable[None]] = built._function.get_user_function()
    return found


@dataclass
class Worker:
    """Remembers what it was asked, and raises `error` where there is one."""

    error: Exception | None = None
    asked: list[tuple[Any, ...]] = field(default_factory=list)

    async def process(self, *ids: Any) -> None:
        self.asked.append(ids)
        if self.error:
            raise self.error

    fail = refresh = process


@pytest.fixture
def worker(monkeypatch: pytest.MonkeyPatch) -> Worker:
    worker = Worker()
    monkeypatch.setattr(importacao_wiring, "parte_service", lambda: worker)
    monkeypatch.setattr(kommo_wiring, "kommo_service_of", lambda _: worker)
    return worker


async def test_a_message_names_the_part_to_work_on(worker: Worker) -> None:
    await entry(queue_importacoes.queue_importacoes)(PART)

    assert worker.asked == [("clinica", "I1", 2)]


async def test_an_erased_importacao_is_done_with_and_an_outage_is_tried_again(worker: Worker) -> None:
    worker.error = ImportacaoNotFound()
    await entry(queue_importacoes.queue_importacoes)(PART)

    worker.error = TransientError()
    with pytest.raises(TransientError):
        await entry(queue_importacoes.queue_importacoes)(PART)

    assert len(worker.asked) == 2


@pytest.mark.parametrize("body", UNREADABLE)
async def test_a_message_that_names_nothing_goes_to_the_poison_queue_and_ends_there_with_an_alarm(
    worker: Worker, caplog: pytest.LogCaptureFixture, body: bytes
) -> None:
    with pytest.raises(MalformedRequest):
        await entry(queue_importacoes.queue_importacoes)(Message(body))

    await entry(queue_importacoes.queue_importacoes_poison)(Message(body))

    assert worker.asked == []
    assert "queue.unusable" in caplog.text


async def test_a_hint_names_the_leads_to_read(worker: Worker) -> None:
    await entry(queue_kommo.queue_kommo)(LEADS)

    assert worker.asked == [([41, 42],)]


async def test_a_hint_that_kommo_refuses_is_done_with_since_the_pull_will_find_it(worker: Worker) -> None:
    worker.error = KommoRefused()

    await entry(queue_kommo.queue_kommo)(LEADS)

    assert worker.asked == [([41, 42],)]


async def test_a_hint_for_a_conta_without_an_account_asks_nobody(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []
    monkeypatch.setattr(kommo_wiring, "kommo_service_of", asked.append)

    await entry(queue_kommo.queue_kommo)(LEADS)

    assert asked == ["clinica"]


@pytest.mark.parametrize("body", [*UNREADABLE, b'{"conta": "a", "lead_ids": "41,x"}'])
async def test_a_hint_that_cannot_be_read_ends_with_an_alarm(
    worker: Worker, caplog: pytest.LogCaptureFixture, body: bytes
) -> None:
    with pytest.raises(MalformedRequest):
        await entry(queue_kommo.queue_kommo)(Message(body))

    await entry(queue_kommo.queue_kommo_poison)(Message(body))

    assert worker.asked == []
    assert "kommo.hint_dropped" in caplog.text
