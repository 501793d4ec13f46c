"""S3's workflow by hand: asked now and never twice, Botconversa or no Botconversa, and told as it went."""

from dataclasses import dataclass, field

import pytest

from shared.atendimentos.errors import MudancaRecusada
from shared.atendimentos.models import Atendimento, StatusConfirmacao
from shared.atendimentos.workflow import WorkflowService
from shared.atendimentos.workflow_views import WorkflowS3
from shared.envios.models import FiltroEnvios
from shared.kit.errors import NotFound, RetornoError, TransientError
from tests.unit.atendimentos.test_respostas import World
from tests.unit.envios.world import CONTA, MARINA

pytestmark = pytest.mark.anyio
FAR = "2026-03-20T09:00"


@dataclass
class Assinantes:
    error: RetornoError | None = None
    asked: list[tuple[str, str]] = field(default_factory=list)

    async def subscribe(self, conta: str, telefone: str, nome: str) -> str:
        if self.error:
            raise self.error
        self.asked.append((telefone, nome))
        return "123456"


@dataclass
class Balcao(World):
    assinantes: Assinantes = field(default_factory=Assinantes)

    async def run(self, at: Atendimento) -> WorkflowS3:
        service = WorkflowService(self.atendimento, self.avisos, self.assinantes)
        return await service.run(self.wants(at), self.flows)

    async def messages(self) -> list[str]:
        found = await self.envios(CONTA).search(FiltroEnvios(limite=200))
        return [one.chave for one in found.itens]


@pytest.fixture
async def world() -> Balcao:
    made = Balcao()
    await made.begin()
    await made.add_cliente()
    return made


async def test_who_is_asked_now_is_not_asked_again(world: Balcao) -> None:
    at = await world.book(FAR)

    first = await world.run(at)
    again = await world.run(at)

    assert await world.messages() == [f"atendimento-{at.id}-1-confirmacao"]
    assert first.success
    assert first == again
    assert [(passo.passo, passo.feito) for passo in first.passos] == [
        ("subscriber", True),
        ("mensagem", True),
        ("fluxo", True),
    ]


async def test_the_subscriber_is_that_of_its_phone_and_is_kept(world: Balcao) -> None:
    at = await world.book(FAR)

    told = await world.run(at)

    assert told.subscriber_id == (await world.now_of(at)).subscriber_id == "123456"
    assert world.assinantes.asked == [(MARINA, "Marina Prates")]


@pytest.mark.parametrize("error", [NotFound("Esta conta não tem o canal."), TransientError()])
async def test_without_botconversa_people_are_asked_all_the_same(world: Balcao, error: RetornoError) -> None:
    world.assinantes.error = error
    at = await world.book(FAR)

    told = await world.run(at)

    assert told.success
    assert [passo.feito for passo in told.passos] == [False, True, True]
    assert len(await world.messages()) == 1


async def test_nobody_is_asked_by_night(world: Balcao) -> None:
    at = await world.book(FAR)
    world.clock.move(hours=16)

    told = await world.run(at)

    assert not told.success
    assert "Fora do horário" in told.message
    assert await world.messages() == []


async def test_what_is_answered_or_past_is_refused(world: Balcao) -> None:
    answered, past = await world.booked(FAR), await world.booked()
    await world.set_status(answered, StatusConfirmacao.CONFIRMADO)
    world.clock.move(days=10, hours=5)

    for at in (answered, past):
        with pytest.raises(MudancaRecusada):
            await world.run(at)

    assert await world.messages() == []


async def test_the_flow_is_told_so_that_its_own_question_does_not_follow(world: Balcao) -> None:
    at = await world.booked(FAR)
    before = world.woken(at)

    await world.run(at)

    step = await world.avisos.next(CONTA, at.id)
    assert world.woken(at) > before
    assert step["ato"] == "lembrete"
