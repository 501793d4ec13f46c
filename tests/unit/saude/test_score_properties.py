"""What holds of every score, whatever was measured and by whatever profile."""

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from shared.saude.alteracao import altered
from shared.saude.classe import Categoria, Pilar
from shared.saude.explicacao import TipoLinha, explain
from shared.saude.medidas import NUNCA, Medidas, Sinal
from shared.saude.perfil_models import Desconto, Medida, Perfil, PesoPilar, Regra, SinalOpcional
from shared.saude.perfis import AJUSTADO, CODIGO, DOCUMENTADO
from shared.saude.score import score, values_of

# How fast profiles are made up and scored says how busy the machine is.
patiently = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
DIAS = st.integers(0, 40) | st.just(NUNCA)
CONTAGEM = st.none() | st.integers(0, 20)
SINAL = st.just(Sinal()) | st.builds(Sinal, st.integers(0, 90), DIAS, st.just(False))
MEDIDAS = st.builds(
    Medidas,
    acessos=SINAL,
    entradas=SINAL,
    saidas=SINAL,
    leads=SINAL,
    econversa=st.none() | st.booleans(),
    integradores=st.none() | st.integers(0, 4),
    econversa_uso=SINAL,
    integrador_uso=SINAL,
    chamados_abertos=CONTAGEM,
    faltas=CONTAGEM,
    futuras=st.integers(0, 6),
)
MEDIDA = st.sampled_from([medida for medida in Medida if medida.is_measured])


def _weights(count: int) -> st.SearchStrategy[list[int]]:
    """So many whole percents that add up to 100."""
    cuts = st.lists(st.integers(1, 99), min_size=count - 1, max_size=count - 1, unique=True).map(sorted)
    return cuts.map(lambda at: [high - low for low, high in zip([0, *at], [*at, 100], strict=True)])


@st.composite
def _regras(draw: st.DrawFn) -> tuple[Regra, ...]:
    medidas = draw(st.lists(MEDIDA, min_size=1, max_size=4, unique=True))
    regras = []
    for medida, peso in zip(medidas, draw(_weights(len(medidas))), strict=True):
        limites = sorted(draw(st.sets(st.integers(0, 90), min_size=1, max_size=5)))
        pontos = sorted(
            draw(st.lists(st.integers(0, 120), min_size=len(limites) + 1, max_size=len(limites) + 1)),
            reverse=medida.is_recency,
        )
        regras.append(Regra(medida, peso, tuple(limites), tuple(pontos)))
    return tuple(regras)


@st.composite
def _own_profiles(draw: st.DrawFn) -> Perfil:
    pilares = draw(st.lists(st.sampled_from(Pilar), min_size=1, max_size=4, unique=True))
    pesos = draw(_weights(len(pilares)))
    return Perfil(
        "proprio:1",
        tuple(PesoPilar(pilar, peso, draw(_regras())) for pilar, peso in zip(pilares, pesos, strict=True)),
        redistribui=draw(st.booleans()),
    )


def _signals() -> st.SearchStrategy[tuple[Desconto, ...]]:
    each = st.tuples(st.integers(1, 20), st.integers(0, 10))
    return st.tuples(each, each).map(
        lambda both: tuple(
            Desconto(sinal, by, by + more) for sinal, (by, more) in zip(SinalOpcional, both, strict=True)
        )
    )


PERFIS = st.builds(
    lambda perfil, descontos: replace(perfil, descontos=descontos),
    st.sampled_from([DOCUMENTADO, CODIGO, AJUSTADO]) | _own_profiles(),
    st.just(()) | _signals(),
)


@patiently
@given(medidas=MEDIDAS, perfil=PERFIS)
def test_the_lines_add_up_to_the_score(medidas: Medidas, perfil: Perfil) -> None:
    resultado = score(medidas, perfil)

    linhas = explain(medidas, resultado, perfil)

    assert sum(linha.pontos for linha in linhas) == Decimal(str(resultado.score))
    assert all(linha.pontos == round(linha.pontos, 6) for linha in linhas)


@patiently
@given(medidas=MEDIDAS, perfil=PERFIS)
def test_rounding_moves_a_score_by_half_a_hundredth_at_most(medidas: Medidas, perfil: Perfil) -> None:
    linhas = explain(medidas, score(medidas, perfil), perfil)

    rounding = [abs(linha.pontos) for linha in linhas if linha.tipo is TipoLinha.ARREDONDAMENTO]

    assert sum(rounding) <= Decimal("0.00501")  # each line of six decimals may be off by half a millionth


@patiently
@given(medidas=MEDIDAS, perfil=PERFIS)
def test_a_score_lies_within_zero_and_one_and_has_two_decimals(medidas: Medidas, perfil: Perfil) -> None:
    resultado = score(medidas, perfil)

    assert 0 <= resultado.score <= 1
    assert round(resultado.score, 2) == resultado.score
    assert 0 <= resultado.bruto <= 1.2
    if perfil.limita_pilares:
        assert all(0 <= pontos <= 1 for pontos in resultado.pilares.values())


@patiently
@given(medidas=MEDIDAS, perfil=PERFIS)
def test_the_category_is_that_of_the_score_to_a_hundredth(medidas: Medidas, perfil: Perfil) -> None:
    resultado = score(medidas, replace(perfil, categoria_exata=False))

    hundredths = round(resultado.score * 100)

    assert resultado.categoria is (
        Categoria.CAMPEAO
        if hundredths > 80
        else Categoria.SAUDAVEL
        if hundredths > 60
        else Categoria.NORMAL
        if hundredths > 30
        else Categoria.CRITICO
    )


@patiently
@given(medidas=MEDIDAS, perfil=PERFIS, medida=MEDIDA, values=st.tuples(DIAS, DIAS).map(sorted))
def test_more_of_a_thing_and_fewer_days_since_never_cost_anything(
    medidas: Medidas, perfil: Perfil, medida: Medida, values: list[int]
) -> None:
    low, high = (altered(medidas, {medida: value}) for value in values)
    worse, better = (high, low) if medida.is_recency else (low, high)

    before, after = score(worse, perfil), score(better, perfil)

    if medida is Medida.ECONVERSA or _same_data(worse, better):
        assert after.score >= before.score
        assert after.bruto >= before.bruto
        assert after.categoria.grau >= before.categoria.grau


def _same_data(one: Medidas, other: Medidas) -> bool:
    return [value is None for value in values_of(one)] == [value is None for value in values_of(other)]


@patiently
@given(medidas=MEDIDAS, perfil=PERFIS)
def test_another_open_chamado_never_raises_a_score(medidas: Medidas, perfil: Perfil) -> None:
    more = replace(medidas, chamados_abertos=(medidas.chamados_abertos or 0) + 1)

    assert score(more, perfil).score <= score(medidas, perfil).score


@patiently
@given(medidas=MEDIDAS, perfil=PERFIS)
def test_a_rule_without_data_counts_as_if_the_profile_had_none(medidas: Medidas, perfil: Perfil) -> None:
    fair = replace(perfil, redistribui=True, descontos=(), categoria_exata=False, arredonda_pilares=False)
    valores = values_of(medidas)
    kept = tuple(
        replace(parte, regras=regras)
        for parte in fair.pilares
        if (regras := tuple(regra for regra in parte.regras if valores[regra.indice] is not None))
    )

    whole, without = score(medidas, fair), score(medidas, replace(fair, pilares=kept))

    assert (whole.score, whole.bruto, whole.categoria) == (without.score, without.bruto, without.categoria)


@patiently
@given(medidas=MEDIDAS)
def test_where_everything_has_data_nothing_is_redistributed(medidas: Medidas) -> None:
    told = altered(medidas, {medida: value or 0 for medida, value in _values(medidas)})

    assert score(told, AJUSTADO) == score(told, replace(AJUSTADO, redistribui=False))


def _values(medidas: Medidas) -> list[tuple[Medida, int | None]]:
    return [pair for pair in zip(Medida, values_of(medidas), strict=True) if pair[0].is_measured]


@pytest.mark.parametrize("perfil", [DOCUMENTADO, CODIGO, AJUSTADO])
def test_the_weights_of_a_profile_add_up(perfil: Perfil) -> None:
    assert sum(parte.peso for parte in perfil.pilares) == 100
    assert [sum(regra.peso for regra in parte.regras) for parte in perfil.pilares] == [100] * 4
