"""Atividades through HTTP alone: lotes and their repetitions, S4's logins by Basic, a mescla, an export."""

import json
from datetime import timedelta
from itertools import count
from typing import Any

import pytest

from tests.e2e.client import Attendant
from tests.e2e.test_credenciais import made_by_command
from tests.local_host import LocalHost

BASIC = ("demonstracao", "somente-local-senha")
_numbers = count(700_001)


@pytest.fixture(scope="module")
def admin(local_host: LocalHost) -> Attendant:
    return made_by_command(local_host, "demonstracao")


def new_tenant(admin: Attendant) -> tuple[int, str]:
    """A cliente's tenant_id, and its id."""
    tenant_id = next(_numbers)
    fields = {"nome": f"Loja {tenant_id}", "email": f"loja{tenant_id}@exemplo.com.br", "tenant_id": tenant_id}
    return tenant_id, str(admin.post("/clientes", fields, status=201)["id"])


def login(
    admin: Attendant, tenant_id: int, *, days: int = 0, hora: str = "00:00:01", **user: Any
) -> dict[str, Any]:
    day = admin.today() - timedelta(days=days)
    return {"tipo": "login", "tenant_id": tenant_id, "em": f"{day.isoformat()}T{hora}", **user}


def logins(host: LocalHost, **asked: Any) -> Any:
    return host.http.request("GET", "/logins", auth=BASIC, **asked)


def test_s4s_documented_request_lists_the_logins_of_a_tenant(local_host: LocalHost, admin: Attendant) -> None:
    tenant_id, _ = new_tenant(admin)
    joao = {"usuario_nome": "João Silva", "usuario_email": "joao@empresa.com"}
    maria = {"usuario_nome": "Maria Santos", "usuario_email": "maria@empresa.com"}
    entries = [
        login(admin, tenant_id, days=1, hora="09:15:00", id=98764, **maria),
        login(admin, tenant_id, days=1, hora="14:30:00", id=98765, **joao),
        login(admin, tenant_id, days=29, id=98000, **joao),
        login(admin, tenant_id, days=30, id=97000, **joao),
    ]
    recibo = admin.post("/atividades", {"lote_id": f"acessos-{tenant_id}", "atividades": entries})

    headers = {"Content-Type": "application/json"}
    as_text = logins(local_host, content=json.dumps({"tenant_id": str(tenant_id)}), headers=headers)
    as_number = logins(local_host, content=json.dumps({"tenant_id": tenant_id}), headers=headers)
    by_query = logins(local_host, params={"tenant_id": tenant_id})

    yesterday = (admin.today() - timedelta(days=1)).isoformat()
    told = as_text.json()
    assert recibo["contadas"] == 4
    assert as_text.status_code == 200
    assert as_number.json() == by_query.json() == told
    assert {name: told[name] for name in told if name != "logins"} == {
        "tenant_id": tenant_id,
        "periodo": "últimos 30 dias",
        "total_logins": 3,
        "usuarios_unicos": 2,
        "dias_com_acesso": 2,
    }
    assert [one["id"] for one in told["logins"]] == [98765, 98764, 98000]
    assert told["logins"][0] == {
        "id": 98765,
        **joao,
        "data_login": f"{yesterday}T14:30:00",
        "data": yesterday,
        "hora": "14:30:00",
    }


def test_logins_are_refused_as_s4_and_problems_say(local_host: LocalHost) -> None:
    nobody = local_host.get("/logins", params={"tenant_id": 1})
    wrong = local_host.get("/logins", params={"tenant_id": 1}, auth=(BASIC[0], "outra"))
    unknown = logins(local_host, params={"tenant_id": 999_999_999})
    unsaid = logins(local_host)
    unreadable = logins(local_host, content="{", headers={"Content-Type": "application/json"})

    statuses = [one.status_code for one in (nobody, wrong, unknown, unsaid, unreadable)]
    assert statuses == [401, 401, 404, 422, 400]
    assert (nobody.json()["detail"], wrong.json()["detail"]) == ("Acesso negado.", "Acesso negado.")
    assert unknown.json()["type"] == "urn:retorno:problema:tenant-nao-encontrado"
    assert unsaid.json()["errors"] == [{"pointer": "#/tenant_id", "detail": "é obrigatório"}]


def test_a_lote_counts_once_and_tells_by_place_what_it_could_not(
    local_host: LocalHost, admin: Attendant
) -> None:
    tenant_id, _ = new_tenant(admin)
    tomorrow = login(admin, tenant_id, days=-2)
    lote = {
        "lote_id": f"lote-{tenant_id}",
        "atividades": [login(admin, tenant_id), tomorrow, login(admin, 999_999_998), login(admin, tenant_id)],
    }

    first = admin.post("/atividades", lote)
    again = admin.post("/atividades", lote)
    other = admin.call("POST", "/atividades", json=lote | {"atividades": [login(admin, tenant_id)]})

    refused = [(one["indice"], one["motivo"]) for one in first["recusadas"]]
    assert refused == [(1, "no_futuro"), (2, "cliente_desconhecido")]
    assert (first["contadas"], first["repetido"]) == (2, False)
    assert again == first | {"repetido": True}
    assert (other.status_code, other.json()["type"]) == (422, "urn:retorno:problema:lote-reutilizado")
    assert logins(local_host, params={"tenant_id": tenant_id}).json()["total_logins"] == 2


def test_one_alone_is_repeated_by_its_key_and_refused_by_its_field(
    local_host: LocalHost, admin: Attendant
) -> None:
    tenant_id, _ = new_tenant(admin)
    key = f"chave-{tenant_id}"

    told = [admin.post("/atividades", login(admin, tenant_id), Idempotency_Key=key) for _ in range(2)]
    unknown = admin.call("POST", "/atividades", json=login(admin, 999_999_997))
    odd = admin.call("POST", "/atividades", json={"tipo": "visita", "tenant_id": tenant_id})

    assert [one["repetido"] for one in told] == [False, True]
    assert logins(local_host, params={"tenant_id": tenant_id}).json()["total_logins"] == 1
    assert (unknown.status_code, unknown.json()["errors"][0]["pointer"]) == (422, "#/tenant_id")
    assert {one["pointer"] for one in odd.json()["errors"]} == {"#/tipo", "#/em"}


def test_what_two_clientes_did_is_one_history_once_they_are_one(
    local_host: LocalHost, admin: Attendant
) -> None:
    (stays, stays_id), (goes, goes_id) = new_tenant(admin), new_tenant(admin)
    for tenant_id in (stays, goes):
        admin.post("/atividades", login(admin, tenant_id, usuario_nome=f"Pessoa {tenant_id}"))

    etag = admin.call("GET", f"/clientes/{stays_id}").headers["ETag"]
    merged = admin.call(
        "POST",
        f"/clientes/{stays_id}/mesclar",
        json={"duplicado_id": goes_id},
        headers={"If-Match": etag},
    )
    told = logins(local_host, params={"tenant_id": stays}).json()
    (counted,) = admin.get(f"/titulares/{stays_id}/exportar")["dados"]["atividades"][:1]

    assert merged.status_code == 200, merged.text
    assert (told["total_logins"], told["usuarios_unicos"]) == (2, 2)
    assert counted["dias"] == {admin.today().isoformat(): {"login": 2}}
    assert logins(local_host, params={"tenant_id": goes}).status_code == 404


def test_a_lote_about_a_thousand_clientes_is_counted_whole(local_host: LocalHost, admin: Attendant) -> None:
    tenants = [next(_numbers) for _ in range(1_000)]
    rows = [{"nome": f"Loja {one}", "client_id": one, "tenant_id": one} for one in tenants]
    answer = admin.call("POST", "/clientes/importar", json=rows)
    assert answer.status_code == 202, answer.text
    local_host.settle()

    entered = login(admin, 0)
    lote = [entered | {"tenant_id": one} for one in tenants]
    told = admin.post("/atividades", {"lote_id": "mil", "atividades": lote})

    assert (told["contadas"], told["recusadas"]) == (1_000, [])
    assert logins(local_host, params={"tenant_id": tenants[-1]}).json()["total_logins"] == 1
