"""What is shown of a chamado: S1's shapes, its three states, its numbers; the rest beside them."""

import pytest

from shared.chamados.classe import Prioridade
from shared.chamados.models import Autor, ChamadoStatus, Fonte, TipoFonte, folded
from shared.chamados.views import PRIORITARIO, REGISTRADO, as_detalhe, as_s1, opened
from tests.unit.chamados.casos import make_chamado, make_fala, make_read


def test_ids_that_s1_gave_go_out_as_the_numbers_that_they_were() -> None:
    shown = opened(make_chamado(id="42", cliente_id="7"), prioridade=Prioridade.BAIXA).model_dump(mode="json")

    assert (shown["chamado_id"], shown["cliente_id"]) == (42, 7)
    assert as_s1(make_chamado(id="42", cliente_id="C7")).model_dump(mode="json")["id"] == 42


@pytest.mark.parametrize("status", list(ChamadoStatus))
def test_every_state_is_one_of_s1s_three(status: ChamadoStatus) -> None:
    shown = as_s1(make_chamado(status=status))

    assert shown.status in (ChamadoStatus.ABERTO, ChamadoStatus.RESOLVIDO, ChamadoStatus.ENCAMINHADO)
    assert (shown.status, shown.situacao) == (folded(status), status)


def test_s1_knows_no_critica_and_people_do() -> None:
    critical = make_read(Prioridade.CRITICA)

    assert opened(critical, prioridade=Prioridade.CRITICA).prioridade is Prioridade.ALTA
    assert as_detalhe(critical, clientes={}, nomes={}, notas=True).prioridade is Prioridade.CRITICA


@pytest.mark.parametrize(
    ("tipo", "approved"),
    [(TipoFonte.RESPOSTA, True), (TipoFonte.MENSAGEM, True), (TipoFonte.MODELO, False)],
)
def test_solved_by_itself_means_that_an_approved_answer_was_given(tipo: TipoFonte, approved: bool) -> None:
    fonte = Fonte(tipo=tipo, id="x", pontuacao=1)
    said = make_fala("a1", Autor.AUTOMATICA, texto="Sim!", fonte=fonte)

    shown = opened(make_chamado(falas=(make_fala(), said)), prioridade=Prioridade.BAIXA)

    assert (shown.resolvido_automaticamente, shown.resposta) == (approved, "Sim!")


def test_who_is_not_answered_reads_that_it_was_received() -> None:
    assert opened(make_chamado(), prioridade=Prioridade.MEDIA).resposta == REGISTRADO
    assert opened(make_chamado(), prioridade=Prioridade.CRITICA).resposta == PRIORITARIO
