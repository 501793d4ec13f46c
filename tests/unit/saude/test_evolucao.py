"""What changed since 7 and 30 days, and what to do about a score."""

from dataclasses import replace
from datetime import date

import pytest

from shared.saude.classe import Categoria, Pilar
from shared.saude.evolucao import changes, since
from shared.saude.medidas import Medidas, Sinal
from shared.saude.models import DiaDeSaude
from shared.saude.perfil_models import Medida
from shared.saude.perfis import AJUSTADO, CODIGO, DOCUMENTADO
from shared.saude.recomendacao import hint, recommend
from shared.saude.score import score
from tests.unit.saude.measure_builders import EXEMPLO, MELHOR, plain, told

HOJE = date(2026, 11, 20)


def day(points: float, categoria: Categoria, *pilares: float) -> DiaDeSaude:
    return DiaDeSaude(score=points, categoria=categoria, pilares=dict(zip(Pilar, pilares, strict=True)))


ANTES = day(0.81, Categoria.CAMPEAO, 1, 0.6, 0.8, 1)
DEPOIS = day(0.6, Categoria.NORMAL, 0.3, 0.6, 0.85, 1)


def test_a_change_is_told_pillar_by_pillar() -> None:
    found = changes(ANTES, DEPOIS)

    assert (found.score, found.categoria_antes, found.categoria_depois) == (
        -0.21,
        Categoria.CAMPEAO,
        Categoria.NORMAL,
    )
    assert found.pilares == {
        Pilar.ENGAJAMENTO: -0.7,
        Pilar.ESTOQUE: 0,
        Pilar.CRM: 0.05,
        Pilar.ADOCAO: 0,
    }
    assert plain(found.texto) == (
        "o score caiu de 0,81 para 0,60 (-0,21), de Campeão para Normal. "
        "Nos pilares: Engajamento -0,70 e CRM +0,05."
    )


def test_what_did_not_change_is_told_as_well() -> None:
    assert changes(ANTES, ANTES).texto == "o score continua em 0,81 (Campeão)."


def test_it_looks_back_seven_and_thirty_days() -> None:
    dias = {"2026-10-21": DEPOIS, "2026-11-13": ANTES, "2026-11-19": DEPOIS, "2026-11-20": DEPOIS}

    week, month = since(dias, HOJE)

    assert (week.dias, week.dia, month.dias, month.dia) == (7, date(2026, 11, 13), 30, date(2026, 10, 21))
    assert week.texto.startswith("Desde 13/11/2026: o score caiu de 0,81 para 0,60")
    assert month.texto == "Desde 21/10/2026: o score continua em 0,60 (Normal)."


def test_a_day_that_was_not_scored_is_taken_from_the_nearest_before_it() -> None:
    week, month = since({"2026-11-10": ANTES, "2026-11-14": ANTES, "2026-11-20": DEPOIS}, HOJE)

    assert week.dia == date(2026, 11, 10)
    assert (month.dia, month.diferenca) == (None, None)
    assert month.texto == "Ainda não há score guardado de 30 dias atrás."


@pytest.mark.parametrize(
    ("medidas", "acao", "prioridade"),
    [
        (EXEMPLO, "Manter engajamento, buscar upsell", "Baixa"),
        (replace(EXEMPLO, acessos=told(2, 20)), "Monitorar, incentivar uso de features", "Média"),
        (Medidas(acessos=told(41, 0), econversa=True), "Reunião de alinhamento, treinar time", "Alta"),
        (Medidas(acessos=told(2, 20)), "Ação imediata, risco de churn", "Crítica"),
    ],
)
def test_each_category_has_the_action_of_the_document(medidas: Medidas, acao: str, prioridade: str) -> None:
    found = recommend(medidas, score(medidas, DOCUMENTADO), DOCUMENTADO)

    assert (found.acao, found.prioridade) == (acao, prioridade)


def _hint(medidas: Medidas) -> str | None:
    found = hint(medidas, score(medidas, DOCUMENTADO), DOCUMENTADO)
    return found.texto if found else None


def test_the_hint_is_what_would_gain_most_in_the_weakest_pillar() -> None:
    assert _hint(replace(EXEMPLO, acessos=told(45, 20))) == (
        "Ligue, pergunte o que afastou a equipe e ajude no próximo acesso: com um novo acesso, o score subiria 0,12."
    )
    assert _hint(EXEMPLO) == (
        "Mostre como cadastrar cada contato novo no CRM, ou ligue uma fonte de leads: "
        "com 31 leads nos últimos 30 dias, o score subiria 0,02."
    )
    assert _hint(replace(MELHOR, integradores=1)) == (
        "Ajude a conectar mais um integrador: com 2 integradores conectados, o score subiria 0,05."
    )


def test_the_gain_of_a_hint_is_what_the_score_would_rise_by() -> None:
    medidas = replace(EXEMPLO, econversa=False)
    before = score(medidas, CODIGO)

    found = hint(medidas, before, CODIGO)

    assert found is not None
    assert (found.medida, found.ganho) == (Medida.ULTIMA_CONVERSA, 0.06)
    after = score(replace(medidas, econversa=True, econversa_uso=told(1, 0)), CODIGO)
    assert round(after.score - before.score, 2) == found.ganho


def test_a_pillar_without_data_asks_for_its_integration_first() -> None:
    medidas = replace(EXEMPLO, entradas=Sinal(), saidas=Sinal())

    assert _hint(medidas) == (
        "Do pilar Movimentação de estoque ainda faltam dados: confira se a integração os está enviando."
    )
    fair = hint(medidas, score(medidas, AJUSTADO), AJUSTADO)
    assert fair is not None
    assert fair.pilar is Pilar.CRM


def test_who_has_nothing_to_gain_gets_no_hint() -> None:
    assert _hint(MELHOR) is None


def test_of_whom_nothing_is_known_the_data_come_first() -> None:
    found = recommend(Medidas(), score(Medidas(), DOCUMENTADO), DOCUMENTADO)

    assert (found.acao, found.dica) == ("Ligar os dados", None)
