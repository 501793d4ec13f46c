"""Everything of a person handed over, then erased: from documents, flows, queues, and from the bytes on the disk."""

import asyncio
import json
import time
from datetime import UTC, datetime

import pytest

from shared.adapters.queues import StorageQueues
from shared.adapters.sqlite import SqliteDocuments
from tests.e2e.client import Attendant
from tests.e2e.titular import (
    CONTA,
    DOCUMENTO,
    EMAIL,
    NOME,
    TELEFONE,
    admin,
    documents_naming_her,
    erase,
    fill,
    ids_in,
    known_to_search,
    pedido,
    status_of,
    steps_of,
    traces,
)
from tests.local_host import LocalHost


def test_a_person_with_data_in_every_container_leaves_nothing_but_a_hash(own_host: LocalHost) -> None:
    her = fill(own_host)
    other = Attendant(own_host).tell(
        "José quer clareamento, R$ 700,00. Ass. Paula", cliente={"nome": "José Lins"}
    )
    held = {"atividades", "clientes", "envios", "importacoes", "mensagens", "relatos", "tarefas"}
    assert held <= set(documents_naming_her(own_host))
    assert known_to_search(own_host)

    exported = admin(own_host).get(f"/titulares/{her.cliente_id}/exportar")
    pedido_id = erase(own_host, her.cliente_id)
    own_host.settle()
    done = pedido(own_host, pedido_id)

    assert {relato["id"] for relato in exported["dados"]["relatos"]} == set(her.relato_ids)
    assert (done["status"], done["bloqueado"], done["motivo"]) == ("concluido", None, None)
    assert {passo["nome"]: passo["itens"] for passo in done["passos"]} == {
        "importacoes": 2,  # a row that waits, and a file's name
        "relatos": 3,
        "fluxos": 3,
        "tarefas": 2,
        "envios": 1,
        "atividades": 2,  # what is counted of her, and a login
        "saude": 0,
        "resumos": 0,
        "recebimentos": 0,
        "chamados": 0,
        "perguntas": 0,
        "mensagens": 2,
        "atendimentos": 0,
        "supressoes": 3,
        "botconversa": 0,
        "clientes": 2,
    }
    assert traces(own_host) == {}
    assert known_to_search(own_host) == 0
    assert len(ids_in(own_host, "supressoes")) == 3
    assert admin(own_host).call("GET", f"/titulares/{her.cliente_id}/exportar").status_code == 404
    assert Attendant(own_host).relato(other)["status"] == "em_acompanhamento"
    assert own_host.get("/local/estado").json()["instancias"]["total"] == 1
    own_host.close()
    assert traces(own_host) == {}


def test_the_export_is_complete_and_says_why_with_whom_and_for_how_long(own_host: LocalHost) -> None:
    her = fill(own_host)

    exported = admin(own_host).get(f"/titulares/{her.cliente_id}/exportar")
    declared = admin(own_host).call(
        "GET", f"/titulares/{her.cliente_id}/exportar", params={"formato": "texto"}
    )

    cliente, twin = exported["dados"]["clientes"]
    assert (cliente["nome"], cliente["telefones"], cliente["documento"]) == (NOME, [TELEFONE], DOCUMENTO)
    assert EMAIL in cliente["emails"]
    assert twin["mesclado_em"] == her.cliente_id
    assert cliente["consentimentos"][0]["finalidade"] == "marketing"
    assert {one["tipo"] for one in cliente["identidades"]} == {"telefone", "email", "documento"}
    relato = next(one for one in exported["dados"]["relatos"] if one["id"] == her.relato_ids[0])
    assert relato["texto"].startswith("Falei com")
    assert relato["extracao"]["valor_orcamento"] == 2500
    assert len(relato["contatos"]) == 3
    assert {one["relato_id"] for one in exported["dados"]["tarefas"]} <= set(her.relato_ids)
    assert exported["dados"]["importacoes"][0]["celulas"]["nome"] == NOME
    assert exported["finalidades"] == ["atendimento", "acompanhamento", "marketing"]
    assert exported["compartilhado_com"] == []
    assert exported["retencao"][0]["prazo"] == "12 meses sem contato"
    assert declared.headers["Content-Type"] == "text/plain; charset=utf-8"
    assert f"nome: {NOME}" in declared.text
    assert "Com ninguém fora desta organização." in declared.text
    assert "None" not in declared.text


def test_what_the_law_keeps_is_one_document_that_nobody_is_shown(own_host: LocalHost) -> None:
    her = fill(own_host)
    boss = admin(own_host)
    etag = boss.call("GET", f"/clientes/{her.cliente_id}").headers["ETag"]
    held = boss.call(
        "PUT",
        f"/clientes/{her.cliente_id}/guarda-legal",
        json={"motivo": "Prontuário: Lei 13.787/2018, 20 anos", "ate": "2045-01-01"},
        headers={"If-Match": etag},
    )
    assert held.is_success, held.text

    pedido_id = erase(own_host, her.cliente_id)
    own_host.settle()

    assert pedido(own_host, pedido_id)["bloqueado"] == {
        "motivo": "Prontuário: Lei 13.787/2018, 20 anos",
        "ate": "2045-01-01",
    }
    assert documents_naming_her(own_host) == {"clientes": 1}
    # The name in its field and in the two that it is found by, the documento once; nothing of phone and e-mail.
    assert traces(own_host) == {"documentos.db": 3}
    assert boss.call("GET", f"/clientes/{her.cliente_id}").status_code == 404
    assert boss.post("/clientes/buscar", {"documento": DOCUMENTO})["itens"] == []
    assert boss.get("/clientes", limite=200, ordem="novos")["itens"][0]["nome"] == "José Lins"


def test_a_running_flow_ends_with_its_relato(own_host: LocalHost) -> None:
    her = Attendant(own_host)
    relato_id = her.tell("Quer aparelho, R$ 900,00. Ass. Paula", cliente={"nome": NOME, "telefone": TELEFONE})
    cliente_id = her.relato(relato_id)["cliente_id"]
    assert own_host.get("/local/estado").json()["instancias"]["Running"] == 1

    erase(own_host, cliente_id)
    own_host.settle()
    own_host.advance(days=35)

    assert own_host.get("/local/estado").json()["instancias"] == {"total": 0}
    assert ids_in(own_host, "tarefas") == []
    assert traces(own_host) == {}


def test_a_relato_that_still_waits_is_erased_and_its_message_comes_to_nothing(own_host: LocalHost) -> None:
    fields = {"nome": NOME, "telefone": TELEFONE}
    cliente_id = str(admin(own_host).post("/clientes", fields, status=201)["id"])
    asyncio.run(store_unread(own_host, "ESPERA1"))

    erase(own_host, cliente_id)
    own_host.settle()
    asyncio.run(queue(own_host, "ESPERA1"))
    own_host.settle()

    assert ids_in(own_host, "relatos") == []
    assert ids_in(own_host, "clientes") == []
    assert traces(own_host) == {}
    assert all(fila["mensagens"] == 0 for fila in own_host.get("/local/estado").json()["filas"])


@pytest.mark.parametrize("step", ["importacoes", "relatos", "fluxos"])
def test_an_erasure_that_was_cut_short_goes_on_where_it_stopped(own_host: LocalHost, step: str) -> None:
    her = Attendant(own_host)
    fields = {"nome": NOME, "telefone": TELEFONE}
    cliente_id = str(admin(own_host).post("/clientes", fields, status=201)["id"])
    for number in range(40):
        body = {"texto": f"Quer aparelho {number}, R$ 900,00. Ass. Paula", "cliente": fields}
        her.post("/relatos", body, status=202)
    own_host.advance(days=4)
    assert len(ids_in(own_host, "tarefas")) == 40

    pedido_id = erase(own_host, cliente_id)
    while step not in steps_of(own_host, pedido_id):
        time.sleep(0.001)  # the step is on the disk, the next one is under way
    own_host.kill9()
    is_cut = status_of(own_host, pedido_id) == "em_andamento"
    own_host.restart()
    while pedido(own_host, pedido_id)["status"] != "concluido":
        # Where the message went with the queue's last seconds, the sweep heals it.
        own_host.advance(minutes=6)

    assert is_cut
    assert ids_in(own_host, "relatos") == ids_in(own_host, "clientes") == ids_in(own_host, "tarefas") == []
    assert len(ids_in(own_host, "supressoes")) == 1
    assert own_host.get("/local/estado").json()["instancias"] == {"total": 0}
    assert traces(own_host) == {}


def test_the_pedido_and_the_audit_tell_what_was_done_by_ids(own_host: LocalHost) -> None:
    boss = admin(own_host)
    fields = {"nome": NOME, "telefone": TELEFONE}
    cliente_id = str(boss.post("/clientes", fields, status=201)["id"])

    boss.get(f"/titulares/{cliente_id}/exportar")
    first = erase(own_host, cliente_id, Idempotency_Key="uma-vez")
    again = erase(own_host, cliente_id, Idempotency_Key="uma-vez")
    own_host.settle()
    listed = boss.get("/titulares/pedidos")["itens"]
    acts = boss.get("/auditoria", limite=200)["itens"]
    exports = boss.get("/auditoria", recurso=f"/titulares/{cliente_id}/exportar")["itens"]

    assert first == again
    assert [one["id"] for one in listed] == [first]
    assert exports[0]["alvo"] == cliente_id
    assert {"get_titular_exportar", "post_titular_eliminar", "titular.erased"} <= {
        one["acao"] for one in acts
    }
    assert NOME not in json.dumps(acts, ensure_ascii=False)
    assert boss.get("/auditoria", ate="2020-01-01")["itens"] == []


def test_a_lead_that_came_to_nothing_is_gone_after_a_year_with_its_traces(own_host: LocalHost) -> None:
    her = Attendant(own_host)
    relato_id = her.tell("Quer aparelho, R$ 900,00. Ass. Paula", cliente={"nome": NOME, "telefone": TELEFONE})

    own_host.advance(days=32)
    ended = her.relato(relato_id)["resultado"]
    own_host.advance(days=380, resolution_s=7 * 86_400)

    assert ended == "sem_resposta"
    assert ids_in(own_host, "relatos") == ids_in(own_host, "tarefas") == ids_in(own_host, "clientes") == []
    assert own_host.get("/local/estado").json()["instancias"] == {"total": 0}
    assert traces(own_host) == {}
    (act,) = admin(own_host).get("/auditoria", acao="retencao.applied")["itens"]
    kept = ("conversas", "bloqueados", "recebimentos", "chamados", "atendimentos", "mensagens")
    nothing = dict.fromkeys(kept, 0)
    assert act["detalhe"] == {"relatos": 1, "clientes": 1} | nothing


async def store_unread(host: LocalHost, relato_id: str) -> None:
    """A relato as it lies between the POST and its worker."""
    documents = SqliteDocuments(str(host.state / "documentos.db"), now=lambda: datetime.now(UTC))
    body = {
        "v": 1,
        "status": "recebido",
        "texto": f"{NOME} quer aparelho",
        "cliente": {"nome": NOME, "telefone": "(62) 9 8877-6655", "email": None},
        "data_referencia": "2025-02-14",
        "recebido_em": "2090-01-01T00:00:00.000000Z",
        "atualizado_em": "2090-01-01T00:00:00.000000Z",
    }
    await documents.open("relatos", CONTA).create(relato_id, body)
    await documents.close()


async def queue(host: LocalHost, relato_id: str) -> None:
    queues = StorageQueues(connection=host.azurite.connection_string)
    await queues.send("relatos-recebidos", {"v": 1, "conta": CONTA, "relato_id": relato_id})
    await queues.close()
