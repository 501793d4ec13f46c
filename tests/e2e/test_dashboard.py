"""The business's numbers over HTTP: as S4's clients ask for them, cached until something changes, and ours beside."""

from typing import Any

import pytest

from shared.kit.auth import TODOS, Papel
from tests.e2e.client import Attendant
from tests.local_host import LocalHost
from tests.tokens import issue_token

_BASIC = ("demonstracao", "somente-local-senha")
_S4 = [
    "clientes_ativos",
    "clientes_pagantes",
    "clientes_onboarding",
    "mrr_value",
    "churn_value",
    "tmo_dias",
    "clientes_health",
]
_ROUTES = ("/dashboard", "/clientes/evolucao", "/metricas/conversao")


@pytest.fixture(scope="module")
def chefe(local_host: LocalHost) -> Attendant:
    """An admin of a conta of the module's own."""
    return Attendant(local_host, issue_token(local_host, "revenda", Papel.ADMIN))


def born(who: Attendant, number: int, **fields: Any) -> str:
    body = {"nome": f"Loja {number}", "email": f"loja{number}@exemplo.com.br"} | fields
    return str(who.post("/clientes", body, status=201)["id"])


@pytest.fixture(scope="module")
def carteira(chefe: Attendant) -> list[str]:
    """Four clientes: in onboarding, ongoing, left, and unknown to the CRM."""
    ongoing = {"data_start_onboarding": "2024-03-20", "data_end_onboarding": "2024-04-25"}
    left = {"pipeline": "Churns & Cancelamentos", "valor": "85.00", "data_cancelamento": "2024-09-02"}
    return [
        born(chefe, 1, pipeline="CS | ONBOARDING", valor=0, data_adesao="2024-05-02"),
        born(chefe, 2, pipeline="cs|ongoing", valor=1500.5, data_adesao="2024-03-15", **ongoing),
        born(chefe, 3, data_adesao="2023-12-01", **left),
        born(chefe, 4),
    ]


def test_s4s_client_reads_its_kpis_with_its_credential(local_host: LocalHost) -> None:
    shown = local_host.http.get(f"{local_host.url}/dashboard", auth=_BASIC)

    body = shown.json()
    assert shown.status_code == 200
    assert list(body)[:7] == _S4
    assert [type(body[name]) for name in _S4] == [int, int, int, float, float, float, dict]
    assert list(body["clientes_health"]) == ["Crítico", "Normal", "Saudável", "Campeão"]


def test_the_kpis_are_those_of_the_carteira(chefe: Attendant, carteira: list[str]) -> None:
    chefe.post(f"/health-scores/{carteira[1]}/calcular", None)

    shown = chefe.get("/dashboard")

    assert [shown[name] for name in _S4[:6]] == [2, 1, 1, 1500.5, 85.0, 36.0]
    assert sum(shown["clientes_health"].values()) == 1
    assert (shown["clientes_churn"], shown["tmo_n"], shown["tmo_ignorados"], shown["sem_score"]) == (
        1,
        1,
        0,
        1,
    )


def test_both_spellings_of_the_filter_ask_the_same(chefe: Attendant, carteira: list[str]) -> None:
    documented = chefe.get("/dashboard", data_adesao_inicio="2024-04-01", data_adesao_fim="2024-12-31")
    newest = chefe.call("GET", "/dashboard", params={"data_inicio": "2024-04-01", "data_fim": "2024-12-31"})

    assert documented["clientes_ativos"] == 1
    assert (newest.json(), newest.headers["X-Cache"]) == (documented, "HIT")


@pytest.mark.parametrize(
    "query",
    [
        {"data_adesao_inicio": "31/12/2024"},
        {"data_adesao_fim": "2024-02-30"},
        {"data_inicio": "20240101"},
        {"data_adesao_inicio": "2024-12-31", "data_adesao_fim": "2024-01-01"},
    ],
)
def test_days_that_cannot_be_are_refused_rather_than_ignored(chefe: Attendant, query: dict[str, str]) -> None:
    refused = chefe.call("GET", "/dashboard", params=query)

    assert refused.status_code == 422
    assert refused.headers["Content-Type"].startswith("application/problem+json")


def test_what_is_shown_is_kept_until_a_cliente_changes(chefe: Attendant, carteira: list[str]) -> None:
    asked = {"data_adesao_inicio": "2024-03-01", "data_adesao_fim": "2024-03-31"}
    first = chefe.call("GET", "/dashboard", params=asked)
    again = chefe.call("GET", "/dashboard", params=asked)
    known = chefe.call("GET", "/dashboard", params=asked, headers={"If-None-Match": first.headers["ETag"]})
    born(chefe, 5, pipeline="CS | BRADESCO", valor=99.9, data_adesao="2024-03-31")
    after = chefe.call("GET", "/dashboard", params=asked)

    assert [it.headers["X-Cache"] for it in (first, again, after)] == ["MISS", "HIT", "MISS"]
    assert (again.json(), known.status_code) == (first.json(), 304)
    assert after.json()["mrr_value"] == round(first.json()["mrr_value"] + 99.9, 2)


def test_a_caller_that_reads_no_gzip_gets_it_plain(chefe: Attendant, carteira: list[str]) -> None:
    plain = chefe.call("GET", "/dashboard", headers={"Accept-Encoding": "identity"})

    assert "Content-Encoding" not in plain.headers
    assert plain.json()["clientes_ativos"] >= 2


def test_the_evolution_tells_who_was_there_before_its_window(chefe: Attendant, carteira: list[str]) -> None:
    shown = chefe.get("/clientes/evolucao", de="2024-08-15", ate="2024-10-15")

    told = [(it["mes"], it["ativos_inicio"], it["churns"], it["churn_value"]) for it in shown["meses"]]
    assert [it[0] for it in told] == ["2024-08", "2024-09", "2024-10"]
    assert told[0][1] == told[1][1] == told[2][1] + 1
    assert told[1][2:] == (1, 85.0)


def test_an_evolution_over_more_than_five_years_is_refused(chefe: Attendant) -> None:
    refused = chefe.call("GET", "/clientes/evolucao", params={"de": "2015-01-01", "ate": "2024-01-01"})

    assert refused.status_code == 422
    assert refused.json()["errors"][0]["pointer"] == "#/de"


def test_a_quote_is_followed_from_the_relato_to_what_it_brought(chefe: Attendant) -> None:
    pessoa = {"nome": "Marina Duarte", "telefone": "11 98888-7777"}
    texto = "Conversei com a Marina sobre o aparelho, orçamento de R$ 2.500,00. Ela ficou de pensar."
    won = chefe.tell(texto, atendente="Ana", cliente=pessoa)
    chefe.tell(texto, atendente="ana")
    chefe.host.advance(days=2)
    chefe.post(f"/relatos/{won}/desfecho", {"tipo": "convertido"})

    shown = chefe.get("/metricas/conversao")

    geral, [ana] = shown["geral"], shown["por_atendente"]
    assert (geral["relatos"], geral["convertidos"], geral["em_aberto"]) == (2, 1, 1)
    assert (geral["taxa_conversao_pct"], geral["taxa_conversao_n"]) == (100.0, 1)
    assert (geral["ganhos"]["valor"], geral["abertos"]["valor"]) == (2500.0, 2500.0)
    assert geral["dias_ate_desfecho"]["mediana"] == pytest.approx(2.0, abs=0.1)
    assert (ana["atendente"], ana["relatos"]) == ("Ana", 2)
    assert set(shown["por_origem"]) == {"relato", "sem_cliente"}


def test_every_papel_may_read_the_numbers_of_its_own_conta_alone(local_host: LocalHost) -> None:
    readers = [Attendant(local_host, issue_token(local_host, "vizinha", papel)) for papel in sorted(TODOS)]

    answers = [reader.call("GET", path) for reader in readers for path in _ROUTES]

    assert {it.status_code for it in answers} == {200}
    assert {it.json()["clientes_ativos"] for it in answers[:: len(_ROUTES)]} == {0}


def test_nobody_else_reads_them_and_s4_says_so_in_its_words(local_host: LocalHost) -> None:
    refused = [local_host.http.get(f"{local_host.url}{path}") for path in _ROUTES]
    wrong = local_host.http.get(f"{local_host.url}/dashboard", auth=("demonstracao", "errada"))

    assert {it.status_code for it in (*refused, wrong)} == {401}
    assert refused[0].json()["detail"] == wrong.json()["detail"] == "Acesso negado."
