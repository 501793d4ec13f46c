"""S1's documented requests, one by one: its paths with and without the slash, its fields, types, statuses and words.

Its metrics have a suite of their own.
"""

import re
from datetime import datetime
from typing import Any

import pytest

from tests.e2e.client import Attendant
from tests.e2e.s1 import (
    ABERTO,
    CHAMADO,
    NOBODY,
    has_fields,
    numbers,
    opened,
    signed_up,
    someone,
    told,
)
from tests.local_host import LocalHost

pytestmark = pytest.mark.parametrize("local_host", [{"CADASTRO": "aberto"}], indirect=True, ids=["aberto"])


@pytest.fixture(scope="module", params=["", "/"], ids=["sem barra", "com barra"])
def barra(request: pytest.FixtureRequest) -> str:
    """How S1's clients end an address: its code has the slash, its document often not."""
    return str(request.param)


@pytest.fixture(scope="module")
def ana(local_host: LocalHost) -> Attendant:
    return signed_up(local_host)


@pytest.fixture
def marina(ana: Attendant) -> Any:
    """The id of a new cliente."""
    return ana.post("/clientes", someone(), status=201)["id"]


@pytest.mark.parametrize("canal", ["site", "whatsapp", "email"])
def test_a_chamado_is_opened_and_read(ana: Attendant, marina: Any, canal: str, barra: str) -> None:
    body = {"cliente_id": marina, "canal": canal, "mensagem": "Preciso da segunda via do boleto", "x": 1}

    made = ana.call("POST", f"/chamados{barra}", json=body)
    read = ana.call("GET", f"/chamados/{made.json()['chamado_id']}{barra}")

    assert (made.status_code, read.status_code) == (201, 200)
    assert has_fields(made.json(), ABERTO)
    assert has_fields(read.json(), CHAMADO)
    assert made.json()["prioridade"] in ("baixa", "media", "alta")
    assert made.json()["resposta"]
    assert made.headers["Location"] == f"/chamados/{made.json()['chamado_id']}"
    assert datetime.fromisoformat(made.json()["data_criacao"]).tzinfo is not None
    assert re.fullmatch(r"\d{14}-[0-9A-Z]{4}", made.json()["protocolo"])
    shown = read.json()
    assert (shown["id"], shown["mensagem"]) == (made.json()["chamado_id"], body["mensagem"])
    assert (shown["cliente_id"], shown["canal"]) == (marina, canal)
    assert shown["status"] in ("aberto", "encaminhado")  # nothing is solved on its own word


def test_numbers_in_strings_and_strings_of_numbers_are_the_same_cliente(ana: Attendant) -> None:
    assert told(ana.call("POST", "/chamados", json=_body(int(NOBODY)))) == (404, "Cliente não encontrado")
    assert told(ana.call("POST", "/chamados", json=_body(NOBODY))) == (404, "Cliente não encontrado")


@pytest.mark.parametrize(
    "wrong", [{"canal": "fax"}, {"mensagem": ""}, {"mensagem": None}, {"cliente_id": []}]
)
def test_a_body_that_is_none_of_s1s_is_422(ana: Attendant, marina: Any, wrong: dict[str, Any]) -> None:
    answer = ana.call("POST", "/chamados", json=_body(marina) | wrong)

    assert answer.status_code == 422
    assert [error["pointer"] for error in answer.json()["errors"]] == [f"#/{name}" for name in wrong]


@pytest.mark.parametrize(
    "mensagem",
    [
        "meu boleto veio com erro, é urgente",
        "OBRIGADO, mas continua sem funcionar",
        "sou obrigado a pagar essa taxa?",
        "não quero upgrade, quero cancelar",
        "😡",
    ],
)
def test_s1s_traps_are_answered_by_nobody_but_a_person(ana: Attendant, marina: Any, mensagem: str) -> None:
    made = opened(ana, marina, mensagem)

    assert (made["resolvido_automaticamente"], made["encaminhado_para_humano"]) == (False, True)
    assert ana.get(f"/chamados/{made['chamado_id']}")["status"] == "encaminhado"


def test_what_was_urgent_to_s1_is_so_here(ana: Attendant, marina: Any) -> None:
    assert opened(ana, marina, "O sistema não funciona, é urgente!")["prioridade"] == "alta"


def test_a_chamado_that_is_not_there_is_refused_in_s1s_words(ana: Attendant, barra: str) -> None:
    assert told(ana.call("GET", f"/chamados/{NOBODY}{barra}")) == (404, "Chamado não encontrado")
    refused = ana.call("PUT", f"/chamados/{NOBODY}{barra}", params={"novo_status": "aberto"})
    assert told(refused) == (404, "Chamado não encontrado")


# ---- lists


def test_the_list_is_plain_newest_first_filtered_and_skipped(ana: Attendant, marina: Any, barra: str) -> None:
    ids = [opened(ana, marina, f"Pergunta {number}", canal="email")["chamado_id"] for number in range(3)]

    newest = ana.call("GET", f"/chamados{barra}", params={"limit": 2}).json()
    second = ana.call("GET", f"/chamados{barra}", params={"skip": 1, "limit": 1}).json()
    mail = ana.call("GET", f"/chamados{barra}", params={"canal": "email"}).json()

    assert [one["id"] for one in newest] == [ids[2], ids[1]]
    assert [one["id"] for one in second] == [ids[1]]
    assert {one["canal"] for one in mail} == {"email"}
    assert all(has_fields(one, CHAMADO) for one in newest)
    assert len(ana.call("GET", f"/chamados{barra}").json()) <= 10


@pytest.mark.parametrize("name", ["status_filtro", "status"])
def test_both_names_of_the_filter_know_s1s_three_states(
    ana: Attendant, marina: Any, name: str, barra: str
) -> None:
    for status in ("aberto", "resolvido", "encaminhado"):
        chamado = opened(ana, marina)["chamado_id"]
        ana.call("PUT", f"/chamados/{chamado}{barra}", params={"novo_status": status})

        found = ana.call("GET", f"/chamados{barra}", params={name: status, "limit": 1}).json()

        assert [(one["id"], one["status"]) for one in found] == [(chamado, status)]


@pytest.mark.parametrize("query", [{"status_filtro": "x"}, {"status": "x"}, {"canal": "fax"}, {"limit": 0}])
def test_a_filter_that_is_none_is_422(ana: Attendant, query: dict[str, Any], barra: str) -> None:
    assert ana.call("GET", f"/chamados{barra}", params=query).status_code == 422


def test_the_chamados_of_a_cliente_are_theirs(ana: Attendant, marina: Any, barra: str) -> None:
    ids = [opened(ana, marina, f"Pergunta {number}")["chamado_id"] for number in range(3)]

    every = ana.call("GET", f"/chamados/cliente/{marina}{barra}")
    last = ana.call("GET", f"/chamados/cliente/{marina}{barra}", params={"skip": 2, "limit": 5})
    nobody = ana.call("GET", f"/chamados/cliente/{NOBODY}{barra}")

    assert [one["id"] for one in every.json()] == ids[::-1]
    assert all(has_fields(one, CHAMADO) for one in every.json())
    assert [one["id"] for one in last.json()] == ids[:1]
    assert told(nobody) == (404, "Cliente não encontrado")


# ---- the status


def test_the_status_is_changed_by_the_query_alone(ana: Attendant, marina: Any, barra: str) -> None:
    chamado = opened(ana, marina)["chamado_id"]

    for status in ("resolvido", "aberto", "encaminhado", "resolvido", "encaminhado", "aberto"):
        changed = ana.call("PUT", f"/chamados/{chamado}{barra}", params={"novo_status": status})

        assert (changed.status_code, changed.json()["status"]) == (200, status)
        assert has_fields(changed.json(), CHAMADO)
    assert ana.get(f"/chamados/{chamado}")["reaberturas"] == 2


def test_the_status_is_changed_by_a_body_too(ana: Attendant, marina: Any) -> None:
    chamado = opened(ana, marina)["chamado_id"]

    body = {"status": "resolvido", "motivo": "Combinado por telefone."}
    changed = ana.call("PUT", f"/chamados/{chamado}", json=body).json()

    assert changed["status"] == "resolvido"
    assert changed["historico"][-1]["motivo"] == "Combinado por telefone."


def test_a_status_that_is_none_is_refused_as_s1_refuses_it(ana: Attendant, marina: Any, barra: str) -> None:
    chamado = opened(ana, marina)["chamado_id"]

    wrong = ana.call("PUT", f"/chamados/{chamado}{barra}", params={"novo_status": "cancelado"})
    none = ana.call("PUT", f"/chamados/{chamado}{barra}")

    assert wrong.status_code == 400
    assert wrong.json()["detail"].startswith(
        "Status inválido. Deve ser um de: ['aberto', 'resolvido', 'encaminhado'"
    )
    assert none.status_code == 422


def test_what_is_closed_stays_closed(ana: Attendant, marina: Any) -> None:
    chamado = opened(ana, marina)["chamado_id"]
    closed = ana.call("PUT", f"/chamados/{chamado}", params={"novo_status": "fechado"})

    again = ana.call("PUT", f"/chamados/{chamado}", params={"novo_status": "aberto"})

    assert (closed.json()["status"], closed.json()["situacao"]) == ("resolvido", "fechado")
    assert again.status_code == 409


# ---- beside S1


def test_who_prefers_not_to_wait_is_told_where_to_look(ana: Attendant, marina: Any) -> None:
    answer = ana.call("POST", "/chamados", json=_body(marina), headers={"Prefer": "respond-async"})
    before = answer.json()
    ana.host.settle()

    shown = ana.get(answer.headers["Location"])

    assert (answer.status_code, answer.headers["Preference-Applied"]) == (202, "respond-async")
    assert (before["situacao"], before["id"]) == ("aberto", shown["id"])
    assert shown["classificacao"]["origem"]


def test_one_key_opens_one_chamado(ana: Attendant, marina: Any) -> None:
    key = {"Idempotency-Key": f"chave-{next(numbers)}"}

    first = ana.call("POST", "/chamados", json=_body(marina), headers=key)
    again = ana.call("POST", "/chamados", json=_body(marina), headers=key)
    other = ana.call("POST", "/chamados", json=_body(marina) | {"mensagem": "Outra"}, headers=key)

    assert first.json()["chamado_id"] == again.json()["chamado_id"]
    assert (again.status_code, other.status_code) == (201, 422)


def _body(cliente_id: Any) -> dict[str, Any]:
    return {"cliente_id": cliente_id, "canal": "site", "mensagem": "Qual o endereço de vocês?"}
