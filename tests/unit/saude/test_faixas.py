"""Every border of every band, as numbers copied from S4's document and from its first code."""

import pytest

from shared.saude.perfil_models import Medida, Perfil
from shared.saude.perfis import AJUSTADO, CODIGO, DOCUMENTADO
from tests.unit.saude.measure_builders import points

# fmt: off
QUANTIDADES = [
    0, 1, 2, 3, 4, 5, 6, 7, 9, 10, 11, 12, 14, 15, 16, 20, 21, 25, 26, 30, 31, 40, 41, 50, 51, 75, 76, 9_999,
]
# > 75 acessos: 1.2, > 40: 1.0, > 25: 0.7, > 11: 0.5, > 6: 0.3, > 1: 0.15; the code uses the same for leads.
ACESSOS = [
    0, 0, .15, .15, .15, .15, .15, .3, .3, .3, .3, .5, .5, .5, .5, .5, .5, .5, .7, .7, .7, .7, 1, 1, 1, 1, 1.2, 1.2,
]
# > 50: 1.0, > 30: 0.8, > 15: 0.6, > 5: 0.4, > 1: 0.2
MOVIMENTOS = [
    0, 0, .2, .2, .2, .2, .4, .4, .4, .4, .4, .4, .4, .4, .6, .6, .6, .6, .6, .6, .8, .8, .8, .8, 1, 1, 1, 1,
]
# > 30: 1.0, > 20: 0.8, > 10: 0.6, > 5: 0.4, > 1: 0.2
LEADS = [
    0, 0, .2, .2, .2, .2, .4, .4, .4, .4, .6, .6, .6, .6, .6, .6, .8, .8, .8, .8, 1, 1, 1, 1, 1, 1, 1, 1,
]
# The code: > 40: 1.2, > 20: 1.0, > 9: 0.7, > 3: 0.5, > 0: 0.33
MOVIMENTOS_CODIGO = [
    0, .33, .33, .33, .5, .5, .5, .5, .5, .7, .7, .7, .7, .7, .7, .7, 1, 1, 1, 1, 1, 1, 1.2, 1.2, 1.2, 1.2, 1.2, 1.2,
]
DIAS = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 11, 14, 15, 25, 30, 31, 40, 50, 75, 76, 9_999]
# <= 3 days: 1.0, <= 7: 0.9, <= 14: 0.6, <= 30: 0.2, more: 0
ACESSO_RECENTE = [1, 1, 1, 1, .9, .9, .9, .9, .6, .6, .6, .6, .2, .2, .2, 0, 0, 0, 0, 0, 0]
# <= 3 days: 1.0, <= 7: 0.8, <= 14: 0.5, <= 30: 0.2, more: 0
RECENTE = [1, 1, 1, 1, .8, .8, .8, .8, .5, .5, .5, .5, .2, .2, .2, 0, 0, 0, 0, 0, 0]
# The code: 1, 0.85, 0.6, 0.3, 0
RECENTE_CODIGO = [1, 1, 1, 1, .85, .85, .85, .85, .6, .6, .6, .6, .3, .3, .3, 0, 0, 0, 0, 0, 0]
# fmt: on
ESTOQUE = (Medida.ENTRADAS, Medida.SAIDAS)
ULTIMOS = (Medida.ULTIMA_ENTRADA, Medida.ULTIMA_SAIDA)


def _from_one(expected: list[float], lowest: float) -> list[float]:
    return [expected[0], lowest, *expected[2:]]


@pytest.mark.parametrize(
    ("perfil", "medida", "expected"),
    [
        (DOCUMENTADO, Medida.ACESSOS, ACESSOS),
        *((DOCUMENTADO, medida, MOVIMENTOS) for medida in ESTOQUE),
        (DOCUMENTADO, Medida.LEADS, LEADS),
        (CODIGO, Medida.ACESSOS, ACESSOS),
        *((CODIGO, medida, MOVIMENTOS_CODIGO) for medida in ESTOQUE),
        (CODIGO, Medida.LEADS, ACESSOS),
        (AJUSTADO, Medida.ACESSOS, _from_one(ACESSOS, 0.15)),
        *((AJUSTADO, medida, _from_one(MOVIMENTOS, 0.2)) for medida in ESTOQUE),
        (AJUSTADO, Medida.LEADS, _from_one(LEADS, 0.2)),
    ],
)
def test_a_quantity_earns_what_its_band_says(perfil: Perfil, medida: Medida, expected: list[float]) -> None:
    found = [points(perfil, medida, quantidade) for quantidade in QUANTIDADES]

    assert dict(zip(QUANTIDADES, found, strict=True)) == dict(zip(QUANTIDADES, expected, strict=True))


@pytest.mark.parametrize(
    ("perfil", "medida", "expected"),
    [
        (DOCUMENTADO, Medida.ULTIMO_ACESSO, ACESSO_RECENTE),
        *((DOCUMENTADO, medida, RECENTE) for medida in (*ULTIMOS, Medida.ULTIMO_LEAD)),
        *((CODIGO, medida, ACESSO_RECENTE) for medida in (Medida.ULTIMO_ACESSO, Medida.ULTIMO_LEAD)),
        *((CODIGO, medida, RECENTE_CODIGO) for medida in ULTIMOS),
        (AJUSTADO, Medida.ULTIMO_ACESSO, ACESSO_RECENTE),
        *((AJUSTADO, medida, RECENTE) for medida in (*ULTIMOS, Medida.ULTIMO_LEAD)),
    ],
)
def test_days_since_earn_what_their_band_says(perfil: Perfil, medida: Medida, expected: list[float]) -> None:
    found = [points(perfil, medida, dias) for dias in DIAS]

    assert dict(zip(DIAS, found, strict=True)) == dict(zip(DIAS, expected, strict=True))


@pytest.mark.parametrize("perfil", [DOCUMENTADO, AJUSTADO])
def test_adoption_is_econversa_on_and_two_integradores(perfil: Perfil) -> None:
    assert [points(perfil, Medida.ECONVERSA, ligado) for ligado in (0, 1)] == [0, 1]
    assert [points(perfil, Medida.INTEGRADORES, quantos) for quantos in (0, 1, 2, 3, 9)] == [0, 0.5, 1, 1, 1]


def test_adoption_of_the_code_is_use_within_fifteen_and_thirty_days() -> None:
    conversa = [points(CODIGO, Medida.ULTIMA_CONVERSA, dias) for dias in (0, 14, 15, 16, 9_999)]
    integracao = [points(CODIGO, Medida.ULTIMA_INTEGRACAO, dias) for dias in (0, 29, 30, 31, 9_999)]

    assert conversa == [1, 1, 1, 0, 0]
    assert integracao == [1, 1, 1, 0, 0]
