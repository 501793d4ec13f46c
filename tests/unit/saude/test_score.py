"""S4's worked examples, categories at their borders, caps, and what has no data."""

from dataclasses import replace

import pytest

from shared.saude.classe import Categoria, Pilar
from shared.saude.medidas import Medidas, Sinal
from shared.saude.perfil_models import Desconto, Medida, Perfil, PesoPilar, Regra, SinalOpcional
from shared.saude.perfis import AJUSTADO, CODIGO, DOCUMENTADO
from shared.saude.score import score
from tests.unit.saude.measure_builders import EXEMPLO, MELHOR, earned, told


def _worth(hundredths: int, *, perfil: Perfil = DOCUMENTADO) -> Perfil:
    """A profile of one rule that earns so many hundredths whatever is measured."""
    regra = Regra(Medida.ACESSOS, 100, (0,), (hundredths, hundredths))
    return replace(perfil, pilares=(PesoPilar(Pilar.ENGAJAMENTO, 100, (regra,)),))


def test_the_worked_example_of_the_document_is_98_hundredths() -> None:
    resultado = score(EXEMPLO, DOCUMENTADO)

    assert list(resultado.pilares.values()) == [1.0, 1.0, 0.9, 1.0]
    assert list(resultado.pilares) == list(Pilar)
    assert (resultado.score, resultado.bruto, resultado.categoria) == (0.98, 0.98, Categoria.CAMPEAO)


@pytest.mark.parametrize(
    ("hundredths", "categoria"),
    [
        (0, Categoria.CRITICO),
        (30, Categoria.CRITICO),
        (31, Categoria.NORMAL),
        (60, Categoria.NORMAL),
        (61, Categoria.SAUDAVEL),
        (80, Categoria.SAUDAVEL),
        (81, Categoria.CAMPEAO),
        (100, Categoria.CAMPEAO),
    ],
)
@pytest.mark.parametrize("perfil", [DOCUMENTADO, CODIGO, AJUSTADO])
def test_a_border_belongs_to_the_category_below_it(
    perfil: Perfil, hundredths: int, categoria: Categoria
) -> None:
    resultado = score(Medidas(acessos=told(1, 0)), _worth(hundredths, perfil=perfil))

    assert (resultado.score, resultado.categoria) == (hundredths / 100, categoria)


def test_the_category_is_of_the_rounded_score_but_of_the_code_of_the_score_before() -> None:
    rules = (Regra(Medida.ACESSOS, 99, (40,), (0, 30)), Regra(Medida.LEADS, 1, (0,), (0, 60)))
    perfil = replace(DOCUMENTADO, pilares=(PesoPilar(Pilar.ENGAJAMENTO, 100, rules),))
    medidas = Medidas(acessos=told(41, 0), leads=told(1, 0))  # 0.297 + 0.006 = 0.303

    rounded, exact = score(medidas, perfil), score(medidas, replace(perfil, categoria_exata=True))

    assert (rounded.score, rounded.categoria) == (0.3, Categoria.CRITICO)
    assert (exact.score, exact.categoria) == (0.3, Categoria.NORMAL)


def test_the_score_is_rounded_half_up() -> None:
    medidas = Medidas(acessos=told(41, 4), entradas=told(2, 15))  # 0.285 + 0.03 = 0.315

    resultado = score(medidas, DOCUMENTADO)

    assert (resultado.score, resultado.bruto) == (0.32, 0.315)


def test_what_is_beyond_one_is_kept_in_bruto_alone() -> None:
    resultado = score(MELHOR, DOCUMENTADO)

    assert (resultado.score, resultado.bruto) == (1.0, 1.03)
    assert set(resultado.pilares.values()) == {1.0}


def test_a_bonus_makes_up_for_days_within_its_pillar_only() -> None:
    late = score(replace(EXEMPLO, acessos=told(76, 7)), DOCUMENTADO)  # (0.9 + 1.2) / 2 = 1.05
    later = score(replace(EXEMPLO, acessos=told(76, 14)), DOCUMENTADO)  # (0.6 + 1.2) / 2 = 0.9

    assert (late.pilares[Pilar.ENGAJAMENTO], late.score, late.bruto) == (1.0, 0.98, 0.995)
    assert (later.pilares[Pilar.ENGAJAMENTO], later.score, later.bruto) == (0.9, 0.95, 0.95)


def test_the_first_code_rounded_each_pillar_and_capped_none() -> None:
    # Stock (1 + 0.33 + 1 + 0.5) / 4 = 0.7075, rounded to 0.71; CRM (1 + 0.15) / 2 = 0.575, rounded to 0.58.
    medidas = replace(EXEMPLO, acessos=told(76, 0), entradas=told(1, 0), saidas=told(9, 0), leads=told(2, 0))
    resultado = score(medidas, CODIGO)

    assert resultado.pilares == {
        Pilar.ENGAJAMENTO: 1.1,
        Pilar.ESTOQUE: 0.71,
        Pilar.CRM: 0.58,
        Pilar.ADOCAO: 0.0,
    }
    assert resultado.bruto == 0.659  # 0.33 + 0.213 + 0.116
    assert (resultado.score, resultado.categoria) == (0.66, Categoria.SAUDAVEL)


def test_what_the_code_measured_and_we_do_not_earns_nothing() -> None:
    resultado = score(MELHOR, CODIGO)

    found = earned(resultado, CODIGO)

    assert found[Medida.RELATORIOS] is None
    assert found[Medida.CONTRATOS] is None
    assert resultado.pilares[Pilar.ADOCAO] == 0.7
    assert (resultado.score, resultado.bruto) == (1.0, 1.02)  # 0.33 + 0.33 + 0.22 + 0.14


def test_use_of_econversa_counts_only_while_it_is_on() -> None:
    off = score(replace(MELHOR, econversa=False), CODIGO)
    unknown = score(replace(MELHOR, econversa=None), CODIGO)

    assert earned(off, CODIGO)[Medida.ULTIMA_CONVERSA] == 0
    assert earned(unknown, CODIGO)[Medida.ULTIMA_CONVERSA] is None


@pytest.mark.parametrize("perfil", [DOCUMENTADO, CODIGO])
def test_what_has_no_data_earns_nothing_and_says_so(perfil: Perfil) -> None:
    resultado = score(Medidas(acessos=told(45, 2)), perfil)

    assert (resultado.score, resultado.categoria) == (0.3, Categoria.CRITICO)
    assert not resultado.sem_dados
    assert [medida for medida, points in earned(resultado, perfil).items() if points is not None] == [
        Medida.ULTIMO_ACESSO,
        Medida.ACESSOS,
    ]


@pytest.mark.parametrize("perfil", [DOCUMENTADO, CODIGO, AJUSTADO])
def test_of_whom_nothing_was_ever_told_the_score_is_zero_without_data(perfil: Perfil) -> None:
    resultado = score(Medidas(), perfil)

    assert (resultado.score, resultado.bruto, resultado.categoria) == (0.0, 0.0, Categoria.CRITICO)
    assert resultado.sem_dados
    assert set(resultado.pilares.values()) == {0.0}


def test_who_was_told_to_have_done_nothing_is_not_without_data() -> None:
    silent = Medidas(acessos=told(0), entradas=told(0), saidas=told(0), leads=told(0), econversa=False)

    assert [score(silent, perfil).sem_dados for perfil in (DOCUMENTADO, CODIGO, AJUSTADO)] == [False] * 3


def test_the_weight_of_a_pillar_without_data_goes_to_the_others() -> None:
    resultado = score(replace(EXEMPLO, econversa=None, integradores=None), AJUSTADO)

    # (1.0 x 0.30 + 1.0 x 0.30 + 0.9 x 0.20) / 0.80 = 0.975
    assert (resultado.score, resultado.bruto) == (0.98, 0.975)


def test_the_weight_of_a_rule_without_data_goes_to_the_others_of_its_pillar() -> None:
    resultado = score(replace(EXEMPLO, saidas=Sinal(), integradores=None), AJUSTADO)

    assert resultado.pilares == {
        Pilar.ENGAJAMENTO: 1.0,
        Pilar.ESTOQUE: 1.0,
        Pilar.CRM: 0.9,
        Pilar.ADOCAO: 1.0,
    }
    assert score(replace(EXEMPLO, saidas=Sinal()), DOCUMENTADO).pilares[Pilar.ESTOQUE] == 0.5


def test_thirds_are_exact_until_the_end() -> None:
    # Of three pillars of 30, 30 and 20 only the first earns: 0.3 / 0.8 = 0.375 exactly, which rounds up.
    medidas = Medidas(acessos=told(41, 0), entradas=told(0), saidas=told(0), leads=told(0))

    assert score(medidas, AJUSTADO).score == 0.38


def test_signals_take_off_so_much_for_each_and_no_more_than_their_limit() -> None:
    chamados = Desconto(SinalOpcional.CHAMADOS_ABERTOS, 2, 10)
    faltas = Desconto(SinalOpcional.FALTAS, 5, 20)
    perfil = replace(DOCUMENTADO, descontos=(chamados, faltas))

    some = score(replace(EXEMPLO, chamados_abertos=3, faltas=1), perfil)
    many = score(replace(EXEMPLO, chamados_abertos=50, faltas=50), perfil)
    none = score(EXEMPLO, perfil)

    assert (some.score, some.descontos, some.bruto) == (0.87, (6, 5), 0.98)
    assert (many.score, many.descontos) == (0.68, (10, 20))
    assert (none.score, none.descontos) == (0.98, (0, 0))
    assert score(replace(EXEMPLO, chamados_abertos=3, faltas=1), DOCUMENTADO).score == 0.98


def test_no_signal_takes_a_score_below_zero() -> None:
    perfil = replace(DOCUMENTADO, descontos=(Desconto(SinalOpcional.FALTAS, 20, 30),))

    assert score(Medidas(acessos=told(2, 31), faltas=9), perfil).score == 0.0
