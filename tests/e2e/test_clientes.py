"""Clientes over HTTP: as S1's and S4's own clients call, and as people look for, change and merge them."""

from concurrent.futures import ThreadPoolExecutor
from itertools import count
from typing import Any

import pytest

from shared.kit.auth import Papel
from tests.e2e.client import Attendant
from tests.local_host import LocalHost
from tests.tokens import issue_token

_BASIC = ("demonstracao", "somente-local-senha")
_numbers = count(1)


@pytest.fixture
def ana(local_host: LocalHost) -> Attendant:
    return Attendant(local_host)


@pytest.fixture(scope="module")
def chefe(local_host: LocalHost) -> Attendant:
    """An admin of the same conta."""
    return Attendant(local_host, issue_token(local_host, "demonstracao", Papel.ADMIN))


@pytest.fixture(scope="module")
def vizinha(local_host: LocalHost) -> Attendant:
    """An admin of another conta."""
    return Attendant(local_host, issue_token(local_host, "outra-clinica", Papel.ADMIN))


def someone(**fields: Any) -> dict[str, Any]:
    """A body of S1's, of a person nobody has."""
    number = next(_numbers)
    return {
        "nome": f"Pessoa {number}",
        "email": f"pessoa{number}@exemplo.com.br",
        "telefone": f"(11) 9{number:08}",
        "canal_preferido": "whatsapp",
    } | fields


def test_s1s_client_makes_and_reads_a_cliente(ana: Attendant) -> None:
    body = someone(campo_que_ninguem_conhece=1)

    made = ana.call("POST", "/clientes/", json=body)
    read = ana.call("GET", f"/clientes/{made.json()['id']}")

    assert made.status_code == 201
    assert made.headers["Location"] == f"/clientes/{made.json()['id']}"
    assert list(made.json())[:6] == ["id", "nome", "email", "telefone", "canal_preferido", "data_criacao"]
    assert (made.json()["nome"], made.json()["email"]) == (body["nome"], body["email"])
    assert (read.status_code, read.json()) == (200, made.json())
    assert read.headers["ETag"] == made.headers["ETag"]


def test_s1s_refusals_are_worded_as_s1_worded_them(ana: Attendant) -> None:
    body = someone()
    ana.post("/clientes", body, status=201)

    twice = ana.call("POST", "/clientes", json=body)
    nobody = ana.call("GET", "/clientes/999999")
    anonymous = ana.host.http.get("/clientes/")
    stranger = ana.host.http.get("/clientes/", headers={"Authorization": "Bearer x"})

    answers = [(it.status_code, it.json()["detail"]) for it in (twice, nobody, anonymous, stranger)]
    assert answers == [
        (400, "Email já cadastrado"),
        (404, "Cliente não encontrado"),
        (401, "Not authenticated"),
        (401, "Could not validate credentials"),
    ]


def test_of_two_at_once_with_one_email_one_is_made(ana: Attendant) -> None:
    body = someone()

    with ThreadPoolExecutor(4) as pool:
        found = list(pool.map(lambda _: ana.call("POST", "/clientes", json=body).status_code, range(4)))

    assert sorted(found) == [201, 400, 400, 400]


def test_s4s_client_gets_its_dict_by_basic_and_by_days(ana: Attendant) -> None:
    client_id = 900_000 + next(_numbers)
    ana.post("/clientes", someone(client_id=client_id, valor=1500, data_adesao="2024-03-15"), status=201)
    http = ana.host.http

    everyone = http.get("/clientes", auth=_BASIC).json()
    of_the_day = http.get(
        "/clientes?data_adesao_inicio=2024-03-15&data_adesao_fim=2024-03-15", auth=_BASIC
    ).json()
    inverted = http.get("/clientes?data_adesao_inicio=2024-03-16&data_adesao_fim=2024-03-15", auth=_BASIC)
    wrong = http.get("/clientes", auth=(_BASIC[0], "x" * 20))

    assert everyone[str(client_id)]["client_id"] == client_id
    assert list(of_the_day) == [str(client_id)]
    assert of_the_day[str(client_id)]["data_adesao"] == "2024-03-15T00:00:00"
    assert of_the_day[str(client_id)]["valor"] == 1500.0
    assert (inverted.status_code, wrong.status_code) == (422, 401)


def test_a_cliente_is_changed_by_who_read_its_newest_version(ana: Attendant) -> None:
    made = ana.call("POST", "/clientes", json=someone())
    path, etag = made.headers["Location"], made.headers["ETag"]
    change = {"telefones": ["(21) 3333-4444"], "documento": "12.ABC.345/01DE-35"}

    unsaid = ana.call("PATCH", path, json=change)
    done = ana.call("PATCH", path, json=change, headers={"If-Match": etag})
    late = ana.call("PATCH", path, json=change, headers={"If-Match": etag})
    fresh = ana.call("GET", path, headers={"If-None-Match": done.headers["ETag"]})

    assert [it.status_code for it in (unsaid, done, late, fresh)] == [428, 200, 412, 304]
    assert (done.json()["telefone"], done.json()["documento"]) == ("+552133334444", "12ABC34501DE35")


def test_a_cliente_is_searched_without_a_trace_in_the_address(ana: Attendant, vizinha: Attendant) -> None:
    body = someone(telefone="+55 51 9962-9004")
    made = ana.post("/clientes", body, status=201)
    asked = {"telefone": "(51) 99962-9004"}

    assert [it["id"] for it in ana.post("/clientes/buscar", asked)["itens"]] == [made["id"]]
    assert vizinha.post("/clientes/buscar", asked)["itens"] == []
    assert vizinha.call("GET", f"/clientes/{made['id']}").status_code == 404
    assert ana.call("POST", "/clientes/buscar", json={}).status_code == 422


def test_two_that_are_one_are_merged_with_their_relatos(ana: Attendant, chefe: Attendant) -> None:
    phone = f"(31) 9{next(_numbers):08}"
    relato_id = ana.tell(
        "Ana quer clareamento, R$ 900. Vai pensar.", cliente={"nome": "Ana", "telefone": phone}
    )
    duplicate = ana.relato(relato_id)["cliente_id"]
    stays = ana.call("POST", "/clientes", json=someone(nome="Ana Lima", telefone=None))
    path, tag = stays.headers["Location"], {"If-Match": stays.headers["ETag"]}

    forbidden = ana.call("POST", f"{path}/mesclar", json={"duplicado_id": duplicate}, headers=tag)
    merged = chefe.call("POST", f"{path}/mesclar", json={"duplicado_id": duplicate}, headers=tag)
    old = ana.call("GET", f"/clientes/{duplicate}")

    assert (forbidden.status_code, merged.status_code) == (403, 200)
    assert merged.json()["telefone"] is not None
    assert (old.json()["id"], old.headers["Content-Location"]) == (stays.json()["id"], path)
    assert ana.relato(relato_id)["cliente_id"] == stays.json()["id"]


def test_consents_opt_outs_and_the_law_are_on_the_cliente(ana: Attendant, chefe: Attendant) -> None:
    made = ana.post("/clientes", someone(), status=201)
    path = f"/clientes/{made['id']}"
    consent = {"finalidade": "marketing", "concedido": True, "texto_versao": "v1"}
    proof = {"canal": "whatsapp", "evidencia": "wamid.1"}
    reason = {"motivo": "Prontuário", "ate": "2046-02-14"}

    ana.post(f"{path}/consentimentos", consent | proof, status=201)
    out = ana.post(f"{path}/opt-out", proof)
    back = ana.call("DELETE", f"{path}/opt-out", params={"canal": "telefone", "evidencia": "ligacao-1"})
    kept = chefe.call("PUT", f"{path}/guarda-legal", json=reason)

    assert out["opt_out"]["evidencia"] == "wamid.1"
    assert (back.status_code, back.json()["opt_out"]) == (200, None)
    assert [line["sair"] for line in back.json()["opt_outs"]] == [True, False]
    assert ana.call("PUT", f"{path}/guarda-legal", json=reason).status_code == 403
    assert kept.json()["guarda_legal"] == reason
    assert [line["evidencia"] for line in kept.json()["consentimentos"]] == ["wamid.1"]


def test_the_same_key_makes_one_cliente(ana: Attendant) -> None:
    body = someone()
    first = ana.post("/clientes", body, status=201, idempotency_key="c-1")

    again = ana.post("/clientes", body, status=201, idempotency_key="c-1")
    other = ana.call("POST", "/clientes", json=someone(), headers={"Idempotency-Key": "c-1"})

    assert again["id"] == first["id"]
    assert other.status_code == 422
