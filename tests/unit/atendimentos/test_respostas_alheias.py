"""Words that sound like an answer and are none: of another matter, to somebody else, of an hour that is no more."""

from datetime import timedelta

import pytest

from shared.atendimentos import textos
from shared.atendimentos.alheio import is_bare
from shared.atendimentos.classe import Classe
from shared.atendimentos.models import Atendimento, StatusConfirmacao
from shared.atendimentos.names import aviso_prefix
from shared.atendimentos.resposta_models import Ouvida
from tests.unit.atendimentos.test_respostas import World
from tests.unit.envios.world import CONTA

pytestmark = pytest.mark.anyio
NEAR = "2026-03-05T09:00"


@pytest.fixture
async def world() -> World:
    world = World()
    await world.begin()
    await world.add_cliente()
    return world


@pytest.mark.parametrize(
    "texto",
    [
        *(
            "quero cancelar meu plano",
            "cancela o boleto",
            "pode cancelar a cobrança",
            "não, é de outra pessoa",
        ),
        *("sim, o pagamento foi feito", "sim recebi o boleto", "quero remarcar a reunião com o financeiro"),
    ],
)
async def test_what_speaks_of_another_matter_touches_no_appointment(world: World, texto: str) -> None:
    at = await world.asked()
    await world.press(at, "confirmar")

    assert await world.understand(texto) is None


@pytest.mark.parametrize("texto", ["cancela a consulta, perdi o convênio", "não vou, fiquei sem plano"])
async def test_a_reason_beside_the_appointment_leaves_it_an_answer(world: World, texto: str) -> None:
    at = await world.asked()

    found = await world.understand(texto)

    assert (found.atendimento_ids, found.lida.classe) == ((at.id,), Classe.CANCELADO)


async def test_what_quotes_a_notice_of_an_hour_that_changed_is_a_persons(world: World) -> None:
    at = await world.asked()
    old = aviso_prefix(at.id, at.versao)
    moved = (await world.move(at, "2026-03-05T09:45")).atendimento
    world.clock.instant += timedelta(minutes=5)
    step = await world.avisos.next(CONTA, moved.id)
    await world.avisos.make(CONTA, moved.id, step["ato"], step["versao"])

    stale = await world.understand("não vou poder ir", atendimento_id=at.id, aviso=f"{old}confirmacao")
    new = await world.understand(
        "não vou poder ir", atendimento_id=at.id, aviso=f"{aviso_prefix(at.id, 2)}confirmacao"
    )

    assert (stale.atendimento_ids, stale.lida, stale.agenda) == ((), None, True)
    assert new.atendimento_ids == (at.id,)


async def test_a_bare_yes_after_we_said_something_else_is_no_answer_to_the_question(world: World) -> None:
    at = await world.asked()
    later, before = world.clock() + timedelta(minutes=5), world.clock() - timedelta(minutes=5)

    assert await world.understand("sim", conversa_em=later) is None
    assert (await world.understand("sim", conversa_em=before)).atendimento_ids == (at.id,)
    assert (await world.understand("confirmo a consulta", conversa_em=later)).atendimento_ids == (at.id,)


@pytest.mark.parametrize(
    ("texto", "bare"), [("pode ser", True), ("não", True), ("desmarca", False), ("1", False)]
)
def test_bare_is_what_names_nothing(texto: str, bare: bool) -> None:
    assert is_bare(texto) is bare


async def test_what_was_said_before_it_had_this_hour_changes_nothing_and_is_told_so(world: World) -> None:
    at = await world.asked()
    said = world.clock()
    world.clock.instant += timedelta(minutes=1)
    await world.move(at, "2026-03-05T11:00")
    world.clock.instant -= timedelta(minutes=1)

    reply = await world.answer(at, "não vou poder ir")

    assert world.clock() == said
    assert await world.status(at) is StatusConfirmacao.PENDENTE
    assert reply.texto.startswith("Este horário mudou")


async def test_who_wanted_another_hour_may_press_confirm_after_all(world: World) -> None:
    at = await world.asked()
    await world.press(at, "remarcar")

    reply = await world.press(at, "confirmar")

    assert await world.status(at) is StatusConfirmacao.CONFIRMADO
    assert "Presença confirmada" in reply.texto


async def test_an_answer_told_again_after_its_hour_moved_frees_and_claims_nothing(world: World) -> None:
    at = await world.asked(nome_medico="Dra. Helena")
    await world.press(at, "cancelar", recebimento_id="zapi:M1")
    await world.move(at, "2026-03-09T11:00")
    before = await world.all_tarefas()

    again = await world.press(at, "cancelar", recebimento_id="zapi:M1")

    assert "foi cancelado" not in again.texto
    assert await world.all_tarefas() == before
    assert textos.RESPONDA in again.texto


async def test_the_phone_that_was_wrong_decides_nothing_any_more_and_the_right_one_is_asked(
    world: World,
) -> None:
    at = await told_by_the_hospital(world)
    asked = await asked_about(world, at)

    await world.put(data_consulta=NEAR, telefone="+5511955554444")
    again = await asked_about(world, at)
    reply = await world.press(asked, "cancelar")

    assert await world.status(at) is StatusConfirmacao.PENDENTE
    assert reply.texto == textos.ENCERRADA
    assert (again.status_confirmacao, again.versao) == (StatusConfirmacao.PENDENTE, 2)
    assert again.pergunta_id not in (None, asked.pergunta_id)


async def test_who_had_the_hour_before_hears_nothing_of_who_has_it_now(world: World) -> None:
    at = await told_by_the_hospital(world)
    asked = await asked_about(world, at)

    await world.put(data_consulta=NEAR, nome_paciente="Rogério Braga", telefone="+5511955554444")
    reply = await world.press(asked, "confirmar")

    assert reply.texto == textos.ENCERRADA
    assert await world.status(at) is StatusConfirmacao.PENDENTE


async def told_by_the_hospital(world: World) -> Atendimento:
    return await world.process((await world.put(data_consulta=NEAR))[0])


async def asked_about(world: World, at: Atendimento) -> Atendimento:
    step = await world.avisos.next(CONTA, at.id)
    await world.avisos.make(CONTA, at.id, step["ato"], step["versao"])
    return await world.now_of(at)


async def test_what_was_said_before_the_hour_passed_to_another_is_not_theirs(world: World) -> None:
    first, _ = await world.put("51", NEAR)
    await world.process(first)
    said_at = world.clock()
    world.clock.move(minutes=20)
    await world.put("51", NEAR, nome_paciente="Rita Alves", telefone="+5511977776666")

    await world.respostas.hear(CONTA, first.id, Ouvida("zapi:M9", "confirmo sim", said_at), world.flows)

    assert await world.status(first) is StatusConfirmacao.PENDENTE
