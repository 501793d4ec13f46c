"""S2's clients, replayed one by one as its documents have them: same paths, fields, statuses, errors."""

import uuid
from typing import Any

import pytest

from shared.kit.auth import Papel
from tests.e2e.client import Attendant
from tests.e2e.s2 import CLIENT, PATH, Client
from tests.local_host import LocalHost
from tests.tokens import issue_token

_FIELDS = [
    *("id", "client_id", "sector", "tag", "message", "answer", "operator_name", "validated_by"),
    *("created_at", "updated_at"),
]
_KEY = "API Key inválida ou não fornecida. Use o header X-API-Key."


@pytest.fixture(scope="module")
def s2(local_host: LocalHost) -> Client:
    return Client(local_host, issue_token(local_host, "clinica", Papel.INTEGRACAO))


@pytest.fixture(scope="module")
def vizinha(local_host: LocalHost) -> Client:
    return Client(local_host, issue_token(local_host, "vizinha", Papel.INTEGRACAO))


@pytest.fixture(scope="module")
def chefe(local_host: LocalHost) -> Attendant:
    return Attendant(local_host, issue_token(local_host, "clinica", Papel.ADMIN))


@pytest.mark.parametrize("slash", ["/", ""])
def test_create_with_and_without_the_slash(s2: Client, slash: str) -> None:
    body = {"client_id": CLIENT, "sector": "suporte", "message": "Preciso de ajuda com meu produto"}

    answer = s2.call("POST", slash, json=body)

    made = answer.json()
    assert answer.status_code == 201
    assert list(made)[: len(_FIELDS)] == _FIELDS
    assert {name: made[name] for name in body} == body
    assert (made["tag"], made["validated_by"], made["answer"], made["operator_name"]) == (
        *("geral", "pending"),
        *(None, None),
    )
    assert answer.headers["Location"] == f"{PATH}/{made['id']}"


def test_read_by_id_and_404(s2: Client) -> None:
    made = s2.create("Oi")

    found = s2.call("GET", f"/{made['id']}")
    missing = s2.call("GET", "/999999")

    assert (found.status_code, found.json()) == (200, made)
    assert missing.status_code == 404
    assert missing.json()["detail"] == "Mensagem não encontrada"


def test_update_answers_names_the_operator_and_validates(s2: Client) -> None:
    made = s2.create("Meu produto não liga")
    body = {
        "answer": "Claro! Como posso ajudá-lo?",
        "operator_name": "João Silva",
        "validated_by": "human",
    }

    answer = s2.call("PUT", f"/{made['id']}", json=body)

    assert answer.status_code == 200
    assert {name: answer.json()[name] for name in body} == body
    assert answer.json()["stale"] is False
    assert s2.call("GET", f"/{made['id']}").json() == answer.json()
    assert s2.call("PUT", "/999999", json=body).status_code == 404


def test_search_finds_what_means_the_same_with_its_score(s2: Client) -> None:
    s2.create("Estou com problema com o boleto deste mês", sector="financeiro")
    s2.create("Quero trocar a cor do aparelho", sector="vendas")
    s2.host.settle()

    found = s2.search("problema com boleto", sector="financeiro", limit=10, similarity_threshold=0.2)

    assert [one["message"] for one in found] == ["Estou com problema com o boleto deste mês"]
    assert [*_FIELDS, "similarity_score"] == [
        name for name in found[0] if name in (*_FIELDS, "similarity_score")
    ]
    assert 0.2 <= found[0]["similarity_score"] <= 1
    assert s2.search("problema com boleto", client_id=str(uuid.uuid4()), similarity_threshold=0) == []
    assert s2.search("problema com boleto", sector="vendas", similarity_threshold=0.99) == []


def test_a_tag_narrows_search_and_both_lists(s2: Client) -> None:
    one = s2.create("Sobre a etiqueta rara", tag=" VIP ", client_id=str(uuid.uuid4()))
    s2.create("Sobre a etiqueta rara", client_id=one["client_id"])
    s2.host.settle()

    found = s2.search("Sobre a etiqueta rara", tag="vip", similarity_threshold=0.5)
    of_client = s2.page(f"/client/{one['client_id']}", tag="vip")
    of_sector = s2.page("/sector/geral", tag="vip", per_page=100)

    assert one["tag"] == "vip"
    assert [it["id"] for it in found] == [it["id"] for it in of_client["messages"]] == [one["id"]]
    assert [it["id"] for it in of_sector["messages"]] == [one["id"]]


@pytest.mark.parametrize("kind", ["client", "sector"])
def test_pages_are_s2s_newest_first(s2: Client, kind: str) -> None:
    client_id = str(uuid.uuid4())
    made = [s2.create(f"página {number}", client_id=client_id, sector="admin") for number in range(3)]
    path = f"/client/{client_id}" if kind == "client" else "/sector/ADMIN"

    first = s2.page(path, page=1, per_page=2)
    last = s2.page(path, page=-(-first["total"] // 2), per_page=2)

    assert list(first) == ["messages", "total", "page", "per_page", "has_next", "has_prev"]
    assert [it["id"] for it in first["messages"]] == [made[2]["id"], made[1]["id"]]
    assert (first["page"], first["per_page"], first["has_next"], first["has_prev"]) == (1, 2, True, False)
    assert (last["has_next"], last["has_prev"]) == (False, True)
    assert s2.page(f"/client/{uuid.uuid4()}")["total"] == 0


def test_recent_is_reachable(s2: Client) -> None:
    made = [s2.create(f"recente {number}") for number in range(3)]

    answer = s2.call("GET", "/recent", params={"limit": 2})

    assert answer.status_code == 200
    assert [it["id"] for it in answer.json()] == [made[2]["id"], made[1]["id"]]
    assert len(s2.call("GET", "/recent").json()) <= 50


def test_delete_is_for_good_and_search_forgets(s2: Client) -> None:
    made = s2.create("Uma frase que some depois", sector="admin")
    s2.host.settle()
    before = s2.search("Uma frase que some depois")

    answer = s2.call("DELETE", f"/{made['id']}")

    assert [one["id"] for one in before] == [made["id"]]
    assert (answer.status_code, answer.content) == (204, b"")
    assert s2.call("GET", f"/{made['id']}").status_code == 404
    assert s2.call("DELETE", f"/{made['id']}").status_code == 404
    assert s2.search("Uma frase que some depois", similarity_threshold=0.5) == []


def test_the_node_of_n8n_sends_what_s2_did_not_know(s2: Client) -> None:
    """`{client_id: $json.sessionId, sector, message: $json.message || $json.chatInput}` and the rest of its item."""
    node = {
        "client_id": "550E8400E29B41D4A716446655440000",
        "sector": "",
        "tag": None,
        "message": "  Olá, tudo bem?  ",
        "chatInput": "Olá, tudo bem?",
        "action": "sendMessage",
        "metadata": {"origem": "site"},
    }

    made = s2.call("POST", "/", json=node).json()

    assert (made["client_id"], made["sector"], made["tag"]) == (CLIENT, "geral", "geral")
    assert made["message"] == "Olá, tudo bem?"


def test_the_first_calls_of_n8n_are_answered(s2: Client, local_host: LocalHost) -> None:
    body = {"client_id": CLIENT, "sector": "suporte", "message": "Teste N8N"}

    tested = s2.call("POST", "/test", json=body)
    pings = [local_host.get("/n8n-ping"), local_host.get(f"{PATH}/n8n-ping")]

    assert (tested.status_code, tested.json()["status"], tested.json()["received"]) == (200, "success", body)
    assert [(it.status_code, it.json()["status"]) for it in pings] == [(200, "success")] * 2
    assert local_host.get("/").status_code == local_host.get("/health").status_code == 200


@pytest.mark.parametrize(
    ("method", "path", "body"),
    [
        ("POST", "/", {"client_id": CLIENT, "sector": "marketing", "message": "x"}),
        ("POST", "/search", {"query": "x", "sector": "marketing"}),
        ("GET", "/sector/marketing", None),
        ("POST", "/", {"client_id": "joao", "message": "x"}),
        ("POST", "/search", {"query": "x", "client_id": "joao"}),
        ("GET", "/client/joao", None),
        ("POST", "/", {"client_id": CLIENT, "message": "   "}),
        ("POST", "/", {"client_id": CLIENT, "message": "x" * 10_001}),
        ("POST", "/search", {"query": ""}),
        ("POST", "/search", {"query": "x", "limit": 101}),
        ("POST", "/search", {"query": "x", "similarity_threshold": 1.1}),
        ("PUT", "/1", {"validated_by": "ninguem"}),
        ("PUT", "/1", {"operator_name": "R2D2"}),
        ("GET", "/recent?limit=101", None),
        ("GET", f"/client/{CLIENT}?page=0", None),
        ("GET", f"/client/{CLIENT}?per_page=101", None),
        ("GET", f"/client/{CLIENT}?page=10000&per_page=100", None),
    ],
)
def test_what_is_invalid_is_422_everywhere_in_s2s_shape(
    s2: Client, method: str, path: str, body: Any
) -> None:
    answer = s2.call(method, path, json=body)

    problem = answer.json()
    assert answer.status_code == 422
    assert answer.headers["content-type"] == "application/problem+json"
    assert {"error", "message", "details", "timestamp"} <= problem.keys()
    assert (problem["error"], problem["message"]) == ("entrada-invalida", problem["detail"])
    assert problem["details"] == {"errors": problem["errors"]}


def test_without_a_good_key_it_is_401_in_s2s_words(local_host: LocalHost) -> None:
    none, wrong = Client(local_host, None), Client(local_host, "x" * 40)

    answers = [
        who.call(method, path)
        for who in (none, wrong)
        for method, path in [("POST", "/"), ("GET", "/recent"), ("DELETE", "/1"), ("POST", "/search")]
    ]

    assert {(it.status_code, it.json()["detail"], it.json()["message"]) for it in answers} == {
        (401, _KEY, _KEY)
    }


def test_no_listing_of_all_is_405_in_s2s_shape(s2: Client) -> None:
    answer = s2.call("GET", "")

    assert (answer.status_code, answer.headers["allow"]) == (405, "POST")
    assert answer.json()["error"] == "metodo-nao-permitido"


def test_ids_of_our_clientes_serve_and_imported_numbers_stay_numbers(s2: Client, chefe: Attendant) -> None:
    novo = {"nome": "Ana Prates", "email": "ana.prates@exemplo.com.br"}
    ana = str(chefe.post("/clientes", novo, status=201)["id"])

    ours = s2.create("De um cliente nosso", client_id=ana)
    imported = s2.create("De um cliente importado", client_id=41)

    assert ours["client_id"] == ana
    assert imported["client_id"] == 41
    assert s2.page(f"/client/{ana}")["total"] == s2.page("/client/41")["total"] == 1


def test_a_repeated_post_with_its_key_makes_one(s2: Client) -> None:
    body = {"client_id": CLIENT, "message": "Uma vez só"}
    key = {"Idempotency-Key": "n8n-1"}

    first = s2.call("POST", "/", json=body, headers=key)
    again = s2.call("POST", "/", json=body, headers=key)
    other = s2.call("POST", "/", json=body | {"message": "Outra"}, headers=key)

    assert first.json()["id"] == again.json()["id"]
    assert [it.status_code for it in (first, again, other)] == [201, 201, 422]


def test_another_conta_sees_nothing_of_it(s2: Client, vizinha: Client) -> None:
    made = s2.create("O segredo da clínica está no cofre", sector="admin")
    s2.host.settle()

    one = [vizinha.call(method, f"/{made['id']}", json={}) for method in ("GET", "PUT", "DELETE")]

    assert [it.status_code for it in one] == [404, 404, 404]
    assert vizinha.search("O segredo da clínica está no cofre", similarity_threshold=0) == []
    assert vizinha.page(f"/client/{CLIENT}")["total"] == vizinha.page("/sector/admin")["total"] == 0
    assert vizinha.call("GET", "/recent").json() == []
    assert [it["id"] for it in s2.search("O segredo da clínica está no cofre")] == [made["id"]]


def test_a_validated_answer_grows_stale_and_people_approve_it_anew(own_host: LocalHost) -> None:
    s2 = Client(own_host, issue_token(own_host, "clinica", Papel.INTEGRACAO))
    chefe = Attendant(own_host, issue_token(own_host, "clinica", Papel.ATENDENTE))
    made = s2.create("Vocês abrem aos sábados?")
    s2.call("PUT", f"/{made['id']}", json={"answer": "Sim, até as 12h.", "validated_by": "human"})
    own_host.advance(days=181, resolution_s=86_400)

    stale = s2.call("GET", f"/{made['id']}").json()["stale"]
    listed = chefe.get("/sugestoes", situacao="vencidas")["itens"]
    approved = chefe.post(f"/sugestoes/{made['id']}/aprovar", {"answer": "Sim, até as 13h."})
    twice = chefe.call("POST", f"/sugestoes/{made['id']}/recusar")

    assert (stale, [it["id"] for it in listed]) == (True, [made["id"]])
    assert (approved["stale"], approved["answer"], approved["validated_by"]) == (
        False,
        "Sim, até as 13h.",
        "human",
    )
    assert twice.status_code == 409
    assert s2.call("GET", "/recent").json()[0]["answer"] == "Sim, até as 13h."
    assert own_host.get("/sugestoes").status_code == 401
    assert s2.host.get("/sugestoes", headers={"X-API-Key": "x" * 30}).status_code == 401
