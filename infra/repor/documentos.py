"""Takes up again the documents that a poison queue's function had marked, where a queue's work can go on from them."""

from collections.abc import Awaitable, Callable
from contextlib import suppress
from dataclasses import dataclass

from shared.kit import clock
from shared.kit.clock import local_day
from shared.kit.errors import NotFound
from shared.relatos.entradas import FiltroRelatos
from shared.relatos.errors import NotFailed
from shared.relatos.models import RelatoStatus
from shared.saude.rodada_models import RodadaStatus
from shared.titulares.models import PedidoStatus
from shared.titulares.service import enqueue as enqueue_pedido
from shared.wiring import base, contas, relatos, saude, titulares

COMANDO = "make repor"


@dataclass(frozen=True, slots=True)
class Retomada:
    """How what failed for good is found (ids, at most so many) and taken up again from where it stood."""

    find: Callable[[str, int], Awaitable[list[str]]]
    resume: Callable[[str, str], Awaitable[None]]


async def _failed_relatos(conta: str, most: int) -> list[str]:
    filtro = FiltroRelatos(status=RelatoStatus.FALHOU, limite=min(most, 200))
    found: list[str] = []
    while len(found) < most:
        page = await relatos.relato_service().search(conta, filtro)
        found += [relato.id for relato in page.itens]
        if page.cursor is None:
            break
        filtro = filtro.model_copy(update={"cursor": page.cursor})
    return found[:most]


async def _resume_relato(conta: str, relato_id: str) -> None:
    with suppress(NotFailed, NotFound):  # somebody was quicker
        await relatos.relato_service().retry(conta, relato_id)


async def _failed_pedidos(conta: str, most: int) -> list[str]:
    found = await titulares.eliminacao_service().open_pedidos(conta).all_open()
    return [pedido.id for pedido in found if pedido.status is PedidoStatus.FALHOU][:most]


async def _resume_pedido(conta: str, pedido_id: str) -> None:
    with suppress(NotFound):
        pedido = await titulares.eliminacao_service().open_pedidos(conta).get(pedido_id)
        await enqueue_pedido(base.queues(), conta, pedido)


async def _failed_rodada(conta: str, most: int) -> list[str]:
    """The one of today: an older one would score with what happened since."""
    hoje = local_day(clock.now(), (await contas.conta_store().load(conta)).fuso)
    with suppress(NotFound):
        rodada = await saude.rodada_service().get(conta, hoje)
        return [rodada.id][:most] if rodada.status is RodadaStatus.FALHOU else []
    return []


async def _resume_rodada(conta: str, rodada_id: str) -> None:  # noqa: ARG001  # the shape of every resume
    await saude.rodada_service().start(conta, por=COMANDO)


# Of the other queues nothing can or need be taken up: see docs/operations.md, "Messages that failed".
RETOMADAS = {
    "relatos-recebidos": Retomada(_failed_relatos, _resume_relato),
    "titulares-pedidos": Retomada(_failed_pedidos, _resume_pedido),
    "saude-paginas": Retomada(_failed_rodada, _resume_rodada),
}
