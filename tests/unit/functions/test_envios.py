"""The triggers of envios: what a message may hold, what becomes of one that holds nothing, one conta's outage."""

import json
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

import pytest

from functions import queue_envios, timer_envios
from shared.envios.errors import EnvioNotFound
from shared.envios.models import Envio
from shared.kit.errors import MalformedRequest, TransientError
from shared.rotinas.models import Rotina
from shared.wiring import chamados as chamado_wiring
from shared.wiring import contas as conta_wiring
from shared.wiring import envios as envio_wiring
from shared.wiring import relatos as relato_wiring
from shared.wiring import rotinas as rotina_wiring
from tests.builders import make_envio
from tests.unit.envios.world import make_novo

pytestmark = pytest.mark.anyio


@dataclass(frozen=True)
class Message:
    body: bytes
    dequeue_count: int = 1
    insertion_time: datetime | None = None

    def get_body(self) -> bytes:
        return self.body


HINT = Message(json.dumps({"v": 1, "conta": "clinica", "envio_id": "E1", "traceparent": ""}).encode())


@dataclass
class Chamados:
    returned: list[tuple[str, Envio]] = field(default_factory=list)

    async def take_back(self, conta: str, envio: Envio) -> None:
        self.returned.append((conta, envio))


@dataclass
class Outbox:
    """Worker, service, contas and acompanhamentos in one; raises `error` where there is one."""

    envio: Envio = field(default_factory=lambda: make_envio(make_novo()))
    chamados: Chamados = field(default_factory=Chamados)
    error: Exception | None = None
    asked: list[tuple[Any, ...]] = field(default_factory=list)
    returned: list[Any] = field(default_factory=list)

    async def process(self, *ids: str) -> Envio:
        self.asked.append(ids)
        if self.error:
            raise self.error
        return self.envio

    fail = process

    async def take_back(self, conta: str, envio: Any) -> bool:
        self.returned.append((conta, envio))
        return True

    async def ids(self) -> list[str]:
        return ["cheia", "ilegivel", "sadia"]

    async def sweep(self, conta: str) -> int:
        if conta == "cheia":
            raise TransientError
        if conta == "ilegivel":
            raise ValueError
        self.asked.append((conta,))
        return 1

    async def ran(self, rotina: Rotina) -> None:
        self.asked.append((rotina.id,))


@pytest.fixture
def outbox(monkeypatch: pytest.MonkeyPatch) -> Outbox:
    outbox = Outbox()
    monkeypatch.setattr(envio_wiring, "despacho", lambda: outbox)
    monkeypatch.setattr(envio_wiring, "envio_service", lambda: outbox)
    monkeypatch.setattr(relato_wiring, "acompanhamento_service", lambda: outbox)
    monkeypatch.setattr(chamado_wiring, "chamado_service", lambda: outbox.chamados)
    monkeypatch.setattr(conta_wiring, "conta_store", lambda: outbox)
    monkeypatch.setattr(rotina_wiring, "rotina_service", lambda: outbox)
    return outbox


def entry(built: Any) -> Callable[..., Any]:
    """The function behind a trigger's decorators."""
    found: Callable[..., Any] = built._function.get_user_function()
    return found


async def test_what_became_of_an_envio_is_told_to_who_asked_for_it(outbox: Outbox) -> None:
    await entry(queue_envios.queue_envios)(HINT)

    assert outbox.asked == [("clinica", "E1")]
    assert outbox.returned == [("clinica", outbox.envio)]
    assert outbox.chamados.returned == []


async def test_what_became_of_an_answer_to_a_chamado_is_told_to_chamados(outbox: Outbox) -> None:
    outbox.envio = make_envio(make_novo(), chamado_id="CH1")

    await entry(queue_envios.queue_envios)(HINT)

    assert outbox.chamados.returned == [("clinica", outbox.envio)]


async def test_an_envio_that_was_erased_ends_its_message(outbox: Outbox) -> None:
    outbox.error = EnvioNotFound()

    await entry(queue_envios.queue_envios)(HINT)

    assert outbox.returned == []


async def test_an_outage_is_left_to_the_queue_s_retries(outbox: Outbox) -> None:
    outbox.error = TransientError()

    with pytest.raises(TransientError):
        await entry(queue_envios.queue_envios)(HINT)


@pytest.mark.parametrize("body", [b"", b"[]", b"{}", b'{"conta": "a"}', b"\xff"])
async def test_an_unreadable_message_names_nothing_and_its_poison_raises_the_alarm(
    outbox: Outbox, body: bytes, caplog: pytest.LogCaptureFixture
) -> None:
    with pytest.raises(MalformedRequest):
        await entry(queue_envios.queue_envios)(Message(body))
    await entry(queue_envios.queue_envios_poison)(Message(body))

    assert outbox.asked == []
    assert "queue.unusable" in caplog.text


async def test_a_conta_that_cannot_be_swept_does_not_hold_up_the_others(
    outbox: Outbox, caplog: pytest.LogCaptureFixture
) -> None:
    await entry(timer_envios.timer_envios)(None)

    assert outbox.asked == [("sadia",), ("timer_envios",)]
    assert caplog.text.count("sweep.failed") == 2
