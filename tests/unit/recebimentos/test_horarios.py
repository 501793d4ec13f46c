"""A number typed with hours to choose from and another appointment asked about touches neither before it is told."""

from datetime import timedelta

import pytest

from shared.perguntas.models import NovaPergunta, Opcao, Pergunta, TipoPergunta
from shared.recebimentos.models import Destino
from tests.unit.envios.world import CONTA
from tests.unit.recebimentos.conversas import Conversas

pytestmark = pytest.mark.anyio


async def propose(world: Conversas, atendimento_id: str = "A1") -> Pergunta:
    world.clock.move(seconds=1)
    nova = NovaPergunta(
        chave=f"horarios-{atendimento_id}",
        tipo=TipoPergunta.HORARIO,
        cliente_id="C1",
        sobre=f"atendimentos/{atendimento_id}/1",
        texto="Qual horário serve?",
        opcoes=(Opcao(id="hora-1", titulo="qui 12/03 14:00", numero=1),),
        expira_em=world.clock() + timedelta(hours=24),
    )
    return await world.perguntas.ask(CONTA, nova)


async def test_a_number_is_the_hours_where_nothing_else_is_open(world: Conversas) -> None:
    await world.ask_confirmacao("A1")  # the very appointment that another hour is wanted for
    hours = await propose(world)

    done = await world.say("1")

    assert (done.destino, done.destino_id) == (Destino.PERGUNTA, hours.id)
    assert world.atendimentos.chosen == ["hora-1"]


@pytest.mark.parametrize(("which", "chosen", "heard"), [("1", [], ["A2"]), ("2", ["hora-1"], [])])
async def test_beside_another_appointment_it_is_asked_which(
    world: Conversas, which: str, chosen: list[str], heard: list[str]
) -> None:
    await propose(world)
    await world.ask_confirmacao("A2", texto="Confirma sexta?")

    await world.say("1")
    before = (list(world.atendimentos.chosen), list(world.atendimentos.heard))
    [asked] = await world.deliver()
    await world.say(which)

    assert before == ([], [])
    assert asked.splitlines()[1:] == ["1 - Confirma sexta?", "2 - Qual horário serve?"]
    assert world.atendimentos.chosen == chosen
    assert [at for at, _, _ in world.atendimentos.heard] == heard
