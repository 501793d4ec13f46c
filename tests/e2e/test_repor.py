"""A relato that five attempts could not finish: seen as failed, alerted, and taken up again by `make repor`."""

import asyncio
import os
import subprocess
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from shared.adapters.queues import StorageQueues
from shared.adapters.sqlite import SqliteDocuments
from shared.contas.models import Conta
from shared.kit.clock import system_now
from shared.kit.store import DocumentStore
from shared.relatos.store import RelatoStore
from shared.wiring.base import INDEXES
from tests.builders import make_relato
from tests.e2e.client import Attendant
from tests.local_host import ROOT, SAMPLE_VALUES, LocalHost

_CONTA = "demonstracao"
_RELATO = "01JKREPOR0000000000000000R"


@asynccontextmanager
async def _store(host: LocalHost, container: str, pk: str) -> AsyncIterator[DocumentStore]:
    documents = SqliteDocuments(str(host.state / "documentos.db"), now=system_now, indexes=INDEXES)
    try:
        yield documents.open(container, pk)
    finally:
        await documents.close()


async def _add_relato(host: LocalHost) -> None:
    """As a crash between storing and queueing leaves it."""
    async with _store(host, "relatos", _CONTA) as store:
        await RelatoStore(store).add(make_relato(id=_RELATO))


async def _change_conta(host: LocalHost, fuso: Any) -> Any:
    """The zone of the conta is `fuso` now; what it was comes back."""
    async with _store(host, Conta.CONTAINER, Conta.CONTAINER) as store:
        before = await store.get(_CONTA)
        await store.replace(_CONTA, before.body | {"fuso": fuso}, etag=before.etag)
        return before.body["fuso"]


async def _queue(host: LocalHost) -> None:
    queues = StorageQueues(connection=host.azurite.connection_string)
    try:
        await queues.send("relatos-recebidos", {"v": 1, "conta": _CONTA, "relato_id": _RELATO})
    finally:
        await queues.close()


def _repor(host: LocalHost, *options: str) -> str:
    environ = {**os.environ, **SAMPLE_VALUES, "AzureWebJobsStorage": host.azurite.connection_string}
    environ["DOCUMENTOS__CAMINHO"] = str(host.state / "documentos.db")
    command = [sys.executable, "-m", "infra.repor", "--fila", "relatos-recebidos", *options]
    done = subprocess.run(
        command, cwd=ROOT, env=environ, capture_output=True, text=True, check=False, timeout=60
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_a_relato_that_five_attempts_could_not_finish_is_seen_alerted_and_taken_up_again(
    own_host: LocalHost,
) -> None:
    paula = Attendant(own_host)
    paula.get("/relatos")
    asyncio.run(_add_relato(own_host))
    fuso = asyncio.run(_change_conta(own_host, 7))
    asyncio.run(_queue(own_host))
    own_host.settle()
    asyncio.run(_change_conta(own_host, fuso))

    [failed] = paula.get("/relatos", status="falhou")["itens"]
    simulated = _repor(own_host, "--simular")
    untouched = paula.relato(_RELATO)["status"]
    done = _repor(own_host)
    own_host.settle()

    assert failed["id"] == _RELATO
    assert "relato.failed" in own_host.log()
    assert "moved to relatos-recebidos-poison" in own_host.log()
    assert untouched == "falhou"
    assert _RELATO in simulated
    assert _RELATO in done
    assert "Marina" not in simulated + done
    assert paula.relato(_RELATO)["status"] in ("em_acompanhamento", "encerrado")
    assert "0 mensagens" in _repor(own_host, "--simular")
