"""The triggers of chamados: what a message may hold, and what becomes of one that cannot be treated."""

import json
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

import pytest

from functions import queue_chamados
from shared.chamados.errors import ChamadoNotFound
from shared.kit.errors import MalformedRequest, TransientError
from shared.wiring import chamados as chamado_wiring

pytestmark = pytest.mark.anyio


@dataclass(frozen=True)
class Message:
    body: bytes
    dequeue_count: int = 1
    insertion_time: datetime | None = None

    def get_body(self) -> bytes:
        return self.body


HINT = Message(json.dumps({"v": 1, "conta": "clinica", "chamado_id": "CH1", "traceparent": ""}).encode())


@dataclass
class Worker:
    """Raises `error` where there is one."""

    error: Exception | None = None
    asked: list[tuple[str, ...]] = field(default_factory=list)

    async def process(self, *ids: str) -> None:
        self.asked.append(("process", *ids))
        if self.error:
            raise self.error

    async def fail(self, *ids: str) -> None:
        self.asked.append(("fail", *ids))
        if self.error:
            raise self.error


@pytest.fixture
def worker(monkeypatch: pytest.MonkeyPatch) -> Worker:
    worker = Worker()
    monkeypatch.setattr(chamado_wiring, "chamado_service", lambda: worker)
    return worker


def entry(built: Any) -> Callable[..., Any]:
    """The function behind a trigger's decorators."""
    found: Callable[..., Any] = built._function.get_user_function()
    return found


async def test_a_hint_is_worked_on_and_its_poison_given_up_on(worker: Worker) -> None:
    await entry(queue_chamados.queue_chamados)(HINT)
    await entry(queue_chamados.queue_chamados_poison)(HINT)

    assert worker.asked == [("process", "clinica", "CH1"), ("fail", "clinica", "CH1")]


async def test_a_chamado_that_was_erased_ends_its_message(
    worker: Worker, caplog: pytest.LogCaptureFixture
) -> None:
    worker.error = ChamadoNotFound()

    await entry(queue_chamados.queue_chamados)(HINT)
    await entry(queue_chamados.queue_chamados_poison)(HINT)

    assert caplog.text.count("queue.unusable") == 1


async def test_an_outage_is_left_to_the_queue_s_retries(worker: Worker) -> None:
    worker.error = TransientError()

    with pytest.raises(TransientError):
        await entry(queue_chamados.queue_chamados)(HINT)


@pytest.mark.parametrize("body", [b"", b"[]", b"{}", b'{"conta": "a"}', b"\xff"])
async def test_an_unreadable_message_names_nothing_and_its_poison_raises_the_alarm(
    worker: Worker, body: bytes, caplog: pytest.LogCaptureFixture
) -> None:
    with pytest.raises(MalformedRequest):
        await entry(queue_chamados.queue_chamados)(Message(body))
    await entry(queue_chamados.queue_chamados_poison)(Message(body))

    assert worker.asked == []
    assert "queue.unusable" in caplog.text
