"""What heals by itself when flows died, outages lasted or steps crossed: nobody forgotten, nobody contacted twice."""

import pytest

from shared.acompanhamentos.names import instance_id
from shared.acompanhamentos.service import AcompanhamentoService
from shared.contas.store import ContaStore
from shared.envios.desistencias import DesistenciaService
from shared.kit.errors import InvalidInput
from shared.relatos.errors import NotFailed
from shared.relatos.models import ContatoSituacao, NovaResposta, NovoDesfecho, RelatoStatus, TipoDesfecho
from shared.tarefas.models import FiltroTarefas, Tarefa
from tests.builders import make_envelope, make_novo_relato, make_principal
from tests.fakes import FakeGate
from tests.unit.relatos.world import CONTA, World

pytestmark = pytest.mark.anyio
FLOW = instance_id(CONTA, "R1")


@pytest.fixture
def world() -> World:
    return World()


def acompanhamentos(world: World) -> AcompanhamentoService:
    return AcompanhamentoService(
        open_relatos=world.relatos,
        open_tarefas=world.tarefas,
        contas=ContaStore(world.documents),
        envios=FakeGate(),
        desistencias=DesistenciaService(world.envios, world.queues, world.clock),
        now=world.clock,
    )


async def tarefas(world: World) -> list[Tarefa]:
    page = await world.tarefas(CONTA).search(FiltroTarefas(status=None), "America/Sao_Paulo")
    return list(page.itens)


async def test_a_flow_that_died_after_its_last_contact_is_started_again_to_end(world: World) -> None:
    await world.followed()
    world.clock.move(days=40)
    for numero in (1, 2, 3):
        await acompanhamentos(world).make_contato(CONTA, "R1", numero)
    world.flows.live.clear()
    world.clock.move(hours=2)

    swept = await world.service.sweep(CONTA)
    await world.service.follow(CONTA, "R1", world.flows)

    assert swept == 1
    assert world.flows.live[FLOW]["contatos"] == []


async def test_a_flow_that_died_before_it_heard_of_the_end_is_started_again_to_acknowledge_it(
    world: World,
) -> None:
    await world.followed()
    world.flows.live.clear()
    await world.desfechos.record_resposta(make_principal(), "R1", NovaResposta(), flows=world.flows)
    world.clock.move(hours=2)

    await world.service.follow(CONTA, "R1", world.flows)
    await acompanhamentos(world).close(CONTA, "R1")

    assert world.flows.live[FLOW]["contatos"] == []
    world.clock.move(hours=2)
    assert await world.service.sweep(CONTA) == 0


async def test_a_failed_relato_with_an_outcome_is_not_taken_up_again(world: World) -> None:
    await world.service.receive(make_novo_relato(), make_envelope())
    await world.service.fail(CONTA, "R1")
    sold = NovoDesfecho(tipo=TipoDesfecho.CONVERTIDO)
    await world.desfechos.record_desfecho(make_principal(), "R1", sold, flows=world.flows)

    with pytest.raises(NotFailed):
        await world.service.retry(CONTA, "R1")

    assert (await world.read()).status is RelatoStatus.ENCERRADO


async def test_after_a_long_outage_only_the_latest_contact_that_is_due_is_made(world: World) -> None:
    await world.followed()
    world.clock.move(days=12)

    for numero in (1, 2):
        assert await acompanhamentos(world).make_contato(CONTA, "R1", numero)

    assert [tarefa.numero for tarefa in await tarefas(world)] == [2]
    assert [contato.situacao for contato in (await world.read()).contatos] == [
        ContatoSituacao.VENCIDO,
        ContatoSituacao.TAREFA_CRIADA,
        ContatoSituacao.AGENDADO,
    ]


async def test_a_flow_whose_start_could_not_be_recorded_still_makes_its_contacts(world: World) -> None:
    await world.service.receive(make_novo_relato(), make_envelope())
    await world.service.process(CONTA, "R1")
    await world.service.fail(CONTA, "R1")
    world.clock.move(days=4)

    assert await acompanhamentos(world).make_contato(CONTA, "R1", 1)

    assert [tarefa.numero for tarefa in await tarefas(world)] == [1]
    assert (await world.read()).status is RelatoStatus.EM_ACOMPANHAMENTO


async def test_an_answer_older_than_any_relato_is_refused(world: World) -> None:
    await world.followed()
    long_ago = NovaResposta.model_validate_json(b'{"recebida_em": "0001-01-01T00:00:00+14:00"}')

    with pytest.raises(InvalidInput):
        await world.desfechos.record_resposta(make_principal(), "R1", long_ago, flows=world.flows)
