"""S4's documented requests, one by one, with Basic: its fields, types, words and errors, and what was broken there.

Its logins and its dashboard have suites of their own.
"""

from typing import Any

import httpx2
import pytest

from tests.e2e.client import Attendant
from tests.local_host import LocalHost

_BASIC = ("demonstracao", "somente-local-senha")
_ROUTES = ("/clientes", "/health-scores", "/dashboard", "/logins?tenant_id=12345")
_FILTERED = ("/clientes", "/health-scores", "/dashboard")
_2024 = {"data_adesao_inicio": "2024-01-01", "data_adesao_fim": "2024-12-31"}
_FLAT: dict[str, type | tuple[type, ...]] = {
    "tenant_id": int,
    "slug": str,
    "name": str,
    "cnpj": str,
    "qntd_acessos_30d": int,
    "dias_desde_ultimo_acesso": int,
    "score_engajamento": (int, float),
    "qntd_entradas_30d": int,
    "dias_desde_ultima_entrada": int,
    "qntd_saidas_30d": int,
    "dias_desde_ultima_saida": int,
    "score_movimentacao_estoque": (int, float),
    "qntd_leads_30d": int,
    "dias_desde_ultimo_lead": int,
    "score_crm": (int, float),
    "econversa_ativo": bool,
    "integradores_conectados": int,
    "score_adoption": (int, float),
    "score_total": (int, float),
    "categoria": str,
}
_CLIENTE: dict[str, type | tuple[type, ...]] = {
    "client_id": int,
    "nome": str,
    "razao_social": str,
    "cnpj": str,
    "valor": float,
    "vendedor": str,
    "cs": str,
    "status": str,
    "pipeline": str,
    "data_adesao": str,
    "data_start_onboarding": str,
    "data_end_onboarding": str,
    "tmo": int,
    "data_cancelamento": type(None),
    "motivos_churn": type(None),
    "descricao_cancelamento": type(None),
    "criado_em": str,
    "atualizado_em": str,
}
_XYZ = {
    "nome": "Empresa XYZ Ltda",
    "razao_social": "XYZ Comércio e Serviços LTDA",
    "documento": "12.345.678/0001-95",
    "telefone": "11 98888-7001",
    "client_id": 1234,
    "tenant_id": 12345,
    "slug": "empresa-xyz",
    "valor": 1500.00,
    "vendedor": "João Silva",
    "cs": "Maria Santos",
    "status": "Ativo",
    "pipeline": "CS | ONGOING",
    "data_adesao": "2024-03-15",
    "data_start_onboarding": "2024-03-20",
    "data_end_onboarding": "2024-04-25",
}
_ABC = {
    "nome": "ABC Indústria",
    "telefone": "11 98888-7002",
    "client_id": 5678,
    "tenant_id": 67890,
    "slug": "abc-industria",
    "pipeline": "cs|onboarding",
    "data_adesao": "2025-02-01",
}


class S4:
    """A client of S4: Basic, and nothing else that is new."""

    def __init__(self, host: LocalHost) -> None:
        self.host = host

    def get(self, path: str, **query: str) -> httpx2.Response:
        return self.host.http.get(path, params=query or None, auth=_BASIC)

    def read(self, path: str, **query: str) -> dict[str, Any]:
        answer = self.get(path, **query)
        assert answer.status_code == 200, answer.text
        return dict(answer.json())

    def clear(self) -> httpx2.Response:
        return self.host.http.post("/cache/clear", auth=_BASIC)


@pytest.fixture(scope="module")
def s4(local_host: LocalHost) -> S4:
    """Two clientes of S4's document, with their scores."""
    token = local_host.post("/auth/login", json={"username": "admin", "password": "somente-local-senha"})
    admin = Attendant(local_host, token.json()["access_token"])
    for body in (_XYZ, _ABC):
        made = admin.post("/clientes", body, status=201)
        admin.post(f"/health-scores/{made['id']}/calcular", None)
    return S4(local_host)


@pytest.fixture(autouse=True)
def _empty(s4: S4) -> None:
    s4.clear()


def fits(shown: dict[str, Any], fields: dict[str, type | tuple[type, ...]]) -> bool:
    """The fields in their order, each of its type; a bool is no number."""
    same = list(shown) == list(fields)
    wrong = [
        name
        for name, wanted in fields.items()
        if not isinstance(shown.get(name), wanted) or (wanted is int and isinstance(shown[name], bool))
    ]
    return same and not wrong


def test_clientes_are_a_dict_by_client_id(s4: S4) -> None:
    shown = s4.read("/clientes")

    assert fits(shown["1234"], _CLIENTE)
    assert shown["1234"]["client_id"] == 1234
    assert shown["1234"]["data_adesao"] == "2024-03-15T00:00:00"
    assert shown["1234"]["cnpj"] == "12345678000195"


def test_health_scores_are_a_flat_dict_by_tenant_id(s4: S4) -> None:
    shown = s4.read("/health-scores")

    assert set(shown) == {"12345", "67890"}
    assert fits(shown["12345"], _FLAT)
    assert shown["12345"]["tenant_id"] == 12345
    assert shown["12345"]["cnpj"] == "12345678000195"
    assert shown["67890"]["categoria"] == "Crítico"
    assert shown["67890"]["dias_desde_ultimo_acesso"] == 9999


def test_health_scores_nested_by_slug_as_s4s_code_gave_them(s4: S4) -> None:
    shown = s4.read("/health-scores", formato="aninhado")

    assert set(shown) == {"empresa-xyz", "abc-industria"}
    assert list(shown["empresa-xyz"]) == [
        *("tenant_id", "name", "cnpj", "slug", "scores", "integrations", "metrics", "categoria")
    ]
    assert shown["empresa-xyz"]["tenant_id"] == "12345"


@pytest.mark.parametrize(
    ("query", "found"),
    [
        (_2024, {"12345"}),
        ({"data_adesao_inicio": "2024-06-01"}, {"67890"}),
        ({"data_adesao_fim": "2024-03-31"}, {"12345"}),
        ({"data_inicio": "2025-02-01", "data_fim": "2025-02-01"}, {"67890"}),
        ({"data_adesao_inicio": "2026-01-01"}, set()),
        ({"data_adesao_inicio": ""}, {"12345", "67890"}),
    ],
)
def test_the_documented_filters_choose_by_adesao(s4: S4, query: dict[str, str], found: set[str]) -> None:
    assert set(s4.read("/health-scores", **query)) == found


@pytest.mark.parametrize("path", _FILTERED)
@pytest.mark.parametrize(
    "query",
    [
        {"data_adesao_inicio": "2024/01/01"},
        {"data_adesao_fim": "31-12-2024"},
        {"data_adesao_inicio": "2024-02-30"},
        {"data_inicio": "ontem"},
        {"data_adesao_inicio": "2024-12-31", "data_adesao_fim": "2024-01-01"},
        {"data_inicio": "2024-12-31", "data_fim": "2024-01-01"},
    ],
)
def test_bad_and_inverted_days_are_refused_where_s4_gave_everybody(
    s4: S4, path: str, query: dict[str, str]
) -> None:
    refused = s4.get(path, **query)

    assert refused.status_code == 422
    assert refused.headers["Content-Type"] == "application/problem+json"
    assert refused.json()["errors"]


def test_clearing_the_cache_really_clears_it(s4: S4) -> None:
    for path in _FILTERED:
        s4.get(path)
        s4.get(path, **_2024)

    kept = [s4.get(path).headers["X-Cache"] for path in _FILTERED]
    cleared = s4.clear().json()
    after = [s4.get(path).headers["X-Cache"] for path in _FILTERED]

    assert (kept, after) == (["HIT"] * 3, ["MISS"] * 3)
    assert list(cleared)[:3] == ["status", "message", "note"]
    assert cleared["status"] == "success"
    assert cleared["chaves"] == [
        *("clientes:2024-01-01:2024-12-31", "clientes:all:all"),
        *("dashboard:2024-01-01:2024-12-31", "dashboard:all:all"),
        *("health-scores:2024-01-01:2024-12-31", "health-scores:all:all"),
    ]


def test_a_filtered_answer_is_never_shown_to_who_asks_for_all(s4: S4) -> None:
    few = s4.read("/health-scores", **_2024)
    everybody = s4.read("/health-scores")
    again = s4.read("/health-scores", **_2024)

    assert (set(few), set(everybody), again) == ({"12345"}, {"12345", "67890"}, few)


def test_the_greeting_and_the_probe_ask_for_nothing(local_host: LocalHost) -> None:
    greeting, probe = local_host.get("/"), local_host.get("/health")

    assert (greeting.status_code, probe.status_code) == (200, 200)
    assert isinstance(greeting.json()["message"], str)
    assert probe.json()["status"]


def test_who_is_not_let_in_is_told_in_s4s_words(local_host: LocalHost) -> None:
    # Few wrong passwords, in the end: more of them would shut the right one out for a while.
    wrong = [
        local_host.get(path, auth=("demonstracao", "errada")) for path in ("/clientes", "/health-scores")
    ]
    wrong.append(local_host.post("/cache/clear", auth=("demonstracao", "errada")))
    # Without a credential `GET /clientes` speaks as S1, whose path it is too.
    nobody = [local_host.get(path) for path in _ROUTES if path != "/clientes"]
    nobody.append(local_host.post("/cache/clear"))

    assert [one.status_code for one in (*wrong, *nobody)] == [401] * 7
    assert {one.json()["detail"] for one in (*wrong, *nobody)} == {"Acesso negado."}
    assert wrong[0].headers["WWW-Authenticate"].startswith("Basic")
