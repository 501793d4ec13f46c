"""Appointments in the brief: who has not confirmed, who wants another hour, which hour became free."""

from datetime import timedelta

import pytest

from shared.atendimentos.models import Aviso, Mudanca, StatusConfirmacao, TipoAviso
from shared.kit.clock import instant
from shared.pauta.models import Gravidade, Urgencia
from shared.tarefas.models import TipoTarefa
from tests.unit.pauta.world import NOW, Dia, at

pytestmark = pytest.mark.anyio


@pytest.fixture
def dia() -> Dia:
    return Dia()


async def test_an_appointment_that_nobody_confirmed_tells_its_hour_and_how_often_was_asked(dia: Dia) -> None:
    asked = at("2026-03-02 09:00")
    sent = (Aviso(tipo=TipoAviso.CONFIRMACAO, versao=1, chave="a", em=asked),)
    await dia.put_atendimento(
        avisos=sent, perguntou_em=asked, procedimento="Exame de sangue", telefone="+5562900000021"
    )

    acao = await dia.only()

    assert acao.motivo == (
        "Helena Prado tem horário amanhã, às 9h, e ainda não confirmou: 1 mensagem sem resposta, desde ontem."
    )
    assert (acao.link, acao.urgencia, acao.gravidade) == (
        "/atendimentos/A1",
        Urgencia.EM_BREVE,
        Gravidade.NORMAL,
    )
    assert "sangue" not in acao.model_dump_json()
    assert "90000" not in acao.model_dump_json()


async def test_an_appointment_and_its_tarefa_are_one_line_that_asks_for_a_call(dia: Dia) -> None:
    due = at("2026-03-03 15:00")
    await dia.put_atendimento(data_consulta=due, status_confirmacao=StatusConfirmacao.SEM_RESPOSTA)
    await dia.put_tarefa(TipoTarefa.ATENDIMENTO, atendimento_id="A1", vence_em=due)

    acao = await dia.only()

    assert (acao.tarefa_id, acao.gravidade) == ("T-atendimento", Gravidade.ALTA)
    assert acao.quando == "hoje, às 15h"


@pytest.mark.parametrize(
    ("when", "shown"),
    [
        ("2026-03-06 09:59", False),
        ("2026-03-06 11:00", True),
        ("2026-03-09 18:00", True),
        ("2026-03-10 09:00", False),
    ],
)
async def test_appointments_count_until_the_end_of_the_next_working_day(
    dia: Dia, when: str, shown: bool
) -> None:
    dia.clock.move(days=3)  # a Friday
    await dia.put_atendimento(data_consulta=at(when))

    assert bool(await dia.acoes()) is shown


@pytest.mark.parametrize(
    "status", [StatusConfirmacao.CONFIRMADO, StatusConfirmacao.CANCELADO, StatusConfirmacao.REALIZADO]
)
async def test_an_appointment_that_is_settled_is_not_mentioned(dia: Dia, status: StatusConfirmacao) -> None:
    await dia.put_atendimento(status_confirmacao=status)

    assert await dia.acoes() == ()


async def test_who_wants_another_hour_is_told_of_even_after_the_old_one(dia: Dia) -> None:
    old = at("2026-03-02 09:00")
    await dia.put_atendimento(data_consulta=old, status_confirmacao=StatusConfirmacao.REAGENDAR)
    await dia.put_tarefa(TipoTarefa.ATENDIMENTO, atendimento_id="A1", vence_em=old)

    acao = await dia.only()

    assert acao.motivo == (
        "Helena Prado quer outro horário no lugar do de ontem, às 9h, e nada foi combinado ainda."
    )


async def test_a_free_hour_names_nobody_and_counts_who_would_come(dia: Dia) -> None:
    await dia.put_atendimento(status_confirmacao=StatusConfirmacao.CANCELADO)
    await dia.put_tarefa(
        TipoTarefa.VAGA, atendimento_id="A1", interessados=("A2", "A3"), vence_em=NOW + timedelta(hours=4)
    )

    acao = await dia.only()

    assert acao.motivo == "O horário de amanhã, às 9h ficou livre, e 2 pessoas queriam vir antes."
    assert (acao.cliente, acao.cliente_id) == (None, None)


async def test_the_hour_that_somebody_moved_away_from_is_the_free_one(dia: Dia) -> None:
    old, new, moved = at("2026-03-04 09:00"), at("2026-04-20 16:00"), NOW - timedelta(minutes=5)
    line = Mudanca(campo="data_consulta", de=instant(old), para=instant(new), em=moved, por="api")
    lost = Aviso(tipo=TipoAviso.CONFIRMACAO, versao=1, chave="a", em=moved, voltou=True)
    await dia.put_atendimento(data_consulta=new, versao=2, historico=(line,), avisos=(lost,))
    await dia.put_tarefa(TipoTarefa.VAGA, atendimento_id="A1", criada_em=moved)

    acao = await dia.only()

    assert acao.motivo == "O horário de amanhã, às 9h ficou livre, e pode ser oferecido."
    assert (acao.prazo, acao.quando) == (old, "amanhã, às 9h")


async def test_a_message_about_an_hour_of_before_says_nothing_of_the_new_one(dia: Dia) -> None:
    lost = Aviso(tipo=TipoAviso.CONFIRMACAO, versao=1, chave="a", em=NOW, voltou=True)
    await dia.put_atendimento(versao=2, avisos=(lost,))

    assert (await dia.only()).motivo.endswith("ainda não confirmou; a pergunta ainda não saiu.")
