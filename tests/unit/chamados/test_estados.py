"""The life of a chamado: what each step changes, what the history says of it, and what is refused."""

from datetime import timedelta

import pytest

from shared.chamados.classe import Intencao, Prioridade, Setor
from shared.chamados.estados import (
    CLIENTE,
    RETORNO,
    SILENCIO,
    ChamadoFechado,
    MudancaRecusada,
    answered,
    closed,
    corrected,
    heard,
    read,
    routed,
    settled,
)
from shared.chamados.models import Autor, ChamadoStatus, NovaCorrecao
from tests.unit.chamados.casos import (
    MONDAY,
    make_chamado,
    make_classificacao,
    make_fala,
    make_read,
)
from tests.unit.chamados.passos import (
    ABERTO,
    AGUARDANDO,
    ANSWER,
    CONTA,
    EM_ATENDIMENTO,
    ENCAMINHADO,
    FECHADO,
    over,
    solved,
    waiting,
)

LATER = MONDAY + timedelta(hours=2)


def test_each_word_of_the_cliente_counts_once() -> None:
    chamado = make_read()

    once = heard(chamado, make_fala("f2"), conta=CONTA, now=LATER)
    twice = heard(once, make_fala("f2"), conta=CONTA, now=LATER)

    assert [fala.id for fala in once.falas] == ["f1", "f2"]
    assert once.pendente
    assert twice is once


@pytest.mark.parametrize(("atendente", "status"), [("U1", EM_ATENDIMENTO), (None, ABERTO)])
def test_who_writes_again_has_it_back_with_whom_it_was(atendente: str | None, status: ChamadoStatus) -> None:
    for before in (waiting(atendente=atendente), solved(atendente=atendente)):
        after = heard(before, make_fala("f2"), conta=CONTA, now=LATER)

        assert after.status is status
        assert after.historico[-1].model_dump() == {
            "campo": "status",
            "de": before.status,
            "para": status,
            "em": LATER,
            "por": CLIENTE,
            "motivo": "",
        }


def test_only_a_solved_one_counts_as_opened_again() -> None:
    assert heard(waiting(), make_fala("f2"), conta=CONTA, now=LATER).reaberturas == 0

    again = heard(solved(), make_fala("f2"), conta=CONTA, now=LATER)

    assert (again.reaberturas, again.resolvido_em, again.resolvido_por) == (1, None, None)


def test_a_closed_one_hears_nothing_more() -> None:
    with pytest.raises(ChamadoFechado):
        heard(over(), make_fala("f2"), conta=CONTA, now=LATER)

    assert heard(over(), make_fala("f1"), conta=CONTA, now=LATER) == over()


def test_reading_says_what_it_is_about_and_how_far_it_was_read() -> None:
    classe = make_classificacao(intencao=Intencao.PAGAMENTO, setor=Setor.FINANCEIRO)

    chamado = read(make_chamado(), classe, conta=CONTA, now=LATER)

    assert (chamado.intencao, chamado.setor, chamado.prioridade) == (
        Intencao.PAGAMENTO,
        Setor.FINANCEIRO,
        Prioridade.MEDIA,
    )
    assert (chamado.pendente, chamado.lida_ate, chamado.classificacao) == (False, "f1", classe)
    assert {(line.campo, line.por) for line in chamado.historico} == {
        ("intencao", "regras:1"),
        ("setor", "regras:1"),
        ("prioridade", "regras:1"),
    }


def test_words_that_came_while_it_was_read_still_wait() -> None:
    spoken = heard(make_chamado(), make_fala("f2"), conta=CONTA, now=LATER)

    chamado = read(spoken, make_classificacao(), conta=CONTA, now=LATER, ate="f1")

    assert (chamado.pendente, chamado.lida_ate) == (True, "f1")


@pytest.mark.parametrize(
    ("first", "second", "held"),
    [
        (Prioridade.MEDIA, Prioridade.CRITICA, Prioridade.CRITICA),
        (Prioridade.ALTA, Prioridade.BAIXA, Prioridade.ALTA),
    ],
)
def test_later_words_only_make_it_more_urgent(
    first: Prioridade, second: Prioridade, held: Prioridade
) -> None:
    chamado = read(make_read(first), make_classificacao(prioridade=second), conta=CONTA, now=LATER)

    assert chamado.prioridade is held


def test_what_a_person_corrected_no_later_reading_changes() -> None:
    nova = NovaCorrecao(intencao=Intencao.RECLAMACAO, prioridade=Prioridade.BAIXA)

    mended = corrected(make_read(), nova, conta=CONTA, now=LATER, por="U1")
    again = read(
        heard(mended, make_fala("f2"), conta=CONTA, now=LATER),
        make_classificacao(setor=Setor.VENDAS, prioridade=Prioridade.CRITICA),
        conta=CONTA,
        now=LATER,
    )

    correcao = mended.correcoes[0]
    assert (correcao.lida.intencao, correcao.correta.intencao) == (Intencao.INFORMACAO, Intencao.RECLAMACAO)
    assert (correcao.por, correcao.em) == ("U1", LATER)
    assert (again.intencao, again.prioridade, again.setor) == (
        Intencao.RECLAMACAO,
        Prioridade.BAIXA,
        Setor.VENDAS,
    )


def test_a_correction_that_corrects_nothing_is_none() -> None:
    chamado = make_read()

    assert corrected(chamado, NovaCorrecao(setor=Setor.SUPORTE), conta=CONTA, now=LATER, por="U1") is chamado


def test_one_that_was_not_read_cannot_be_corrected() -> None:
    with pytest.raises(MudancaRecusada):
        corrected(make_chamado(), NovaCorrecao(setor=Setor.VENDAS), conta=CONTA, now=LATER, por="U1")


def test_an_answer_gives_the_word_to_the_cliente_and_counts_once() -> None:
    once = waiting()

    twice = answered(once, ANSWER, conta=CONTA, now=LATER)
    more = answered(once, make_fala("e2", Autor.AUTOMATICA, em=LATER), conta=CONTA, now=LATER)

    assert twice is once
    assert (once.status, once.primeira_resposta_em, once.automaticas) == (AGUARDANDO, MONDAY, 0)
    assert (more.primeira_resposta_em, more.respondido_em, more.automaticas) == (MONDAY, LATER, 1)


def test_who_needs_a_person_waits_for_everybody_or_for_the_one_who_has_it() -> None:
    free = routed(waiting(), conta=CONTA, now=LATER, motivo="nao_resolveu")
    taken = routed(waiting(atendente="U1"), conta=CONTA, now=LATER, motivo="nao_resolveu")

    assert (free.status, taken.status) == (ENCAMINHADO, EM_ATENDIMENTO)
    assert (free.historico[-1].motivo, free.historico[-1].por) == ("nao_resolveu", RETORNO)
    assert routed(free, conta=CONTA, now=LATER + timedelta(1), motivo="x").encaminhado_em == LATER


def test_a_solved_one_that_needs_a_person_is_open_again_and_a_closed_one_is_not() -> None:
    assert routed(solved(), conta=CONTA, now=LATER, motivo="x").reaberturas == 1
    assert routed(over(), conta=CONTA, now=LATER, motivo="x") == over()


def test_what_ended_is_not_settled_again() -> None:
    for ended in (solved(), over()):
        assert settled(ended, conta=CONTA, now=LATER, por="U2") is ended


def test_closing_what_nobody_solved_solves_it() -> None:
    straight = closed(make_read(), now=LATER, por="U1", motivo="engano")

    assert (straight.status, straight.fechado_em, straight.resolvido_em, straight.resolvido_por) == (
        FECHADO,
        LATER,
        LATER,
        "U1",
    )
    assert straight.proximo_em is None
    assert closed(solved(), now=LATER, por=RETORNO).resolvido_por == SILENCIO


def test_no_step_changes_the_chamado_it_is_made_from() -> None:
    before = make_read()
    copy = before.model_copy(deep=True)

    heard(before, make_fala("f2"), conta=CONTA, now=LATER)
    answered(before, ANSWER, conta=CONTA, now=LATER)
    settled(before, conta=CONTA, now=LATER, por="U1")

    assert before == copy
