"""A correction through HTTP while the flow is running: the days move, and who is contacted when moves with them."""

from datetime import timedelta
from typing import Any

import pytest

from tests.e2e.client import Attendant
from tests.local_host import LocalHost

APARELHO = "Marina quer aparelho, R$ 2.500,00 em 10x no cartão. Vai pensar com o marido. Paula"


@pytest.fixture
def paula(local_host: LocalHost) -> Attendant:
    return Attendant(local_host)


def correct(attendant: Attendant, relato_id: str, **fields: Any) -> dict[str, Any]:
    etag = attendant.call("GET", f"/relatos/{relato_id}").headers["etag"]
    answer = attendant.call(
        "PATCH", f"/relatos/{relato_id}/extracao", json=fields, headers={"If-Match": etag}
    )
    assert answer.status_code == 200, answer.text
    return dict(answer.json())


def test_a_promise_that_a_person_adds_moves_the_contacts_of_a_running_flow(paula: Attendant) -> None:
    relato_id = paula.tell(APARELHO)
    promised = paula.today() + timedelta(days=20)

    moved = correct(paula, relato_id, proximo_contato=str(promised), valor_orcamento=2200)
    paula.host.advance(days=15)
    before = paula.contacts(relato_id)
    paula.host.advance(days=10)
    between = paula.contacts(relato_id)
    paula.host.advance(days=12)

    assert moved["status"] == "em_acompanhamento"
    assert moved["contatos"][0]["data_nominal"] == str(promised)
    assert moved["extracao"]["correcoes"]["valor_orcamento"]["origem"] == "pessoa"
    assert (before, between) == ([], [1])
    assert paula.contacts(relato_id) == [1, 2]
    assert paula.relato(relato_id)["resultado"] == "sem_resposta"


def test_what_was_made_is_not_made_again_and_the_rest_moves(paula: Attendant) -> None:
    relato_id = paula.tell(APARELHO)
    paula.host.advance(days=7)
    promised = paula.today() + timedelta(days=10)

    moved = correct(paula, relato_id, proximo_contato=str(promised))
    paula.host.advance(days=40)

    assert [one["situacao"] for one in moved["contatos"]][:2] == ["tarefa_criada", "agendado"]
    assert moved["contatos"][1]["data_nominal"] == str(promised)
    assert paula.contacts(relato_id) == [one["numero"] for one in moved["contatos"]]


def test_a_correction_needs_the_version_that_was_read(paula: Attendant) -> None:
    relato_id = paula.tell(APARELHO)
    path = f"/relatos/{relato_id}/extracao"
    read = paula.call("GET", f"/relatos/{relato_id}").headers["etag"]
    correct(paula, relato_id, identidade_cliente="Marina Lopes")

    unnamed = paula.call("PATCH", path, json={"parcelas": 3})
    late = paula.call("PATCH", path, json={"parcelas": 3}, headers={"If-Match": read})
    wrong = paula.call("PATCH", path, json={"parcelas": "3"}, headers={"If-Match": "*"})

    assert [unnamed.status_code, late.status_code, wrong.status_code] == [428, 412, 422]
    assert wrong.json()["errors"][0]["pointer"] == "#/parcelas"
