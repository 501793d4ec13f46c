"""The power fails after each write of each story in turn; delivered again, it ends as if nothing had happened."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any

import anyio.lowlevel
import pytest

from shared.clientes.models import Pessoa
from shared.kit.canais import Provedor, TipoConteudo
from shared.recebimentos.models import Recebimento, RecebimentoStatus
from shared.tarefas.models import TipoTarefa
from tests.unit.envios.world import MARINA, PowerCut
from tests.unit.recebimentos.conversas import CONTA, Conversas

pytestmark = pytest.mark.anyio
_MOST_WRITES = 60


async def sair(world: Conversas) -> Recebimento:
    await world.add_cliente("C2", nome="Pedro Prates")
    await world.follow("R1", "C1")
    await world.follow("R2", "C2")
    await world.queue_two()
    return await world.receive("SAIR")


async def voltar(world: Conversas) -> Recebimento:
    await world.say("sair")
    return await world.receive("voltar")


async def numero_errado(world: Conversas) -> Recebimento:
    await world.add_cliente("C2", nome="Pedro Prates")
    await world.follow("R1", "C1")
    await world.queue_two()
    return await world.receive("número errado", nome="Zé")


async def resposta(world: Conversas) -> Recebimento:
    await world.follow()
    await world.queue_two()
    return await world.receive("Quero fechar")


async def estranho(world: Conversas) -> Recebimento:
    return await world.receive("Oi, tem horário?", endereco="+5531977776666", nome="João")


async def botao(world: Conversas) -> Recebimento:
    asked = await world.ask_confirmacao()
    return await world.receive("Confirmar", botao=f"{asked.id}:confirmar", tipo=TipoConteudo.BOTAO)


async def cancelar(world: Conversas) -> Recebimento:
    await world.ask_confirmacao()
    return await world.receive("CANCELAR")


async def cancelar_a_consulta(world: Conversas) -> Recebimento:
    await world.ask_confirmacao()
    await world.say("CANCELAR")
    return await world.receive("1")


async def cancelar_as_mensagens(world: Conversas) -> Recebimento:
    await world.ask_confirmacao()
    await world.say("CANCELAR")
    return await world.receive("2")


async def qual(world: Conversas) -> Recebimento:
    await world.ask_confirmacao("A1")
    world.clock.move(seconds=1)
    await world.ask_confirmacao("A2")
    await world.say("1")
    return await world.receive("2")


async def qual_de_novo(world: Conversas) -> Recebimento:
    await world.ask_confirmacao("A1")
    world.clock.move(seconds=1)
    await world.ask_confirmacao("A2")
    await world.say("1")
    return await world.receive("confirmar")


async def resolveu(world: Conversas) -> Recebimento:
    asked = await world.answer_by_itself()
    return await world.receive("Resolveu", botao=f"{asked.id}:resolveu", tipo=TipoConteudo.BOTAO)


async def formulario(world: Conversas) -> Recebimento:
    return await world.receive("Quero um orçamento", provedor=Provedor.FORMULARIO, nome="Marina")


_STORIES = (
    *(sair, voltar, numero_errado, resposta, estranho, botao, resolveu, formulario),
    *(cancelar, cancelar_a_consulta, cancelar_as_mensagens, qual, qual_de_novo),
)
Story = Callable[[Conversas], Awaitable[Recebimento]]


@dataclass
class Power:
    left: int | None = None

    async def spend(self) -> None:
        if self.left is None:
            return
        if self.left == 0:
            raise PowerCut
        self.left -= 1


async def told(story: Story) -> tuple[Conversas, Recebimento, Power]:
    world, power = Conversas(), Power()
    await world.add_conta()
    await world.add_cliente()
    came = await story(world)
    world.documents.after_write = power.spend
    return world, came, power


async def end_of(world: Conversas, came: Recebimento) -> dict[str, Any]:
    """All that anybody could see of how it ended; ids of people that were made are told by where they come from."""
    done = (await world.recebimentos(CONTA).get(came.id)).recebimento
    people = await world.remetentes.senders(CONTA, Pessoa(telefone=MARINA))
    return {
        "status": done.status,
        "destino": done.destino,
        "sent": sorted(await world.deliver()),
        "envios": sorted((one.chave, one.status) for one in await world.all_envios()),
        "tarefas": sorted((one.tipo, one.motivo, one.mensagem) for one in await world.todo()),
        "chamados": sorted([fala.texto for fala in chamado.falas] for chamado in await world.asked()),
        "pessoas": sorted((one.nome, one.opt_out is not None) for one in people),
        "ledger": [len((await world.cliente()).opt_outs), (await world.cliente()).telefones],
        "perguntas": sorted(one.tipo for one in await world.perguntas.open_for(CONTA, ["C1"])),
        "woken": sorted(set(world.flows.woken)),
        "everyone": len(world.documents.partitions[("clientes", CONTA)]),
    }


@pytest.mark.parametrize("story", _STORIES, ids=lambda story: story.__name__)
async def test_after_a_power_cut_at_any_write_a_redelivery_ends_it_all_the_same(story: Story) -> None:
    world, came, _ = await told(story)
    await world.route(came)
    expected = await end_of(world, came)

    cuts = 0
    for writes in range(_MOST_WRITES):
        world, came, power = await told(story)
        power.left = writes
        try:
            await world.route(came)
            break
        except PowerCut:
            cuts += 1
        power.left = None
        world.clock.move(minutes=2)
        await world.route(came)

        assert await end_of(world, came) == expected, f"after {writes} writes"

    assert expected["status"] is RecebimentoStatus.ENCAMINHADO
    assert 0 < cuts < _MOST_WRITES


@pytest.mark.parametrize("story", _STORIES, ids=lambda story: story.__name__)
async def test_delivered_three_times_at_once_and_once_more_it_ends_all_the_same(story: Story) -> None:
    world, came, _ = await told(story)
    await world.route(came)
    expected = await end_of(world, came)

    world, came, _ = await told(story)
    world.documents.before_write = anyio.lowlevel.checkpoint
    async with anyio.create_task_group() as runs:
        for _ in range(3):
            runs.start_soon(world.route, came)
    await world.route(came)

    assert await end_of(world, came) == expected


@pytest.mark.parametrize("story", _STORIES, ids=lambda story: story.__name__)
async def test_what_the_queue_gives_up_on_after_a_power_cut_at_any_write_is_one_tarefa(story: Story) -> None:
    for writes in range(_MOST_WRITES):
        world, came, power = await told(story)
        power.left = writes
        try:
            await world.route(came)
            break
        except PowerCut:
            power.left = None
        await world.routing.fail(CONTA, came.id)

        mine = [one for one in await world.todo(tipo=TipoTarefa.RESPONDER) if one.recebimento_id == came.id]
        done = (await world.recebimentos(CONTA).get(came.id)).recebimento
        assert (done.status, len(mine)) == (RecebimentoStatus.FALHOU, 1) or (
            done.status is RecebimentoStatus.ENCAMINHADO
        ), f"after {writes} writes"
