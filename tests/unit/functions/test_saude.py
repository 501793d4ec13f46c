"""The triggers of saúde: messages that name no page, and a timer whom one conta does not hold up."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any

import azure.functions as func
import pytest

from functions import queue_saude, timer_saude
from shared.kit.errors import MalformedRequest, TransientError
from shared.rotinas.models import SAUDE, Rotina
from shared.saude.errors import RodadaNotFound
from shared.wiring import contas as conta_wiring
from shared.wiring import rotinas as rotina_wiring
from shared.wiring import saude as saude_wiring

pytestmark = pytest.mark.anyio
PAGINA = b'{"v": 1, "conta": "loja", "dia": "2025-03-10", "numero": 3, "cursor": "c1", "traceparent": ""}'


@dataclass
class Rodadas:
    """Of three contas one is throttled; the page of no run is asked for."""

    asked: list[tuple[Any, ...]] = field(default_factory=list)

    async def ids(self) -> list[str]:
        return ["cheia", "sadia", "outra"]

    async def start(self, conta: str, *, por: str) -> None:
        if conta == "cheia":
            raise TransientError
        self.asked.append((conta, por))

    async def process(self, *page: Any) -> None:
        self.asked.append(page)
        raise RodadaNotFound

    async def fail(self, *page: Any) -> None:
        self.asked.append(page)
        raise RodadaNotFound

    async def ran(self, rotina: Rotina) -> None:
        self.asked.append((rotina.id,))


@pytest.fixture
def rodadas(monkeypatch: pytest.MonkeyPatch) -> Rodadas:
    found = Rodadas()
    monkeypatch.setattr(saude_wiring, "rodada_service", lambda: found)
    monkeypatch.setattr(conta_wiring, "conta_store", lambda: found)
    monkeypatch.setattr(rotina_wiring, "rotina_service", lambda: found)
    return found


async def test_a_page_is_read_from_the_message_and_one_of_no_run_is_let_go(rodadas: Rodadas) -> None:
    await _call(queue_saude.queue_saude, func.QueueMessage(body=PAGINA))

    assert rodadas.asked == [("loja", date(2025, 3, 10), 3)]


@pytest.mark.parametrize("body", [b"", b"{}", b'{"conta": "loja", "dia": "ontem", "numero": 1}', b"[]"])
async def test_a_message_that_names_no_page_is_refused_and_told_once(
    rodadas: Rodadas, caplog: pytest.LogCaptureFixture, body: bytes
) -> None:
    with pytest.raises(MalformedRequest):
        await _call(queue_saude.queue_saude, func.QueueMessage(body=body))
    await _call(queue_saude.queue_saude_poison, func.QueueMessage(body=body))

    assert rodadas.asked == []
    assert "queue.unusable" in caplog.text
    assert "ontem" not in caplog.text


async def test_a_conta_whose_run_cannot_begin_does_not_hold_up_the_others(
    rodadas: Rodadas, caplog: pytest.LogCaptureFixture
) -> None:
    await _call(timer_saude.timer_saude, None)

    assert rodadas.asked == [("sadia", SAUDE.id), ("outra", SAUDE.id), (SAUDE.id,)]
    assert "rodada.not_started" in caplog.text


async def _call(function: Any, argument: Any) -> None:
    await function._function.get_user_function()(argument)
