"""The app as a whole on the Cosmos adapter: who gets in, clientes, a file of them, relatos, an erasure, the audit.

The store's contract is proven apart; here the features' own queries and batches reach the emulator through the real
SDK. `cosmosdb_server.cjs` says what the emulator is.
"""

import asyncio
from collections.abc import Iterator
from typing import Any

import pytest

from shared.adapters.cosmos import CosmosDocuments
from tests.e2e.client import Attendant
from tests.local_host import LocalHost

_KEY, _DATABASE = "cmV0b3Jubw==", "retorno-app"
# What a deployment makes before the app starts.
CONTAINERS = (
    *(
        "acessos",
        "atendimentos",
        "atividades",
        "auditoria",
        "chamados",
        "clientes",
        "contas",
        "credenciais",
        "envios",
        "identidades",
        "importacoes",
    ),
    *(
        "limites",
        "mensagens",
        "pedidos",
        "perguntas",
        "recebimentos",
        "relatos",
        "respostas",
        "resumos",
        "ritmos",
        "saude",
        "supressoes",
        "tarefas",
        "usuarios",
    ),
)
_FILE = "nome;celular;e-mail\r\nAna Lima;(11) 98888-7777;ana@exemplo.com.br\r\nBia;não tem;\r\nCaio;11977776666;\r\n"


@pytest.fixture(scope="module")
def host(cosmos_emulator: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[LocalHost]:
    asyncio.run(_make_containers(cosmos_emulator))
    environ = {
        "DOCUMENTOS__TIPO": "cosmos",
        "DOCUMENTOS__ENDPOINT": cosmos_emulator,
        "DOCUMENTOS__CHAVE": _KEY,
        "DOCUMENTOS__BANCO": _DATABASE,
        "CADASTRO": "aberto",
    }
    host = LocalHost(tmp_path_factory.mktemp("host"), environ=environ)
    yield host.start()
    host.close()


async def _make_containers(endpoint: str) -> None:
    documents = CosmosDocuments(endpoint=endpoint, key=_KEY, database=_DATABASE, create_missing=True)
    for container in CONTAINERS:
        await documents.container(container)
    await documents.close()


@pytest.fixture(scope="module")
def admin(host: LocalHost) -> Attendant:
    answer = host.post("/auth/login", json={"username": "admin", "password": "somente-local-senha"})
    assert answer.status_code == 200, answer.text
    return Attendant(host, answer.json()["access_token"])


def found(who: Attendant, **busca: Any) -> list[dict[str, Any]]:
    itens: list[dict[str, Any]] = who.post("/clientes/buscar", busca)["itens"]
    return itens


def changed(who: Attendant, method: str, path: str, body: Any) -> dict[str, Any]:
    """The answer to a change of the newest version."""
    place = path.removesuffix("/mesclar")
    etag = who.call("GET", place).headers["etag"]
    answer = who.call(method, path, json=body, headers={"If-Match": etag})
    assert answer.status_code == 200, answer.text
    return dict(answer.json())


def test_who_signs_up_logs_in_and_is_listed(host: LocalHost, admin: Attendant) -> None:
    novo = {"username": "renata", "email": "renata@exemplo.com.br", "password": "uma senha comprida"}

    signed = host.post("/auth/signup", json=novo)
    again = host.post("/auth/signup", json=novo)
    wrong = host.post("/auth/login", json={"username": "renata", "password": "outra"})
    right = host.post("/auth/login", json={"username": "renata", "password": "uma senha comprida"})

    assert [one.status_code for one in (signed, again, wrong, right)] == [201, 400, 401, 200]
    assert {one["username"] for one in admin.get("/usuarios")["itens"]} == {"admin", "renata"}


def test_a_cliente_is_made_found_changed_and_merged(admin: Attendant) -> None:
    one = admin.post("/clientes", {"nome": "Marina Duarte", "email": "marina@exemplo.com.br"}, status=201)
    two = admin.post("/clientes", {"nome": "Marina D.", "telefone": "(21) 98765-4321"}, status=201)

    taken = admin.call("POST", "/clientes", json={"nome": "Outra", "email": "marina@exemplo.com.br"})
    changed(admin, "PATCH", f"/clientes/{one['id']}", {"observacoes": "prefere de manhã"})
    changed(admin, "POST", f"/clientes/{one['id']}/mesclar", {"duplicado_id": two["id"]})

    assert taken.status_code == 400
    assert [cliente["id"] for cliente in found(admin, telefone="21 98765-4321")] == [one["id"]]
    assert [cliente["id"] for cliente in found(admin, nome="marina")] == [one["id"]]
    assert admin.get(f"/clientes/{two['id']}")["id"] == one["id"]
    listed = admin.call("GET", "/clientes?skip=0").json()
    paged = admin.get("/clientes", limite=1, formato="pagina")["itens"]
    assert [cliente["id"] for cliente in (*listed, *paged)] == [one["id"]] * 2


def test_a_file_of_clientes_comes_in_and_tells_its_bad_rows(host: LocalHost, admin: Attendant) -> None:
    sent = admin.call(
        "POST", "/clientes/importar", content=_FILE.encode(), headers={"Content-Type": "text/csv"}
    )
    host.settle()

    told = admin.get(f"/importacoes/{sent.json()['id']}")
    assert (told["status"], told["novos"], told["com_erro"]) == ("concluida", 2, 1)
    assert [(erro["linha"], erro["campo"]) for erro in told["erros"]] == [(3, "telefone")]
    assert len(found(admin, email="ana@exemplo.com.br")) == 1


def test_who_is_erased_is_gone_and_the_audit_has_it_all(host: LocalHost, admin: Attendant) -> None:
    cliente = {"nome": "Lívia Quaresmeira", "telefone": "(62) 98877-6655"}
    relato_id = Attendant(host).tell("Canal de R$ 800,00, vai pensar. Ass. Paula", cliente=cliente)
    [livia] = found(admin, telefone="62 98877-6655")

    exported = admin.get(f"/titulares/{livia['id']}/exportar")
    admin.post(f"/titulares/{livia['id']}/eliminar", {"motivo": "pedido do titular"}, status=202)
    host.settle()

    assert relato_id in str(exported)
    assert found(admin, telefone="62 98877-6655") == []
    assert admin.call("GET", f"/clientes/{livia['id']}").status_code == 404
    assert admin.call("GET", f"/relatos/{relato_id}").status_code == 404
    acts = {registro["acao"] for registro in admin.get("/auditoria", limite=200)["itens"]}
    assert {"post_clientes", "importacao.part_applied"} <= acts
    assert "Traceback" not in host.log()
