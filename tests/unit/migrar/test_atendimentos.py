"""S3's appointments come with numbers and dates: the past is left in peace, what is to come is asked in its time."""

from datetime import timedelta
from typing import Any

import pytest

from shared.atendimentos.classe import Classe
from shared.atendimentos.lembretes import next_step
from shared.atendimentos.models import Atendimento, StatusConfirmacao
from shared.atendimentos.views import AtendimentoS3
from shared.contas.atendimentos import PoliticaAtendimentos
from shared.contas.models import Conta
from tests.unit.envios.world import CONTA
from tests.unit.migrar.mundo import (
    ATUALIZADAS,
    CONSULTA,
    IGUAIS,
    NOVAS,
    RECUSADAS,
    Mundo,
    counted,
    utc,
)

pytestmark = pytest.mark.anyio
FILE = "atendimentos.csv"
PAST = {"data_consulta": "2026-02-25 14:30:00"}
SENT = {
    "enviado_em": "2026-02-23 09:00:00",
    "mensagem_enviada": "Olá Ana, confirma?",
    "lembrete_48h_enviado": "t",
    "lembrete_12h_enviado": "t",
    "ultimo_lembrete_enviado": "2026-02-25 02:30:00",
}


async def brought(mundo: Mundo, **fields: Any) -> Atendimento:
    mundo.rows(FILE, CONSULTA | fields)
    await mundo.migrar("s3")
    return await mundo.atendimento()


def queued(mundo: Mundo) -> list[str]:
    return [str(one["atendimento_id"]) for one in mundo.queues.messages("atendimentos-novos")]


async def test_an_appointment_is_shown_as_s3_showed_it(mundo: Mundo) -> None:
    at = await brought(mundo)

    shown = AtendimentoS3.model_validate(at).model_dump(mode="json")
    assert (shown["id"], shown["status"], shown["telefone"]) == (38, "pendente", "+5511988887777")
    assert (at.data_consulta, at.criado_em) == (
        utc("2026-03-20T17:30:00+00:00"),
        utc("2026-02-20T12:00:00+00:00"),
    )
    assert (at.nome_medico, at.observacoes, at.agenda_id) == ("Dr. Carlos Lima", "Trazer exames", "51177197")


async def test_one_to_come_waits_for_its_lead_and_is_linked_to_whose_it_is(mundo: Mundo) -> None:
    at = await brought(mundo)

    step = next_step(at, mundo.conta, mundo.clock())

    assert queued(mundo) == ["38"]
    assert step is not None
    assert (step.ato, step.em) == ("confirmacao", at.data_consulta - timedelta(hours=48))
    assert at.cliente_id is not None
    assert (await mundo.cliente(at.cliente_id)).nome == "Ana Prates"


async def test_a_conta_that_asks_at_once_does_not_ask_all_that_are_migrated_at_once(mundo: Mundo) -> None:
    mundo.conta = Conta(id=CONTA, nome="C", atendimentos=PoliticaAtendimentos(confirmar_ao_criar=True))

    at = await brought(mundo)

    step = next_step(at, mundo.conta, mundo.clock())
    assert step is not None
    assert step.em == at.data_consulta - timedelta(hours=48)


@pytest.mark.parametrize(
    ("status", "becomes"),
    [
        ("PENDENTE", StatusConfirmacao.SEM_RESPOSTA),
        ("confirmado", StatusConfirmacao.CONFIRMADO),
        ("CANCELADO", StatusConfirmacao.CANCELADO),
        ("SEM_RESPOSTA", StatusConfirmacao.SEM_RESPOSTA),
        ("", StatusConfirmacao.SEM_RESPOSTA),
    ],
)
async def test_nobody_is_ever_written_to_about_the_past(
    mundo: Mundo, status: str, becomes: StatusConfirmacao
) -> None:
    at = await brought(mundo, **PAST, status_confirmacao=status)

    assert at.status_confirmacao is becomes
    assert (at.encerrado_em, at.fluxo_encerrado, at.proximo_em) == (at.data_consulta, True, None)
    assert next_step(at, mundo.conta, mundo.clock()) is None
    assert queued(mundo) == []


async def test_what_s3_sent_and_heard_is_told_again(mundo: Mundo) -> None:
    answered = {
        "resposta_paciente": "1",
        "interpretacao_resposta": "confirmado",
        "respondido_em": "2026-02-23 09:30:00",
        "status_confirmacao": "CONFIRMADO",
    }

    at = await brought(mundo, **PAST, **SENT, **answered)

    shown = AtendimentoS3.model_validate(at)
    assert [one.tipo for one in at.avisos] == ["confirmacao", "lembrete", "ultimo"]
    assert at.perguntou_em == utc("2026-02-23T12:00:00+00:00")
    assert at.avisos[-1].em == utc("2026-02-25T05:30:00+00:00")
    assert (shown.resposta_paciente, shown.interpretacao_resposta) == ("1", "confirmado")
    assert (at.respostas[0].aplicada, at.respondido_em) == (True, utc("2026-02-23T12:30:00+00:00"))


async def test_who_was_asked_there_is_not_asked_the_same_again_here(mundo: Mundo) -> None:
    asked = {"enviado_em": "2026-03-02 10:00:00", "data_consulta": "2026-03-05 09:00:00"}

    at = await brought(mundo, **asked)

    step = next_step(at, mundo.conta, mundo.clock())
    assert step is not None
    assert step.ato == "lembrete"


async def test_an_answer_that_s3_misread_did_not_count(mundo: Mundo) -> None:
    at = await brought(mundo, resposta_paciente="não sei se vou", interpretacao_resposta="indefinido")

    [resposta] = at.respostas
    assert (resposta.lida.classe, resposta.aplicada, at.respondido_em) == (Classe.INDEFINIDO, False, None)


async def test_a_second_run_changes_nothing(mundo: Mundo) -> None:
    mundo.rows(FILE, CONSULTA, CONSULTA | PAST | {"id": 39, "nr_seq_agenda": 2})
    await mundo.migrar("s3")
    before = await mundo.everything()
    mundo.clock.move(days=40)

    relatorio = await mundo.migrar("s3")

    assert counted(relatorio, FILE) == {IGUAIS: 2}
    assert await mundo.everything() == before


@pytest.mark.parametrize(
    ("news", "field", "value"),
    [
        ({"status_confirmacao": "CONFIRMADO"}, "status_confirmacao", StatusConfirmacao.CONFIRMADO),
        ({"status_confirmacao": "CANCELADO"}, "status_confirmacao", StatusConfirmacao.CANCELADO),
        ({"data_consulta": "2026-03-21 10:00:00"}, "data_consulta", utc("2026-03-21T13:00:00+00:00")),
        ({"nome_medico": "Dra. Lia Reis"}, "nome_medico", "Dra. Lia Reis"),
        ({"telefone": "11977776666"}, "telefone", "+5511977776666"),
    ],
)
async def test_what_s3_changed_meanwhile_is_taken_over(
    mundo: Mundo, news: dict[str, Any], field: str, value: Any
) -> None:
    await brought(mundo)
    mundo.rows(FILE, CONSULTA | news)

    relatorio = await mundo.migrar("s3")

    assert counted(relatorio, FILE) == {ATUALIZADAS: 1}
    assert getattr(await mundo.atendimento(), field) == value
    assert queued(mundo) == ["38", "38"]


async def test_what_people_changed_here_stays(mundo: Mundo) -> None:
    at = await brought(mundo)
    await mundo.agenda.set_status(at, StatusConfirmacao.CANCELADO)
    mundo.rows(FILE, CONSULTA | {"status_confirmacao": "CONFIRMADO"})

    await mundo.migrar("s3")

    assert (await mundo.atendimento()).status_confirmacao is StatusConfirmacao.CANCELADO


async def test_the_hospital_goes_on_with_its_number(mundo: Mundo) -> None:
    at = await brought(mundo)

    told, made = await mundo.agenda.put(
        data_consulta="2026-03-22T10:00", nome_paciente="Ana Prates", telefone="11988887777"
    )

    assert (told.id, made, told.versao) == (at.id, False, 2)


async def test_one_that_the_hospital_told_here_before_is_not_doubled(mundo: Mundo) -> None:
    known, _ = await mundo.agenda.put(data_consulta="2026-03-22T10:00")
    mundo.rows(FILE, CONSULTA)

    relatorio = await mundo.migrar("s3")
    again = await mundo.migrar("s3")

    assert counted(relatorio, FILE) == {NOVAS: 1}
    assert counted(again, FILE) == {IGUAIS: 1}
    assert relatorio.avisos[FILE] == 1
    assert [one.id for one in (await mundo.agenda.atendimento.pending(CONTA))] == [known.id]


async def test_two_to_come_with_one_number_are_told_to_the_operator(mundo: Mundo) -> None:
    mundo.rows(FILE, CONSULTA, CONSULTA | PAST | {"id": 39}, CONSULTA | {"id": 40})

    relatorio = await mundo.migrar("s3")

    assert counted(relatorio, FILE) == {NOVAS: 2, RECUSADAS: 1}
    assert f"recusada: {FILE}, linha 4 (nr_seq_agenda): outro atendimento" in mundo.said


async def test_who_was_erased_does_not_come_back(mundo: Mundo) -> None:
    await mundo.erase("C1", telefones=("+5511988887777",), emails=("ana@exemplo.com.br",))
    mundo.rows(FILE, CONSULTA)

    relatorio = await mundo.migrar("s3")

    assert counted(relatorio, FILE) == {RECUSADAS: 1}
    assert "não volta por migração" in mundo.said


@pytest.mark.parametrize(
    ("fields", "campo"),
    [
        ({"data_consulta": ""}, "data_consulta"),
        ({"data_consulta": "quinta"}, "data_consulta"),
        ({"data_consulta": "2036-03-20 14:30:00"}, "data_consulta"),
        ({"status_confirmacao": "talvez"}, "status"),
        ({"nome_paciente": ""}, "nome_paciente"),
        ({"id": "x"}, "id"),
    ],
)
async def test_a_bad_row_is_told_by_its_line_and_costs_no_other(
    mundo: Mundo, fields: dict[str, Any], campo: str
) -> None:
    mundo.rows(FILE, CONSULTA | fields, CONSULTA | {"id": 41, "nr_seq_agenda": 5})

    relatorio = await mundo.migrar("s3")

    assert counted(relatorio, FILE) == {RECUSADAS: 1, NOVAS: 1}
    assert f"recusada: {FILE}, linha 2 ({campo}): " in mundo.said


async def test_a_phone_that_is_none_is_left_out_and_told(mundo: Mundo) -> None:
    at = await brought(mundo, telefone="ramal 12")

    assert (at.telefone, at.email) == (None, "ana@exemplo.com.br")
    assert f"aviso: {FILE}, linha 2 (telefone): " in mundo.said


async def test_a_simulation_counts_and_writes_nothing(mundo: Mundo) -> None:
    mundo.rows(FILE, CONSULTA)

    relatorio = await mundo.migrar("s3", simular=True)

    assert counted(relatorio, FILE) == {NOVAS: 1}
    assert await mundo.everything() == {}
    assert queued(mundo) == []
