"""A person with data in every container, and what is left of her in the files of the local host; for the stories."""

import asyncio
import json
import re
import sqlite3
from collections import Counter
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from shared.adapters.sqlite import SqliteDocuments
from shared.clientes.importacao.models import Importacao, LinhaGuardada, Parte
from shared.clientes.importacao.store import ImportacaoStore
from tests.e2e.client import Attendant
from tests.local_host import LocalHost

CONTA = "demonstracao"
NOME = "Lívia Quaresmeira Prates"
TELEFONE = "+5562988776655"
EMAIL = "livia.quaresmeira@exemplo.com.br"
DOCUMENTO = "52998224725"
# Any spelling of hers: the name's rare part, the mobile's last eight digits, the e-mail's local part, the CPF.
TRACES = re.compile(
    rb"quaresmeira|8877-?6655|livia\.quaresmeira|529\.?982\.?247-?25", re.IGNORECASE | re.DOTALL
)


@dataclass(frozen=True)
class Titular:
    cliente_id: str
    relato_ids: tuple[str, ...]


def admin(host: LocalHost) -> Attendant:
    form = {"username": "admin", "password": "somente-local-senha"}
    answer = host.post("/auth/login", data=form)
    assert answer.status_code == 200, answer.text
    return Attendant(host, token=answer.json()["access_token"])


def fill(host: LocalHost) -> Titular:
    """Make her a cliente with a duplicate, a consent, relatos of each kind, tarefas, an import done, one that waits."""
    boss, attendant = admin(host), Attendant(host)
    cliente_id = _cliente(boss)
    linked = attendant.tell(
        f"Falei com a {NOME}, quer aparelho, R$ 2.500 em 10x. Vai pensar. CPF 529.982.247-25. Ass. Paula",
        cliente={"nome": NOME, "telefone": "(62) 98877-6655", "email": EMAIL.upper()},
    )
    unlinked = attendant.tell("Ligar para o (62) 98877 6655 sobre a coroa, R$ 900,00. Ass. Renata")
    answered = attendant.tell(
        "Canal de R$ 800,00, vai pensar. Ass. Paula", cliente={"telefone": "062 98877-6655"}
    )
    attendant.post(f"/relatos/{answered}/resposta", {"texto": f"{NOME} respondeu que sim"})
    attendant.post(f"/relatos/{answered}/desfecho", {"tipo": "perdido", "motivo": f"{NOME} mudou"})
    host.advance(days=4)  # the first contato falls due: a tarefa with her name and phone
    _import(host)
    asyncio.run(_seed_rows_that_wait(host))
    _remember(attendant, cliente_id)
    _write_to(attendant, cliente_id)
    _enter(boss, cliente_id)
    return Titular(cliente_id, (linked, unlinked, answered))


def _remember(attendant: Attendant, cliente_id: str) -> None:
    """What she asked by a client of S2's, once as herself and once as one of its own."""
    stranger = "550e8400-e29b-41d4-a716-446655440000"
    asked = {cliente_id: f"{NOME} perguntou do boleto", stranger: f"Mandem o boleto para {EMAIL}"}
    for client_id, message in asked.items():
        attendant.post("/api/v1/messages", {"client_id": client_id, "message": message}, status=201)


def _write_to(attendant: Attendant, cliente_id: str) -> None:
    message = {"chave": "retorno-1", "finalidade": "atendimento", "texto": f"Oi, {NOME}!"}
    later = {"cliente_id": cliente_id, "nao_antes_de": "2090-01-02T12:00:00Z"}
    attendant.post("/envios", message | later, status=202)
    attendant.host.settle()


def _enter(boss: Attendant, cliente_id: str) -> None:
    """She entered the product of the conta, as a user of her own account."""
    login = {"tipo": "login", "cliente_id": cliente_id, "em": "2025-01-02T09:00:00"}
    recent = login | {"em": f"{boss.today().isoformat()}T00:00:00"}
    user = {"usuario_nome": NOME, "usuario_email": EMAIL}
    boss.post("/atividades", {"lote_id": "entradas", "atividades": [login | user, recent | user]})


def _cliente(boss: Attendant) -> str:
    fields = {"nome": NOME, "telefone": TELEFONE, "email": EMAIL, "documento": DOCUMENTO}
    cliente_id = str(
        boss.post("/clientes", fields | {"observacoes": f"{NOME} prefere tarde"}, status=201)["id"]
    )
    twin = {"nome": "Livia Quaresmeira", "email": "lq@quaresmeira.com.br"}
    twin_id = boss.post("/clientes", twin, status=201)["id"]
    merged = boss.call(
        "POST",
        f"/clientes/{cliente_id}/mesclar",
        json={"duplicado_id": twin_id},
        headers={"If-Match": boss.call("GET", f"/clientes/{cliente_id}").headers["ETag"]},
    )
    assert merged.status_code == 200, merged.text
    consent = {"finalidade": "marketing", "concedido": True, "texto_versao": "v1"}
    proof = {"canal": "whatsapp", "evidencia": "wamid.1"}
    assert boss.call("POST", f"/clientes/{cliente_id}/consentimentos", json=consent | proof).is_success
    return cliente_id


def _import(host: LocalHost) -> None:
    rows = f"nome;telefone;email\n{NOME};(62) 98877-6655;{EMAIL}\nJosé Lins;(11) 98888-0001;jose@exemplo.com"
    answer = Attendant(host).call(
        "POST",
        "/clientes/importar?nome_arquivo=livia_quaresmeira_prates.csv",
        content=rows.encode(),
        headers={"Content-Type": "text/csv"},
    )
    assert answer.status_code == 202, answer.text
    host.settle()


async def _seed_rows_that_wait(host: LocalHost) -> None:
    """As they lie when the worker has not come to them yet."""
    documents = SqliteDocuments(str(host.state / "documentos.db"), now=lambda: datetime.now(UTC))
    store = ImportacaoStore(documents.open("importacoes", CONTA))
    now = datetime.now(UTC).replace(year=2090)  # the sweep leaves it alone
    importacao = Importacao(
        id="IMPORTA1",
        linhas=2,
        partes=1,
        conteudo="0" * 64,
        criada_por="teste",
        criada_em=now,
        atualizada_em=now,
    )
    celulas = [
        {"nome": NOME, "telefone": "62 98877-6655"},
        {"nome": "José Lins", "email": "jose@exemplo.com"},
    ]
    linhas = tuple(LinhaGuardada(numero=n, celulas=one) for n, one in enumerate(celulas, 2))
    await store.add_part(importacao.lote, Parte(numero=1, linhas=linhas))
    await store.add(importacao)
    await documents.close()


def erase(host: LocalHost, cliente_id: str, **headers: str) -> str:
    """Register the pedido and give its id."""
    body = {"motivo": f"{NOME} ligou do (62) 98877-6655"}
    return str(admin(host).post(f"/titulares/{cliente_id}/eliminar", body, status=202, **headers)["id"])


def pedido(host: LocalHost, pedido_id: str) -> dict[str, Any]:
    return admin(host).get(f"/titulares/pedidos/{pedido_id}")


def steps_of(host: LocalHost, pedido_id: str) -> list[str]:
    """The steps that are on the disk."""
    return [passo["nome"] for passo in _pedido_on_disk(host, pedido_id)["passos"]]


def status_of(host: LocalHost, pedido_id: str) -> str:
    """As it is on the disk, also of a host that does not run."""
    return str(_pedido_on_disk(host, pedido_id)["status"])


def _pedido_on_disk(host: LocalHost, pedido_id: str) -> dict[str, Any]:
    with closing(sqlite3.connect(host.state / "documentos.db")) as db:
        (body,) = db.execute("SELECT body FROM pedidos WHERE id = ?", (pedido_id,)).fetchone()
    return dict(json.loads(body))


def traces(host: LocalHost) -> dict[str, int]:
    """How often she is named in each file that the host, its flows, its queues and its log have written."""
    files = (file for file in host.folder.rglob("*") if file.is_file())
    found = {file.name: len(TRACES.findall(file.read_bytes())) for file in files}
    return {name: count for name, count in found.items() if count}


def documents_naming_her(host: LocalHost) -> Counter[str]:
    """The documents that name her, by container."""
    found: Counter[str] = Counter()
    with closing(sqlite3.connect(host.state / "documentos.db")) as db:
        for table in _tables(db, "sql LIKE '% body TEXT %'"):
            rows = db.execute(f'SELECT body FROM "{table}"').fetchall()
            found[table] += sum(bool(TRACES.search(body.encode())) for (body,) in rows)
    return +found


def known_to_search(host: LocalHost) -> int:
    """What search keeps, in words and in vectors."""
    with closing(sqlite3.connect(host.state / "documentos.db")) as db:
        tables = _tables(db, "name LIKE 'vetores%'")
        return sum(db.execute(f'SELECT count(*) FROM "{table}"').fetchone()[0] for table in tables)


def _tables(db: sqlite3.Connection, which: str) -> list[str]:
    return [
        name for (name,) in db.execute(f"SELECT name FROM sqlite_master WHERE type = 'table' AND {which}")
    ]


def ids_in(host: LocalHost, container: str) -> list[str]:
    with closing(sqlite3.connect(host.state / "documentos.db")) as db:
        known = db.execute("SELECT 1 FROM sqlite_master WHERE name = ?", (container,)).fetchone()
        return [row[0] for row in db.execute(f'SELECT id FROM "{container}" ORDER BY id')] if known else []
