"""What people read, word by word, and what they must not read."""

from datetime import UTC, datetime
from typing import Any

import pytest

from shared.atendimentos import textos
from shared.atendimentos.dizeres import first_name, in_words, plainly
from shared.atendimentos.models import StatusConfirmacao
from shared.atendimentos.textos import Assunto
from shared.contas.atendimentos import Autocancelar
from tests.unit.atendimentos.casos import THURSDAY, local, make_atendimento, make_conta

SP = "America/Sao_Paulo"
NOW = local(10, 14, 30)
QUANDO = "*depois de amanhã, quinta, 12/03, às 14h30*"


def assunto(nome: str | None = "Marina Prates", now: datetime = NOW, **fields: Any) -> Assunto:
    policy = fields.pop("policy", {})
    return Assunto(make_atendimento(**fields), make_conta(**policy), now, nome)


@pytest.mark.parametrize(
    ("now", "words"),
    [
        (local(12, 0), "hoje, quinta, 12/03, às 14h30"),
        (local(11, 23, 59), "amanhã, quinta, 12/03, às 14h30"),
        (local(11, 0), "amanhã, quinta, 12/03, às 14h30"),
        (local(10, 23, 59), "depois de amanhã, quinta, 12/03, às 14h30"),
        (local(9, 23, 59), "quinta, 12/03, às 14h30"),
        (local(13, 0), "quinta, 12/03, às 14h30"),
        (datetime(2025, 12, 30, tzinfo=UTC), "quinta, 12/03/2026, às 14h30"),
    ],
)
def test_days_are_called_as_they_are_when_it_is_said(now: datetime, words: str) -> None:
    assert in_words(THURSDAY, SP, now) == words


@pytest.mark.parametrize(
    ("fuso", "words"),
    [
        ("America/Manaus", "hoje, quinta, 12/03, às 23h30"),
        (SP, "amanhã, sexta, 13/03, à 0h30"),
        ("America/Noronha", "amanhã, sexta, 13/03, à 1h30"),
    ],
)
def test_the_day_is_that_of_the_place(fuso: str, words: str) -> None:
    late = datetime(2026, 3, 13, 3, 30, tzinfo=UTC)

    assert in_words(late, fuso, local(12, 12)) == words


def test_a_whole_hour_has_no_minutes() -> None:
    assert plainly(local(12, 8), SP) == "quinta, 12/03, às 8h"


@pytest.mark.parametrize(
    ("nome", "shown"),
    [
        ("MARINA PRATES", "Marina"),
        ("marina", "Marina"),
        ("Dra. Ana Lima", "Ana"),
        ("Sr. JOSÉ", "José"),
        ("ana-clara souza", "Ana-Clara"),
        ("McArthur Lee", "McArthur"),
        ("Cliente sem nome", ""),
        ("http://mau.exemplo", "Http"),
        ("*", ""),
        ("", ""),
        (None, ""),
    ],
)
def test_people_are_called_by_their_first_name(nome: str | None, shown: str) -> None:
    assert first_name(nome) == shown


def test_the_question() -> None:
    said = textos.request(assunto(local="Rua das Flores, 10", procedimento="Exame de sangue"))

    assert said == (
        "*Clínica Sorriso*\n"
        f"Olá, Marina! O seu horário está marcado para {QUANDO}.\n"
        "Local: Rua das Flores, 10\n\n"
        "Você confirma a sua presença? Responda 1 para confirmar, 0 para cancelar ou 2 para remarcar."
    )


def test_the_question_to_who_answers_for_another() -> None:
    said = textos.request(assunto(nome_paciente="PEDRO PRATES"))

    assert f"Olá, Marina! O horário de Pedro está marcado para {QUANDO}." in said
    assert "Você confirma a presença de Pedro?" in said


def test_to_whom_nobody_knows_the_patient_is_named_and_nobody_greeted() -> None:
    said = textos.request(assunto("Cliente sem nome"))

    assert f"Olá! O horário de Marina está marcado para {QUANDO}." in said


@pytest.mark.parametrize("write", [textos.reminder, textos.last_notice])
def test_who_is_silent_is_asked_again(write: Any) -> None:
    said = write(assunto())

    assert f"o seu horário é {QUANDO}, e ainda não recebemos a confirmação." in said.replace("O seu", "o seu")
    assert said.endswith(textos.RESPONDA)


def test_who_may_lose_the_hour_is_told_so() -> None:
    policy = {"autocancelar": Autocancelar.CANCELAR}

    assert textos.last_notice(assunto(policy=policy)).endswith("poderá ser oferecido a outra pessoa.")


def test_who_confirmed_is_asked_nothing() -> None:
    said = textos.plain_notice(assunto(status_confirmacao=StatusConfirmacao.CONFIRMADO))

    assert f"Olá, Marina! Passando para lembrar: o seu horário é {QUANDO}." in said
    assert "Esperamos por você!" in said
    assert "Responda 1" not in said
    assert "confirma" not in said


@pytest.mark.parametrize(
    "write",
    [
        textos.request,
        textos.reminder,
        textos.last_notice,
        textos.plain_notice,
        textos.confirmed,
        textos.freed,
    ],
)
def test_health_is_said_only_where_the_conta_wants_so(write: Any) -> None:
    fields: dict[str, Any] = {
        "nome_medico": "Dra. Paula Reis",
        "especialidade": "Oncologia",
        "procedimento": "Biópsia",
    }

    said = write(assunto(**fields, observacoes="urgente"))

    assert not any(word in said for word in ("Paula", "Oncologia", "Biópsia", "urgente", "Prates"))


def test_who_treats_is_said_where_the_conta_wants_so() -> None:
    fields: dict[str, Any] = {"nome_medico": "Dra. Paula Reis", "especialidade": "Ortodontia"}

    said = textos.request(assunto(**fields, policy={"mostrar_profissional": True}))

    assert "Com: Dra. Paula Reis, Ortodontia" in said


@pytest.mark.parametrize(
    ("said", "is_there"),
    [
        (textos.request, False),
        (textos.reminder, False),
        (textos.last_notice, True),
        (textos.plain_notice, True),
        (textos.confirmed, True),
        (lambda about: textos.request(about, is_last_word=True), True),
    ],
)
def test_what_to_prepare_is_said_with_the_confirmation_and_at_last(said: Any, is_there: bool) -> None:
    policy = {"preparos": {"Exame de Sangue": "jejum de 8 horas."}}

    text = said(assunto(procedimento="exame de sangue", policy=policy))

    assert ("Preparo: jejum de 8 horas." in text) == is_there


def test_nobody_is_told_of_another_procedures_preparation() -> None:
    policy = {"preparos": {"Exame de sangue": "jejum de 8 horas."}}

    assert "jejum" not in textos.confirmed(assunto(procedimento="Limpeza", policy=policy))
    assert "jejum" not in textos.confirmed(assunto(policy=policy))


def test_answers_are_acknowledged_with_day_and_hour() -> None:
    about = assunto()

    assert f"Presença confirmada, Marina! Esperamos por você {QUANDO}." in textos.confirmed(about)
    assert textos.cancelled(about).startswith(f"Tudo bem, Marina: o seu horário de {QUANDO} foi cancelado.")
    assert f"Vamos remarcar o seu horário de {QUANDO}." in textos.rescheduling(about)
    assert f"O seu horário agora é {QUANDO}." in textos.rescheduled(about)
    assert f"O seu horário continua marcado para {QUANDO}." in textos.doubt(about)
    assert f"sobre o seu horário de {QUANDO}. {textos.RESPONDA}" in textos.ask_again(about)


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        (
            {"versao": 2},
            f"Este horário mudou: o seu horário agora é {QUANDO}. A sua resposta não alterou nada. Responda 1",
        ),
        ({}, f"O seu horário continua marcado para {QUANDO}. A sua resposta não alterou nada."),
        ({"status_confirmacao": StatusConfirmacao.CANCELADO}, "Este horário já foi cancelado"),
        ({"now": local(12, 15)}, "Este horário já passou"),
    ],
)
def test_a_stale_answer_is_told_what_is_so(fields: dict[str, Any], words: str) -> None:
    assert textos.stale(assunto(**fields)).startswith(words)


def test_which_of_two() -> None:
    mine, his = assunto(), assunto(nome_paciente="Pedro Prates", data_consulta=local(13, 9))

    assert textos.which_of([mine, his]) == (
        "A sua resposta é sobre qual destes horários?\n"
        "1 - quinta, 12/03, às 14h30\n"
        "2 - Pedro: sexta, 13/03, às 9h"
    )


def test_a_template_gets_one_line_each_and_nothing_empty() -> None:
    given = textos.variables(assunto(local="Rua das Flores,\n 10"))

    assert given == {
        "nome": "Marina",
        "paciente": "Marina",
        "dia": "depois de amanhã, quinta, 12/03",
        "hora": "14h30",
        "local": "Rua das Flores, 10",
    }


def test_the_buttons_are_short_and_numbered_as_the_words_say() -> None:
    assert {one.titulo: one.numero for one in textos.OPCOES} == {"Confirmar": 1, "Cancelar": 0, "Remarcar": 2}
