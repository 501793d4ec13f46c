"""The life of an appointment, step by step: what each may change, and what it leaves alone."""

from datetime import timedelta

import pytest

from shared.atendimentos.classe import Classe
from shared.atendimentos.errors import MudancaRecusada
from shared.atendimentos.estados import (
    Desejo,
    answered,
    asked,
    came_back,
    cancelled_by_silence,
    escalated,
    moved,
    passed,
    rescheduled,
    was_freed_by_silence,
)
from shared.atendimentos.models import Atendimento, StatusConfirmacao, TipoAviso
from tests.unit.atendimentos.casos import THURSDAY, local, make_atendimento, make_aviso, make_resposta

Status = StatusConfirmacao
NOW = local(10, 15)
LATER = THURSDAY + timedelta(hours=1)
CONFIRMACAO = make_aviso(TipoAviso.CONFIRMACAO, local(10, 14, 30))
ASKED = asked(make_atendimento(), CONFIRMACAO, now=NOW, pergunta_id="P1")


def said(at: Atendimento, classe: Classe, recebimento_id: str = "R1", *, versao: int = 1) -> Atendimento:
    return answered(at, make_resposta(classe, NOW, recebimento_id), versao=versao, now=NOW)


def lines(at: Atendimento) -> list[tuple[str, str | None, str | None, str]]:
    return [(one.campo, one.de, one.para, one.por) for one in at.historico]


def test_a_question_is_open_from_its_first_message_on() -> None:
    assert (ASKED.pergunta_id, ASKED.perguntou_em, ASKED.avisos) == ("P1", CONFIRMACAO.em, (CONFIRMACAO,))


def test_a_message_counts_once() -> None:
    assert asked(ASKED, CONFIRMACAO, now=LATER, pergunta_id="P1") is ASKED


def test_a_second_question_keeps_when_the_first_was_asked() -> None:
    reminder = make_aviso(TipoAviso.LEMBRETE, local(11, 8))

    reminded = asked(ASKED, reminder, now=NOW, pergunta_id="P1")

    assert reminded.perguntou_em == CONFIRMACAO.em


@pytest.mark.parametrize("meanwhile", [Classe.CONFIRMADO, Classe.CANCELADO, Classe.REAGENDAR])
def test_what_was_answered_while_it_was_handed_over_asks_nothing(meanwhile: Classe) -> None:
    settled = said(make_atendimento(), meanwhile)

    at = asked(settled, CONFIRMACAO, now=NOW, pergunta_id="P1")

    assert (at.pergunta_id, at.perguntou_em, len(at.avisos)) == (None, None, 1)


def test_what_came_back_was_never_asked() -> None:
    at = came_back(ASKED, CONFIRMACAO, now=NOW)

    assert at.perguntou_em is None
    assert [one.voltou for one in at.avisos] == [True]
    assert came_back(at, CONFIRMACAO, now=LATER) is at
    assert asked(at, CONFIRMACAO, now=LATER, pergunta_id="P1") is at


@pytest.mark.parametrize(
    ("classe", "status", "pergunta_id", "is_ended"),
    [
        (Classe.CONFIRMADO, Status.CONFIRMADO, "P1", False),
        (Classe.CANCELADO, Status.CANCELADO, None, True),
        (Classe.REAGENDAR, Status.REAGENDAR, "P1", False),
    ],
)
def test_an_answer_does_what_it_says(
    classe: Classe, status: Status, pergunta_id: str | None, is_ended: bool
) -> None:
    at = said(ASKED, classe)

    assert (at.status_confirmacao, at.pergunta_id, at.respondido_em) == (status, pergunta_id, NOW)
    assert (at.encerrado_em is not None) == is_ended
    assert lines(at) == [("status_confirmacao", "pendente", status, "paciente")]
    assert at.respostas[0].aplicada


@pytest.mark.parametrize("classe", [Classe.DUVIDA, Classe.OPT_OUT, Classe.INDEFINIDO])
def test_what_answers_nothing_is_kept_and_changes_nothing(classe: Classe) -> None:
    at = said(ASKED, classe)

    assert at.model_copy(update={"respostas": (), "atualizado_em": ASKED.atualizado_em}) == ASKED
    assert [one.aplicada for one in at.respostas] == [False]


def test_an_answer_counts_once_by_its_recebimento() -> None:
    once = said(ASKED, Classe.CONFIRMADO)

    assert said(once, Classe.CANCELADO) is once


@pytest.mark.parametrize("versao", [0, 2])
def test_an_answer_to_another_hour_changes_nothing(versao: int) -> None:
    at = said(ASKED, Classe.CONFIRMADO, versao=versao)

    assert (at.status_confirmacao, at.respostas[0].aplicada) == (Status.PENDENTE, False)


def test_who_confirmed_may_still_cancel() -> None:
    at = said(said(ASKED, Classe.CONFIRMADO), Classe.CANCELADO, "R2")

    assert at.status_confirmacao is Status.CANCELADO


def test_what_was_cancelled_is_not_brought_back_by_a_word() -> None:
    at = said(said(ASKED, Classe.CANCELADO), Classe.CONFIRMADO, "R2")

    assert (at.status_confirmacao, at.respostas[1].aplicada) == (Status.CANCELADO, False)


def test_an_answer_after_the_hour_changes_nothing() -> None:
    at = answered(ASKED, make_resposta(Classe.CONFIRMADO, LATER), versao=1, now=LATER)

    assert at.status_confirmacao is Status.PENDENTE


def test_the_first_answer_is_when_they_answered() -> None:
    confirmed = said(ASKED, Classe.CONFIRMADO)

    at = answered(confirmed, make_resposta(Classe.CANCELADO, local(11, 9), "R2"), versao=1, now=local(11, 9))

    assert at.respondido_em == NOW


def test_a_new_hour_begins_anew() -> None:
    before = escalated(said(ASKED, Classe.CANCELADO), now=NOW)

    at = rescheduled(before, local(19, 10), now=NOW, por="recepcao", motivo="pediu")

    assert (at.versao, at.status_confirmacao, at.data_consulta) == (2, Status.PENDENTE, local(19, 10))
    assert (at.pergunta_id, at.perguntou_em, at.respondido_em, at.escalado_em, at.encerrado_em) == (None,) * 5
    assert [line[0] for line in lines(at)[-2:]] == ["data_consulta", "status_confirmacao"]


def test_the_same_hour_is_no_change() -> None:
    assert rescheduled(ASKED, THURSDAY, now=NOW, por="recepcao") is ASKED


def test_a_cancelled_one_may_come_back_at_the_same_hour() -> None:
    at = rescheduled(said(ASKED, Classe.CANCELADO), THURSDAY, now=NOW, por="recepcao")

    assert (at.versao, at.status_confirmacao) == (2, Status.PENDENTE)


@pytest.mark.parametrize(
    ("status", "now", "refused"),
    [
        (Status.CONFIRMADO, NOW, False),
        (Status.CANCELADO, NOW, False),
        (Status.REAGENDAR, NOW, False),
        (Status.REALIZADO, NOW, True),
        (Status.FALTOU, NOW, True),
        (Status.REALIZADO, LATER, False),
        (Status.FALTOU, LATER, False),
        (Status.CONFIRMADO, LATER, True),
        (Status.CANCELADO, LATER, True),
    ],
)
def test_what_people_may_say_before_and_after_the_hour(status: Status, now: object, refused: bool) -> None:
    desejo = Desejo(status, "recepcao")

    if refused:
        with pytest.raises(MudancaRecusada):
            moved(ASKED, desejo, now=now)  # type: ignore[arg-type]  # an instant of the table
    else:
        assert moved(ASKED, desejo, now=now).status_confirmacao is status  # type: ignore[arg-type]  # as above


@pytest.mark.parametrize("status", [one for one in Status if one is not Status.CANCELADO])
def test_a_cancelled_one_stays_so(status: Status) -> None:
    cancelled = said(ASKED, Classe.CANCELADO)

    with pytest.raises(MudancaRecusada):
        moved(cancelled, Desejo(status, "recepcao"), now=NOW)


def test_who_is_taken_back_to_waiting_has_not_answered() -> None:
    at = moved(said(ASKED, Classe.CONFIRMADO), Desejo(Status.PENDENTE, "recepcao"), now=NOW)

    assert (at.status_confirmacao, at.respondido_em, at.pergunta_id) == (Status.PENDENTE, None, None)


def test_silence_frees_the_hour_of_who_is_still_to_answer_alone() -> None:
    freed = cancelled_by_silence(ASKED, now=NOW)
    confirmed = said(ASKED, Classe.CONFIRMADO)

    assert (freed.status_confirmacao, freed.encerrado_em, freed.pergunta_id) == (Status.CANCELADO, NOW, None)
    assert was_freed_by_silence(freed)
    assert cancelled_by_silence(confirmed, now=NOW) is confirmed
    assert not was_freed_by_silence(said(ASKED, Classe.CANCELADO))
    assert not was_freed_by_silence(rescheduled(freed, local(19, 10), now=NOW, por="recepcao"))


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (Status.PENDENTE, Status.SEM_RESPOSTA),
        (Status.CONFIRMADO, Status.CONFIRMADO),
        (Status.REAGENDAR, Status.REAGENDAR),
    ],
)
def test_when_its_hour_comes_who_never_answered_is_marked(before: Status, after: Status) -> None:
    at = passed(ASKED.model_copy(update={"status_confirmacao": before}), now=LATER)

    assert (at.status_confirmacao, at.encerrado_em, at.pergunta_id) == (after, LATER, None)
    assert passed(at, now=LATER) is at
