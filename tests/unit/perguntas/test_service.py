"""A pergunta is asked once, answered once by whoever is first, and wakes what waits for it."""

import asyncio
from datetime import timedelta

import pytest

from shared.kit.errors import TransientError
from shared.kit.titulares import Titular
from shared.perguntas.errors import PerguntaNotFound
from shared.perguntas.models import (
    NovaPergunta,
    Opcao,
    Pergunta,
    PerguntaStatus,
    RespostaDada,
    TipoPergunta,
)
from shared.perguntas.service import PerguntaService
from shared.perguntas.store import PerguntaStore
from shared.perguntas.titular import PerguntaGuardiao
from tests.builders import RECEIVED_AT
from tests.fakes import FakeClock, FakeFlows
from tests.fakes_store import FakeDocuments

pytestmark = pytest.mark.anyio
CONTA, OUTRA = "clinica", "rival"
FLOW = "confirmacao-A1"


class World:
    def __init__(self) -> None:
        self.documents = FakeDocuments()
        self.clock = FakeClock()
        self.flows = FakeFlows(live={FLOW: {}})
        self.service = PerguntaService(self.store, self.clock)

    def store(self, conta: str) -> PerguntaStore:
        return PerguntaStore(self.documents.open("perguntas", conta))

    async def ask(self, chave: str = "A1", cliente_id: str = "C1", conta: str = CONTA) -> Pergunta:
        return await self.service.ask(
            conta,
            NovaPergunta(
                chave=chave,
                tipo=TipoPergunta.CONFIRMACAO,
                cliente_id=cliente_id,
                sobre="atendimentos/A1",
                texto="Confirma?",
                opcoes=(
                    Opcao(id="sim", titulo="Confirmar", numero=1),
                    Opcao(id="nao", titulo="Cancelar", numero=2),
                ),
                expira_em=RECEIVED_AT + timedelta(days=1),
                fluxo=FLOW,
                evento="respondida",
            ),
        )

    async def answer(self, pergunta: Pergunta, opcao: str = "sim", by: str = "M1") -> bool:
        return await self.service.answer(CONTA, pergunta.id, RespostaDada(opcao, opcao, by), self.flows)

    async def read(self, pergunta: Pergunta) -> Pergunta:
        return await self.store(CONTA).get(pergunta.id)


@pytest.fixture
def world() -> World:
    return World()


async def test_asked_again_it_is_the_one_that_there_is(world: World) -> None:
    first = await world.ask()
    await world.answer(first)

    again = await world.ask()

    assert (again.id, again.status) == (first.id, PerguntaStatus.RESPONDIDA)
    assert (await world.ask(conta=OUTRA)).id != first.id


async def test_what_is_open_comes_newest_first_and_not_after_its_time(world: World) -> None:
    first = await world.ask("A1")
    world.clock.move(minutes=1)
    second = await world.ask("A2")
    await world.ask("A3", cliente_id="C2")

    assert [one.id for one in await world.service.open_for(CONTA, ["C1"])] == [second.id, first.id]
    assert await world.service.open_for(OUTRA, ["C1"]) == []
    assert await world.service.open_for(CONTA, []) == []
    world.clock.move(days=1)
    assert await world.service.open_for(CONTA, ["C1", "C2"]) == []


async def test_an_answer_is_written_down_and_then_wakes_the_flow(world: World) -> None:
    asked = await world.ask()

    assert await world.answer(asked)

    found = await world.read(asked)
    assert (found.status, found.resposta, found.recebimento_id) == (PerguntaStatus.RESPONDIDA, "sim", "M1")
    assert found.respondida_em == world.clock()
    assert world.flows.woken == [(FLOW, "respondida")]


async def test_an_answer_whose_flow_could_not_be_woken_wakes_it_when_it_comes_again(world: World) -> None:
    asked = await world.ask()
    world.flows.down = True
    with pytest.raises(TransientError):
        await world.answer(asked)
    world.flows.down = False

    assert await world.answer(asked)

    assert world.flows.woken == [(FLOW, "respondida")]


async def test_of_many_answers_at_once_one_lands(world: World) -> None:
    asked = await world.ask()

    landed = await asyncio.gather(*(world.answer(asked, "sim", f"M{n}") for n in range(20)))

    assert landed.count(True) == 1
    assert (await world.read(asked)).recebimento_id == f"M{landed.index(True)}"


async def test_a_second_thought_does_not_change_what_was_answered(world: World) -> None:
    asked = await world.ask()
    await world.answer(asked, "sim", "M1")

    assert not await world.answer(asked, "nao", "M2")

    assert (await world.read(asked)).resposta == "sim"
    assert len(world.flows.woken) == 1


@pytest.mark.parametrize("ending", ["expire", "cancel", "time", "option"])
async def test_what_is_over_or_is_no_option_takes_no_answer(world: World, ending: str) -> None:
    asked = await world.ask()
    if ending == "time":
        world.clock.move(days=1)
    elif ending != "option":
        await getattr(world.service, ending)(CONTA, asked.id)

    assert not await world.answer(asked, "talvez" if ending == "option" else "sim")

    assert (await world.read(asked)).resposta is None
    assert world.flows.woken == []


async def test_an_answer_that_came_first_stays_when_its_time_is_over(world: World) -> None:
    asked = await world.ask()
    await world.answer(asked)

    expired = await world.service.expire(CONTA, asked.id)

    assert expired.status is PerguntaStatus.RESPONDIDA


async def test_a_pergunta_that_is_not_there_says_so(world: World) -> None:
    assert await world.service.find(CONTA, "X") is None
    with pytest.raises(PerguntaNotFound):
        await world.service.cancel(CONTA, "X")


async def test_the_perguntas_of_a_merged_cliente_go_with_it(world: World) -> None:
    asked = await world.ask()

    assert await world.service.relink(CONTA, "C1", "C9") == 1
    assert await world.service.relink(CONTA, "C1", "C9") == 0

    assert (await world.read(asked)).cliente_id == "C9"


async def test_a_titular_gets_their_perguntas_and_may_have_them_erased(world: World) -> None:
    asked = await world.ask()
    other = await world.ask("A2", cliente_id="C2")
    guardiao = PerguntaGuardiao(lambda conta: world.documents.open("perguntas", conta))
    titular = Titular(cliente_ids=("C1",))

    [shown] = await guardiao.export(CONTA, titular)
    erased = await guardiao.erase(CONTA, titular)

    assert (shown["id"], shown["texto"], "fluxo" in shown) == (asked.id, "Confirma?", False)
    assert erased == 1
    assert await world.service.find(CONTA, asked.id) is None
    assert await world.service.find(CONTA, other.id) is not None
