"""`python -m infra.repor`: gives what five attempts could not finish another try, and tells each by its ids alone.

First the messages that still stand in `<fila>-poison`, then the documents that its function had marked as failed.
"""

import argparse
import asyncio
import os
import sys
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

from azure.core.exceptions import AzureError
from azure.storage.queue.aio import QueueServiceClient

from infra.conta import conta_slug
from infra.local.azurite import DEFAULT_PORT, connection_string, is_listening
from infra.local.files import BrokenFile, read_object
from infra.local.settings import STORAGE, SettingsError, apply, read_local
from infra.repor.documentos import COMANDO, RETOMADAS
from infra.repor.filas import Venenosas
from shared.adapters.azure_sdk import identity
from shared.kit.auditing import Nota
from shared.kit.errors import RetornoError
from shared.wiring import base, contas

FILAS = (
    "atendimentos-novos",
    "chamados-recebidos",
    "envios-saida",
    "importacoes-partes",
    "kommo-leads",
    "mensagens-indexar",
    "recebimentos-novos",
    "relatos-recebidos",
    "respostas-indexar",
    "saude-paginas",
    "titulares-pedidos",
)
_DEVELOPMENT = "UseDevelopmentStorage=true"
_ACCOUNT = (f"{STORAGE}__accountName", f"{STORAGE}__queueServiceUri")
_DOCUMENTS = "DOCUMENTOS__CAMINHO"
# The newest version that Azurite knows; the service keeps the older ones.
_API_VERSION = "2025-11-05"
_MOST = 1_000


@dataclass(frozen=True, slots=True)
class Pedido:
    """`contas` are those whose documents are looked at; none named means all."""

    fila: str
    contas: tuple[str, ...]
    maximo: int
    simular: bool


def main(arguments: Sequence[str] | None = None) -> int:
    """The settings are those of the app: the environment first, then local.settings.json or its sample."""
    options = _parse(arguments)
    pedido = Pedido(options.fila, tuple(options.conta or ()), options.maximo, options.simular)
    try:
        _environment(options.estado.resolve())
        unreadable = asyncio.run(_run(pedido))
    except (AzureError, BrokenFile, SettingsError, RetornoError) as error:
        reason = "as filas não respondem" if isinstance(error, AzureError) else str(error).rstrip(".")
        print(f"Parou no meio: {reason}. Rode de novo, e continua.", file=sys.stderr)  # noqa: T201  # a command-line tool
        return 1
    return 1 if unreadable else 0


def _parse(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m infra.repor", description=__doc__)
    parser.add_argument("--fila", choices=FILAS, required=True, help="a fila de origem, sem -poison")
    parser.add_argument(
        "--conta", type=conta_slug, action="append", help="só os documentos desta conta; pode repetir"
    )
    parser.add_argument(
        "--maximo", type=_count, default=100, help=f"de 1 a {_MOST} de cada tipo (padrão: 100)"
    )
    parser.add_argument("--simular", action="store_true", help="mostra o que faria e não muda nada")
    parser.add_argument(
        "--estado", type=Path, default=Path(".retorno"), help="a pasta de estado do host local"
    )
    return parser.parse_args(arguments)


def _count(text: str) -> int:
    if not text.isdecimal() or not 1 <= int(text) <= _MOST:
        raise argparse.ArgumentTypeError(f"use um número de 1 a {_MOST}")
    return int(text)


def _environment(state: Path) -> None:
    """As the app would find it; on one machine the queues are those of the local host on `state`."""
    values, _ = read_local(Path.cwd())
    if any(os.environ.get(name) for name in _ACCOUNT):
        values.pop(STORAGE, None)  # the sample's value is of one machine
    apply(values)
    if os.environ.get(STORAGE) == _DEVELOPMENT:
        os.environ[STORAGE] = _local_queues(state)
    if not os.environ.get(_DOCUMENTS):
        os.environ[_DOCUMENTS] = str(state / "documentos.db")


def _local_queues(state: Path) -> str:
    kept = read_object(state / "azurite" / "azurite.json")
    port = kept["port"] if kept else DEFAULT_PORT
    if not is_listening(port):
        raise SettingsError("as filas locais não estão no ar; suba o host com make run")
    return connection_string(port)


async def _run(pedido: Pedido) -> int:
    try:
        return await replay(pedido)
    finally:
        await base.queues().close()
        await base.documents().close()


async def replay(pedido: Pedido) -> int:
    """Messages first, documents second; how many messages could not be read and stayed."""
    async with queue_service() as service:
        unreadable = await _replay_messages(Venenosas(service, pedido.fila), pedido)
    if pedido.fila in RETOMADAS:
        for conta in pedido.contas or await contas.conta_store().ids():
            await _resume(conta, pedido)
    return unreadable


@asynccontextmanager
async def queue_service() -> AsyncIterator[QueueServiceClient]:
    """By the app's connection string, else by the identity of who runs this (`az login`)."""
    storage = base.settings().armazenamento
    if storage.conexao:
        connection = storage.conexao.get_secret_value()
        async with QueueServiceClient.from_connection_string(connection, api_version=_API_VERSION) as service:
            yield service
        return
    url = storage.filas_uri or f"https://{storage.conta}.queue.core.windows.net"
    async with (
        identity() as credential,
        QueueServiceClient(url, credential=credential, api_version=_API_VERSION) as service,
    ):
        yield service


async def _replay_messages(venenosas: Venenosas, pedido: Pedido) -> int:
    if pedido.simular:
        paradas = await venenosas.look(pedido.maximo)
        _say(f"{pedido.fila}-poison: {await venenosas.depth()} mensagens, {len(paradas)} mostradas.")
    else:
        paradas = [parada async for parada in venenosas.move(pedido.maximo)]
        moved = sum(parada.is_readable for parada in paradas)
        _say(f"{pedido.fila}-poison: {moved} mensagens voltaram para {pedido.fila}.")
        if left := await venenosas.depth():
            _say(f"Ficaram {left}, a maioria escondida por uma tentativa: rode de novo em dez minutos.")
    for parada in paradas:
        _say(f"  {parada.mensagem_id} {parada.ids or 'ilegível: fica onde está'}")
    return sum(not parada.is_readable for parada in paradas)


async def _resume(conta: str, pedido: Pedido) -> None:
    """On the audit first: what cannot be recorded is not done."""
    retomada = RETOMADAS[pedido.fila]
    failed = await retomada.find(conta, pedido.maximo)
    if failed and not pedido.simular:
        detail: dict[str, str | int] = {"fila": pedido.fila, "documentos": len(failed)}
        await contas.auditoria_service().note(
            Nota(conta, COMANDO, "fila.repor", f"/filas/{pedido.fila}", detail)
        )
        for document_id in failed:
            await retomada.resume(conta, document_id)
    if failed:
        done = "seriam retomados" if pedido.simular else "retomados"
        _say(f"{conta}: {len(failed)} documentos que falharam, {done}.")
    for document_id in failed:
        _say(f"  {document_id}")


def _say(line: str) -> None:
    print(line, flush=True)  # noqa: T201  # a command-line tool


if __name__ == "__main__":
    sys.exit(main())
