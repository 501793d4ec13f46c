"""The triggers of atendimentos: what a message may hold, and what becomes of one that cannot be treated."""

import json
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

import pytest

from functions import queue_atendimentos
from shared.atendimentos.errors import AtendimentoNotFound
from shared.kit.errors import MalformedRequest, TransientError
from shared.wiring import atendimentos as wiring
from shared.wiring import base

pytestmark = pytest.mark.anyio


@dataclass(frozen=True)
class Message:
    body: bytes
    dequeue_count: int = 1
    insertion_time: datetime | None = None

    def get_body(self) -> bytes:
        return self.body


HINT = Message(json.dumps({"v": 1, "conta": "clinica", "atendimento_id": "AT1", "traceparent": ""}).encode())


@dataclass
class Worker:
    """Raises `error` where there is one."""

    error: Exception | None = None
    asked: list[tuple[str, ...]] = field(default_factory=list)

    async def process(self, conta: str, atendimento_id: str, flows: object) -> None:
        self.asked.append(("process", conta, atendimento_id, str(flows)))
        if self.error:
            raise self.error

    async def fail(self, *ids: str) -> None:
        self.asked.append(("fail", *ids))
        if self.error:
            raise self.error


@pytest.fixture
def worker(monkeypatch: pytest.MonkeyPatch) -> Worker:
    worker = Worker()
    monkeypatch.setattr(wiring, "atendimento_service", lambda: worker)
    monkeypatch.setattr(base, "flows", lambda client: f"flows of {client}")
    return worker


def entry(built: Any) -> Callable[..., Any]:
    """The function behind a trigger's decorators."""
    found: Callable[..., Any] = built._function.get_user_function()
    return getattr(found, "client_function", found)


async def test_a_hint_is_worked_on_and_its_poison_given_up_on(worker: Worker) -> None:
    await entry(queue_atendimentos.queue_atendimentos)(HINT, "host")
    await entry(queue_atendimentos.queue_atendimentos_poison)(HINT)

    assert worker.asked == [("process", "clinica", "AT1", "flows of host"), ("fail", "clinica", "AT1")]


async def test_one_that_was_erased_meanwhile_is_done_with(worker: Worker) -> None:
    worker.error = AtendimentoNotFound()

    await entry(queue_atendimentos.queue_atendimentos)(HINT, "host")
    await entry(queue_atendimentos.queue_atendimentos_poison)(HINT)

    assert len(worker.asked) == 2


async def test_an_outage_is_the_queue_s_to_try_again(worker: Worker) -> None:
    worker.error = TransientError()

    with pytest.raises(TransientError):
        await entry(queue_atendimentos.queue_atendimentos)(HINT, "host")


@pytest.mark.parametrize("body", [b"", b"[]", b'{"conta": "clinica"}', b"\xff"])
async def test_a_message_that_names_nothing_is_no_work(worker: Worker, body: bytes) -> None:
    with pytest.raises(MalformedRequest):
        await entry(queue_atendimentos.queue_atendimentos)(Message(body), "host")
    await entry(queue_atendimentos.queue_atendimentos_poison)(Message(body))

    assert worker.asked == []
