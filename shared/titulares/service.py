"""What an admin does for a titular: hand over what is held, register a pedido, follow it."""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from shared.contas.models import Conta
from shared.kit.auth import Principal
from shared.kit.clock import Now, local_day
from shared.kit.errors import Conflict, TransientError
from shared.kit.ids import digest_id
from shared.kit.logging import get_logger
from shared.kit.queues import Queues
from shared.kit.titulares import Guardiao, is_surely_about
from shared.titulares.errors import KeyReused, PedidoNotFound
from shared.titulares.exportacao import make_exportacao
from shared.titulares.models import (
    Exportacao,
    FiltroPedidos,
    NovaEliminacao,
    Pedido,
    PedidoDetalhe,
    PedidoLista,
)
from shared.titulares.ports import Clientes, Contas, Relatos
from shared.titulares.store import PedidoStore, SupressaoStore

QUEUE = "titulares-pedidos"
# LGPD art. 19, II: calendar days from the request.
_DEADLINE = timedelta(days=15)
_log = get_logger(__name__)


@dataclass(frozen=True)
class TitularService:
    open_pedidos: Callable[[str], PedidoStore]
    open_supressoes: Callable[[str], SupressaoStore]
    contas: Contas
    clientes: Clientes
    relatos: Relatos
    guardioes: tuple[Guardiao, ...]
    queues: Queues
    now: Now
    new_id: Callable[[], str]

    async def export(self, conta_id: str, cliente_id: str) -> Exportacao:
        """Everything that is surely of the person, at once. Raises `NotFound`."""
        conta = await self.contas.load(conta_id)
        titular = await self.clientes.titular(conta_id, cliente_id)
        relato_ids = await self.relatos.locate(conta_id, titular, is_surely_about)
        titular = replace(titular, relato_ids=tuple(relato_ids))
        dados = {one.nome: await one.export(conta_id, titular) for one in self.guardioes}
        return make_exportacao(
            conta,
            titular,
            dados,
            self.now(),
            suprimido=await self.open_supressoes(conta_id).holds(titular),
        )

    async def request(
        self,
        principal: Principal,
        cliente_id: str,
        nova: NovaEliminacao,
        *,
        chave: str | None,
        traceparent: str,
    ) -> PedidoDetalhe:
        """Store the pedido, then queue its id; the sweep queues again what is lost in between.

        While one for this cliente is open, it is that one. Raises `NotFound`, and `KeyReused` for another content
        under the same `chave`.
        """
        conta = await self.contas.load(principal.conta)
        store = self.open_pedidos(conta.id)
        pedido = self._born(principal, cliente_id, nova, chave)
        known = await self._known(store, pedido, chave)
        if known is None:
            titular = await self.clientes.titular(conta.id, cliente_id)
            pedido = pedido.updated(self.now(), cliente_id=titular.cliente_ids[0], traceparent=traceparent)
            known = await store.open_for(pedido.cliente_id) or await self._add(store, pedido)
        await enqueue(self.queues, conta.id, known)
        return shown(known, conta, self.now())

    def _born(self, principal: Principal, cliente_id: str, nova: NovaEliminacao, chave: str | None) -> Pedido:
        now = self.now()
        said = f"{cliente_id}\n{nova.model_dump_json()}"
        return Pedido(
            id=digest_id(principal.conta, QUEUE, chave) if chave else self.new_id(),
            cliente_id=cliente_id,
            motivo=nova.motivo,
            solicitado_por=nova.solicitado_por,
            registrado_por=principal.sujeito,
            recebido_em=now,
            atualizado_em=now,
            prazo_em=now + _DEADLINE,
            conteudo=hashlib.sha256(said.encode()).hexdigest(),
        )

    async def _known(self, store: PedidoStore, pedido: Pedido, chave: str | None) -> Pedido | None:
        if chave is None:
            return None
        try:
            stored = await store.get(pedido.id)
        except PedidoNotFound:
            return None
        if stored.conteudo != pedido.conteudo:
            raise KeyReused
        return stored

    async def _add(self, store: PedidoStore, pedido: Pedido) -> Pedido:
        try:
            await store.add(pedido)
        except Conflict:  # the same key came twice at once
            return await store.get(pedido.id)
        _log.info("pedido.received", extra={"pedido_id": pedido.id, "tipo": pedido.tipo})
        return pedido

    async def get(self, conta_id: str, pedido_id: str) -> PedidoDetalhe:
        """Raises `PedidoNotFound`."""
        conta = await self.contas.load(conta_id)
        return shown(await self.open_pedidos(conta_id).get(pedido_id), conta, self.now())

    async def search(self, conta_id: str, filtro: FiltroPedidos) -> PedidoLista:
        conta = await self.contas.load(conta_id)
        page = await self.open_pedidos(conta_id).search(filtro)
        now = self.now()
        return PedidoLista(itens=tuple(shown(one, conta, now) for one in page.itens), cursor=page.cursor)


async def enqueue(queues: Queues, conta: str, pedido: Pedido) -> None:
    """Send the hint of an open pedido. A queue that does not take it costs ten minutes: the sweep heals it."""
    if not pedido.is_open:
        return
    message: dict[str, str | int] = {
        "v": 1,
        "conta": conta,
        "pedido_id": pedido.id,
        "traceparent": pedido.traceparent,
    }
    try:
        await queues.send(QUEUE, message)
    except TransientError:
        _log.warning("pedido.not_queued", extra={"pedido_id": pedido.id, "conta": conta})


def shown(pedido: Pedido, conta: Conta, now: datetime) -> PedidoDetalhe:
    known = {name: getattr(pedido, name) for name in PedidoDetalhe.model_fields if name != "dias_restantes"}
    return PedidoDetalhe(**known, dias_restantes=days_left(pedido, conta, now) if pedido.is_open else None)


def days_left(pedido: Pedido, conta: Conta, now: datetime) -> int:
    """Local calendar days to the deadline; negative when it has passed."""
    return (local_day(pedido.prazo_em, conta.fuso) - local_day(now, conta.fuso)).days
