"""Counts become RU, tokens, seconds and money by the rules and prices of the parameters, and by nothing else."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from infra.capacidade.arquivos import read_parametros
from infra.capacidade.consumo import (
    CONSULTA,
    CRIACAO,
    LEITURA,
    REMOCAO,
    TROCA,
    VETORIAL,
    Chamadas,
    Consumo,
    Contado,
    Pedidos,
    Regras,
    consumo_of,
    ru_of,
)
from infra.capacidade.custo import Carga, Preco, anos_ate_encher, custo_of, usos

PARAMETROS = read_parametros()
REGRAS = Regras(
    leitura_base_ru=1,
    leitura_kb_ru=0.1,
    escrita_base_ru=5,
    escrita_kb_ru=0.5,
    folha_indexada_ru=0.2,
    troca_vezes=2,
    consulta_base_ru=3,
    consulta_kb_ru=0.5,
    vetorial_ru=30,
    sistema_bytes=24,
    caracteres_por_token=4,
    raciocinio_tokens=100,
    modelo_s=1,
    instancia_gb=2,
    minimo_s=1,
)
KB = 1_000  # of a body; with what the service adds it is a whole one
ONE = Consumo(
    ru=10,
    operacoes_fila=3,
    acoes_duraveis=1,
    execucoes=2,
    gb_s_junto=1,
    gb_s_isolado=4,
    tokens_entrada=1_000,
    tokens_saida=100,
)


@pytest.mark.parametrize(
    ("kind", "asked", "ru"),
    [
        (LEITURA, Pedidos(1, KB), 1),
        (LEITURA, Pedidos(1, 0), 1),
        (LEITURA, Pedidos(2, KB * 2 + 10 * 1024), 3),
        (CRIACAO, Pedidos(1, KB, 10), 7),
        (TROCA, Pedidos(1, KB, 10), 14),
        (REMOCAO, Pedidos(1), 5),
        (CONSULTA, Pedidos(1, KB), 3.5),
        (VETORIAL, Pedidos(2), 60),
    ],
)
def test_ru_follow_the_rule_of_thumb_of_each_kind(kind: str, asked: Pedidos, ru: float) -> None:
    assert ru_of(kind, asked, REGRAS) == pytest.approx(ru)


def test_a_kind_without_a_rule_is_refused() -> None:
    with pytest.raises(ValueError, match="no rule"):
        ru_of("patch", Pedidos(1), REGRAS)


def test_counts_are_told_per_piece_of_work() -> None:
    contado = Contado(
        n=2,
        pedidos={LEITURA: Pedidos(4, KB * 4)},
        mensagens=4,
        passos=6,
        funcoes={"queue_relatos": Chamadas(4, 0.5), "timer": Chamadas(1, 3.0)},
        modelo={"extracao-1": Chamadas(2, entrada=800, saida=400)},
    )

    taken = consumo_of(contado, REGRAS)

    assert (taken.ru, taken.operacoes_fila, taken.acoes_duraveis, taken.execucoes) == (2, 6, 3, 2.5)
    assert (taken.tokens_entrada, taken.tokens_saida) == (100, 150)
    # 3.5 s of functions and 2 s of waiting for the model, against 4 + 3 s where each run is billed a second.
    assert (taken.gb_s_junto, taken.gb_s_isolado) == (5.5, 9)


def test_nothing_counted_is_no_figure() -> None:
    with pytest.raises(ValueError, match="nothing"):
        consumo_of(Contado(n=0), REGRAS)


def test_a_cost_is_consumption_times_price_part_by_part() -> None:
    prices = {name: Preco(1, "US$", "", "", confirmado=True) for name in PARAMETROS.precos}

    cost = custo_of(ONE, 1_000_000, prices)

    assert cost.funcoes == pytest.approx(1_000_000 + 2)
    assert (cost.documentos, cost.filas, cost.fluxos) == pytest.approx((10, 300, 100))
    assert cost.modelo == pytest.approx(1_100)
    assert cost.total == pytest.approx(1_000_002 + 10 + 300 + 100 + 1_100)
    assert custo_of(ONE, 1, prices, isolado=True).funcoes == pytest.approx(4 + 2e-6)


@given(
    factor=st.integers(1, 1_000),
    price=st.floats(0, 1e3),
    name=st.sampled_from(sorted(PARAMETROS.precos)),
)
def test_costs_grow_with_work_and_with_each_price_in_proportion(factor: int, price: float, name: str) -> None:
    prices = dict(PARAMETROS.precos)
    prices[name] = replace(prices[name], valor=price)

    once, often = custo_of(ONE, 1, prices).total, custo_of(ONE, factor, prices).total

    assert often == pytest.approx(once * factor)
    dearer = prices | {name: replace(prices[name], valor=price * 2)}
    assert custo_of(ONE, 1, dearer).total >= once


def test_every_price_names_its_source_and_the_day_it_was_read_and_none_pretends_to_be_confirmed() -> None:
    prices = (*PARAMETROS.precos.values(), PARAMETROS.cambio)

    assert all(preco.valor > 0 and preco.fonte.startswith("https://") and preco.lido_em for preco in prices)
    assert not PARAMETROS.is_confirmed


def test_a_limit_of_one_conta_is_held_against_its_share_and_a_limit_of_all_against_everything() -> None:
    carga = Carga({"relato": 36_000}, horas=10)

    found = {uso.limite.componente: uso for uso in usos(carga, {"relato": ONE}, contas=10)}

    # 36,000 in ten hours are one a second, five at the peak.
    assert found["Cosmos DB serverless, contêiner"].por_segundo == pytest.approx(50)
    assert found["Cosmos DB, partição lógica (uma conta)"].por_segundo == pytest.approx(5)
    assert found["Cosmos DB, partição lógica (uma conta)"].fracao == pytest.approx(5 / 10_000)
    assert found["Storage Queue, uma fila"].fracao == pytest.approx(15 / 2_000)


def test_a_thousand_times_the_load_takes_a_thousand_times_the_share() -> None:
    carga = Carga({"relato": 50})

    once = usos(carga, {"relato": ONE}, contas=1)
    often = usos(carga.vezes(1_000), {"relato": ONE}, contas=1)

    assert [uso.fracao * 1_000 for uso in once] == pytest.approx([uso.fracao for uso in often])


def test_twenty_gigabytes_last_until_the_container_that_grows_most_is_full() -> None:
    half = 20 * 1024**3 // 365 // 2
    contados = {
        "relato": Contado(n=2, guardado={"relatos": half * 2, "tarefas": 10}),
        "score": Contado(n=1, guardado={"saude": half * 9}),
    }

    container, years = anos_ate_encher(Carga({"relato": 4, "score": 1}), contados)

    assert container == "relatos"
    assert years == pytest.approx(0.5, rel=1e-6)
