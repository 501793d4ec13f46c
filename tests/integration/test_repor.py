"""`make repor` against a real Azurite: what comes back, what stays, what is told, and whose documents go on."""

import asyncio
import json
import os
import secrets
from base64 import b64encode
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from azure.storage.queue.aio import QueueServiceClient

from infra.local.files import write_object
from infra.local.queues import QueueListener
from infra.local.settings import STORAGE, QueueSettings
from infra.repor import __main__ as repor
from infra.repor.filas import Parada, Venenosas
from shared.adapters.sqlite import SqliteDocuments
from shared.config import load
from shared.contas.models import Conta
from shared.kit.clock import system_now
from shared.kit.errors import TransientError
from shared.relatos.models import RelatoStatus
from shared.wiring import base, contas, relatos
from tests.builders import make_relato

pytestmark = pytest.mark.anyio

CONTA = "clinica-a"
NOBODY = "Marina Quaresmeira"


@pytest.fixture
async def service(azurite: str) -> AsyncIterator[QueueServiceClient]:
    async with QueueServiceClient.from_connection_string(azurite, api_version="2025-11-05") as service:
        yield service


@pytest.fixture
def fila() -> str:
    return f"relatos-{secrets.token_hex(4)}"


def body(number: int) -> str:
    said = {"v": 1, "conta": CONTA, "relato_id": f"R{number}", "traceparent": "00-ab-cd-01", "nome": NOBODY}
    return b64encode(json.dumps(said).encode()).decode()


async def poison(service: QueueServiceClient, fila: str, *bodies: str) -> None:
    queue = service.get_queue_client(f"{fila}-poison")
    await queue.create_queue()
    for one in bodies:
        await queue.send_message(one)


async def left(service: QueueServiceClient, queue: str) -> list[str]:
    """The bodies as they lie on the wire."""
    found = await service.get_queue_client(queue).peek_messages(max_messages=32)
    return [str(message.content) for message in found]


async def moved(service: QueueServiceClient, fila: str, *, most: int = 100) -> list[Parada]:
    return [parada async for parada in Venenosas(service, fila).move(most)]


async def test_messages_come_back_as_they_were_and_the_poison_queue_is_empty(
    service: QueueServiceClient, fila: str
) -> None:
    bodies = [body(number) for number in range(40)]
    await poison(service, fila, *bodies)

    told = await moved(service, fila)

    assert sorted(one.ids for one in told) == sorted(f"conta={CONTA} relato_id=R{n}" for n in range(40))
    assert await Venenosas(service, fila).depth() == 0
    assert await left(service, f"{fila}-poison") == []
    assert set(await left(service, fila)) <= set(bodies)
    assert (await service.get_queue_client(fila).get_queue_properties()).approximate_message_count == 40


async def test_no_more_come_back_than_were_asked_for(service: QueueServiceClient, fila: str) -> None:
    await poison(service, fila, *(body(number) for number in range(5)))

    told = await moved(service, fila, most=2)

    assert len(told) == 2
    assert len(await left(service, fila)) == 2
    assert await Venenosas(service, fila).depth() == 3


async def test_a_look_changes_nothing(service: QueueServiceClient, fila: str) -> None:
    await poison(service, fila, body(1), body(2))

    told = await Venenosas(service, fila).look(100)

    assert [one.ids for one in told] == [f"conta={CONTA} relato_id=R1", f"conta={CONTA} relato_id=R2"]
    assert await left(service, f"{fila}-poison") == [body(1), body(2)]


async def test_what_cannot_be_read_stays_and_what_follows_it_comes_back(
    service: QueueServiceClient, fila: str
) -> None:
    nameless = b64encode(json.dumps({"nome": NOBODY}).encode()).decode()
    await poison(service, fila, "isto nao e base64", nameless, body(1))

    told = await moved(service, fila)

    assert [one.is_readable for one in told] == [False, False, True]
    assert await left(service, fila) == [body(1)]
    assert await Venenosas(service, fila).depth() == 2


async def test_what_fails_in_a_poison_queue_stays_there_until_it_is_taken_back(
    service: QueueServiceClient, fila: str
) -> None:
    failed = asyncio.Event()

    async def fail(*_: object) -> None:
        failed.set()
        raise TransientError

    await poison(service, fila, body(1))
    settings = QueueSettings(max_dequeue_count=1, lease_s=1)
    listener = QueueListener(service, f"{fila}-poison", run=fail, settings=settings)
    serving = asyncio.create_task(listener.serve())
    await failed.wait()
    await listener.settle()
    serving.cancel()
    await listener.stop()

    depth = await Venenosas(service, fila).depth()
    while not (told := await moved(service, fila)):  # noqa: ASYNC110  # a lease ends without telling anybody
        await asyncio.sleep(0.05)

    assert depth == 1
    assert [one.ids for one in told] == [f"conta={CONTA} relato_id=R1"]
    assert await left(service, fila) == [body(1)]


async def test_where_nothing_was_ever_poisoned_nothing_happens(
    service: QueueServiceClient, fila: str
) -> None:
    venenosas = Venenosas(service, fila)

    assert (await moved(service, fila), await venenosas.look(10), await venenosas.depth()) == ([], [], 0)


@pytest.fixture
async def documents(
    azurite: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> AsyncIterator[SqliteDocuments]:
    """The app's own wiring on a file and the real queues, with a relato that failed in two contas."""
    path = str(tmp_path / "documentos.db")
    opened = SqliteDocuments(path, now=system_now, indexes=base.INDEXES, vectors=base.VECTORS)
    monkeypatch.setenv("CHAVE_HMAC", "h" * 32)
    monkeypatch.setenv("CHAVE_JWT", "j" * 32)
    monkeypatch.setenv("AzureWebJobsStorage", azurite)
    caches = (
        base.settings,
        base.queues,
        contas.conta_store,
        contas.auditoria_service,
        relatos.relato_service,
    )
    for built in caches:
        built.cache_clear()
    for module in (base, contas, relatos):
        monkeypatch.setattr(module, "documents", lambda: opened)
    for conta in (CONTA, "clinica-b"):
        await contas.conta_store().add(Conta(id=conta))
        failed = {"status": RelatoStatus.FALHOU, "falhou_em_status": RelatoStatus.RECEBIDO}
        await relatos.open_relatos(conta).add(make_relato(id=f"R-{conta}", **failed))
    yield opened
    await base.queues().close()
    await opened.close()
    for built in caches:
        built.cache_clear()


def asked(*, simular: bool = False, contas: tuple[str, ...] = ()) -> repor.Pedido:
    return repor.Pedido("relatos-recebidos", contas, maximo=100, simular=simular)


async def statuses() -> list[RelatoStatus]:
    read = [await relatos.open_relatos(conta).get(f"R-{conta}") for conta in (CONTA, "clinica-b")]
    return [one.relato.status for one in read]


async def test_relatos_that_failed_go_on_from_their_step_and_are_queued(
    documents: SqliteDocuments, service: QueueServiceClient, capsys: pytest.CaptureFixture[str]
) -> None:
    simulated = await repor.replay(asked(simular=True))
    untouched = await statuses()
    await repor.replay(asked(contas=(CONTA,)))

    assert simulated == 0
    assert untouched == [RelatoStatus.FALHOU, RelatoStatus.FALHOU]
    assert await statuses() == [RelatoStatus.RECEBIDO, RelatoStatus.FALHOU]
    [hint] = [one async for one in service.get_queue_client("relatos-recebidos").receive_messages()]
    assert hint.content
    audited = await documents.open("auditoria", CONTA).count()
    assert audited == 1
    said = capsys.readouterr().out
    assert f"R-{CONTA}" in said
    assert "Marina" not in said


def keep_port(state: Path, port: int) -> None:
    (state / "azurite").mkdir()
    write_object(state / "azurite" / "azurite.json", {"pid": 1, "port": port})


@pytest.fixture
def bare(monkeypatch: pytest.MonkeyPatch) -> pytest.MonkeyPatch:
    """An environment that names no storage; what the command puts there goes with the test."""
    for name in (STORAGE, f"{STORAGE}__accountName", "DOCUMENTOS__CAMINHO"):
        monkeypatch.setenv(name, "")
        monkeypatch.delenv(name)
    monkeypatch.setattr(os, "environ", dict(os.environ))
    return monkeypatch


def test_in_the_cloud_the_queues_are_the_accounts_and_not_those_of_this_machine(
    bare: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    bare.setitem(os.environ, "AzureWebJobsStorage__accountName", "stretornoprod")

    repor._environment(tmp_path)

    settings = load(os.environ)
    assert settings.armazenamento.conta == "stretornoprod"
    assert settings.armazenamento.conexao is None


@pytest.mark.usefixtures("bare")
def test_on_one_machine_the_queues_are_those_of_the_host_on_the_folder(tmp_path: Path, azurite: str) -> None:
    port = int(azurite.rpartition(":")[2].partition("/")[0])
    keep_port(tmp_path, port)

    repor._environment(tmp_path)

    assert os.environ[STORAGE] == azurite
    assert os.environ["DOCUMENTOS__CAMINHO"] == str(tmp_path / "documentos.db")


@pytest.mark.usefixtures("bare")
def test_without_a_host_the_command_says_what_to_do(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    keep_port(tmp_path, 1)

    ended = repor.main(["--fila", "relatos-recebidos", "--estado", str(tmp_path)])

    assert ended == 1
    assert "make run" in capsys.readouterr().err
