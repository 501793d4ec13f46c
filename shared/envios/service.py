"""What people and other features do with envios: ask for one, read, cancel, try out; and what heals them."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

from shared.clientes.models import Cliente
from shared.contas.models import Conta
from shared.envios import estados
from shared.envios.despacho import LEASE, SWEEP_PAGE, Despacho
from shared.envios.errors import ChaveReused, EnvioNotFound, NotWaiting
from shared.envios.models import Envio, EnvioStatus, FiltroEnvios, PedidoEnvio
from shared.envios.pedido import Autor, born, digest_of, id_of
from shared.envios.simulacao import simulate
from shared.envios.store import EnvioPage, EnvioStore, Versao
from shared.envios.views import EnvioLista, EnvioResumo, Simulacao
from shared.kit.canais import Recibo, Situacao
from shared.kit.clock import Now
from shared.kit.errors import Conflict, FieldError, InvalidInput, NotFound, TransientError
from shared.kit.ids import is_document_id
from shared.kit.logging import get_logger
from shared.kit.queues import Queues

QUEUE = "envios-saida"
# What the queue gave up on waits this long; after so many times it counts as failed.
_REST, _MOST_FAILURES = timedelta(minutes=10), 6
# A hint takes seconds; what nobody has looked at after this has lost it.
_FIRST_HINT = timedelta(minutes=1)
_log = get_logger(__name__)


@dataclass(frozen=True)
class EnvioService:
    despacho: Despacho
    queues: Queues

    @property
    def open_envios(self) -> Callable[[str], EnvioStore]:
        return self.despacho.open_envios

    @property
    def now(self) -> Now:
        return self.despacho.now

    async def request(
        self, conta_id: str, novo: PedidoEnvio, *, sujeito: str, traceparent: str = ""
    ) -> Envio:
        """Store the envio, then queue its id; a crash between the two is healed by the sweep.

        The same `chave` with the same body gives the same envio and repeats the hand-over, with another body raises
        `ChaveReused`. Raises `InvalidInput` for a cliente or a template that is not there, or one that lacks a value.
        """
        store = self.open_envios(conta_id)
        envio = await self._known(store, conta_id, novo)
        if envio is None:
            envio = await self._born(conta_id, novo, Autor(sujeito, traceparent))
            try:
                await store.add(envio)
            except Conflict:
                envio = await self._known(store, conta_id, novo) or envio
        if envio.status is EnvioStatus.AGENDADO:
            await self._enqueue(conta_id, envio)
        extra = {"envio_id": envio.id, "conta": conta_id, "finalidade": envio.finalidade}
        _log.info("envio.requested", extra=extra)
        return envio

    async def _known(self, store: EnvioStore, conta_id: str, novo: PedidoEnvio) -> Envio | None:
        """The one that was asked for by this `chave` before. Raises `ChaveReused`."""
        try:
            envio = (await store.get(id_of(conta_id, novo.chave))).envio
        except EnvioNotFound:
            return None
        if envio.conteudo != digest_of(novo):
            raise ChaveReused
        return envio

    async def _born(self, conta_id: str, novo: PedidoEnvio, autor: Autor) -> Envio:
        conta, cliente = await self._about(conta_id, novo.cliente_id)
        return born(novo, conta, cliente, autor=autor, now=self.now())

    async def _about(self, conta_id: str, cliente_id: str) -> tuple[Conta, Cliente]:
        conta = await self.despacho.contas.load(conta_id)
        try:
            return conta, (await self.despacho.leitor.clientes.get(conta_id, cliente_id)).cliente
        except NotFound:
            wrong = FieldError("#/cliente_id", "não é o id de um cliente desta conta")
            raise InvalidInput(errors=[wrong]) from None

    async def get(self, conta_id: str, envio_id: str) -> Versao:
        """Raises `EnvioNotFound`."""
        return await self.open_envios(conta_id).get(envio_id)

    async def find(self, conta_id: str, chave: str) -> Envio | None:
        """The envio of this `chave`."""
        try:
            return (await self.get(conta_id, id_of(conta_id, chave))).envio
        except EnvioNotFound:
            return None

    async def search(self, conta_id: str, filtro: FiltroEnvios) -> EnvioPage:
        """Newest first; a cliente by the id that stays after a merge, days as the conta's zone has them."""
        if filtro.cliente_id is not None:
            try:
                found = await self.despacho.leitor.clientes.get(conta_id, filtro.cliente_id)
                filtro = filtro.model_copy(update={"cliente_id": found.cliente.id})
            except NotFound:
                return EnvioPage([], None)
        conta = await self.despacho.contas.load(conta_id)
        return await self.open_envios(conta_id).search(filtro, conta.fuso)

    async def list(self, conta_id: str, filtro: FiltroEnvios) -> EnvioLista:
        """What `search` finds, with the name of each cliente."""
        page = await self.search(conta_id, filtro)
        ids = sorted({envio.cliente_id for envio in page.itens})
        names = await self.despacho.leitor.clientes.names(conta_id, ids)
        itens = (EnvioResumo.of(envio, names.get(envio.cliente_id)) for envio in page.itens)
        return EnvioLista(itens=tuple(itens), cursor=page.cursor)

    async def cancel(self, conta_id: str, envio_id: str, *, sujeito: str) -> Versao:
        """Stop what waits. Raises `EnvioNotFound`, and `NotWaiting` for what has left or ended."""

        def change(envio: Envio) -> Envio:
            if envio.status is not EnvioStatus.AGENDADO:
                raise NotWaiting
            return envio.moved(EnvioStatus.CANCELADO, self.now(), por=sujeito)

        cancelled = await self.open_envios(conta_id).update(envio_id, change)
        await self._enqueue(conta_id, cancelled.envio)  # the worker gives back what place it had
        return cancelled

    async def simulate(self, conta_id: str, novo: PedidoEnvio, *, sujeito: str) -> Simulacao:
        """What would happen to this message now and when it could go; nothing is stored. Raises what `request` does."""
        envio = await self._born(conta_id, novo, Autor(sujeito))
        conta = await self.despacho.contas.load(conta_id)
        lido = await self.despacho.leitor.read(conta, envio, self.now())
        return simulate(envio, lido.contexto)

    async def status(self, conta_id: str, recibo: Recibo) -> None:
        """Move the envio that a provider speaks of forward; of an unknown one, or backwards, nothing changes.

        What failed after it was accepted goes on as if it had failed at once: another provider, a template, later.
        Raises `TransientError`, also for a failure that is told before the acceptance is written down.
        """
        store = self.open_envios(conta_id)
        envio = await self._spoken_of(store, recibo)
        if envio is None:
            extra = {"conta": conta_id, "provedor": recibo.provedor, "situacao": recibo.situacao}
            _log.info("envio.receipt_of_unknown", extra=extra)
            return
        if recibo.situacao is Situacao.FALHOU and envio.status is EnvioStatus.ENVIANDO:
            raise TransientError
        falha = self.despacho.leitor.carteiros.failure(recibo.provedor, recibo.codigo)
        now = self.now()
        try:
            moved = await store.update(envio.id, lambda read: estados.told(read, recibo, falha, now))
        except EnvioNotFound:
            return
        await self._follow(conta_id, envio, moved.envio, recibo)

    async def _spoken_of(self, store: EnvioStore, recibo: Recibo) -> Envio | None:
        if recibo.chave and is_document_id(recibo.chave):
            try:
                return (await store.get(recibo.chave)).envio
            except EnvioNotFound:
                pass
        if not recibo.provedor_id:
            return None
        return await store.by_provedor_id(recibo.provedor, recibo.provedor_id)

    async def _follow(self, conta_id: str, before: Envio, envio: Envio, recibo: Recibo) -> None:
        if recibo.situacao is not Situacao.FALHOU or envio.status in (
            EnvioStatus.ACEITO,
            EnvioStatus.INCERTO,
        ):
            return
        extra = {"envio_id": envio.id, "conta": conta_id, "codigo": recibo.codigo}
        if envio.status is EnvioStatus.FALHOU and before.status is not EnvioStatus.FALHOU:
            _log.error("envio.failed", extra=extra)
        if envio.status in (
            EnvioStatus.AGENDADO,
            EnvioStatus.RECUSADO,
            EnvioStatus.FALHOU,
            EnvioStatus.CANCELADO,
        ):
            await self._enqueue(conta_id, envio)

    async def sweep(self, conta_id: str) -> int:
        """Queue what is due, and write off what a worker took and never brought to an end; how many it was.

        What is for later needs its first look in time, too: it may have to leave earlier than asked for.
        """
        store = self.open_envios(conta_id)
        left = await store.left_sending(self.despacho.real_now() - LEASE, limit=SWEEP_PAGE)
        for envio in left:
            await self._write_off(conta_id, store, envio.id)
        now = self.now()
        found = await store.due(now, limit=SWEEP_PAGE)
        found += await store.unseen(now, now - _FIRST_HINT, limit=SWEEP_PAGE)
        for envio in found:
            await self._enqueue(conta_id, envio)
        return len(left) + len(found)

    async def _write_off(self, conta_id: str, store: EnvioStore, envio_id: str) -> None:
        before, now = self.despacho.real_now() - LEASE, self.now()

        def change(envio: Envio) -> Envio:
            is_left = envio.enviando_desde is not None and envio.enviando_desde < before
            return estados.lost(envio, now, codigo="sem_resposta") if is_left else envio

        try:
            envio = (await store.update(envio_id, change)).envio
        except EnvioNotFound:
            return
        if envio.status is EnvioStatus.INCERTO:
            _log.error("envio.uncertain", extra={"envio_id": envio_id, "conta": conta_id})
            await self._enqueue(conta_id, envio)

    async def fail(self, conta_id: str, envio_id: str) -> None:
        """Let what the queue gave up on rest, and raise the alarm; failed at last. Raises `EnvioNotFound`."""

        def change(envio: Envio) -> Envio:
            if envio.status is not EnvioStatus.AGENDADO:
                return envio
            falhas = envio.falhas + 1
            counted = envio.model_copy(update={"falhas": falhas})
            if falhas >= _MOST_FAILURES:
                return estados.failed(counted, self.now(), por=estados.GATE, codigo="fila")
            rested = max(
                envio.nao_antes_de, self.now() + _REST
            )  # never before the hour that it was asked for
            later = {"nao_antes_de": rested, "atualizado_em": self.now()}
            return counted.model_copy(update=later)

        envio = (await self.open_envios(conta_id).update(envio_id, change)).envio
        extra = {"envio_id": envio_id, "conta": conta_id, "status": envio.status}
        _log.error("envio.stuck", extra=extra)
        if envio.status is EnvioStatus.FALHOU:
            await self._enqueue(conta_id, envio)  # whoever asked for it hears of its end

    async def relink(self, conta_id: str, old: str, new: str) -> int:
        """Hand the envios of a merged cliente to the one that stays; how many it was. Repeatable."""
        store = self.open_envios(conta_id)
        moved = 0
        while page := await store.of_cliente(old):
            for envio_id in page:
                await store.update(envio_id, lambda envio: envio.model_copy(update={"cliente_id": new}))
            moved += len(page)
        return moved

    async def _enqueue(self, conta_id: str, envio: Envio) -> None:
        """Send the hint. A queue that does not take it costs a minute, not the envio: the sweep heals it."""
        message: dict[str, str | int] = {
            "v": 1,
            "conta": conta_id,
            "envio_id": envio.id,
            "traceparent": envio.traceparent,
        }
        try:
            await self.queues.send(QUEUE, message)
        except TransientError:
            _log.warning("envio.not_queued", extra={"envio_id": envio.id, "conta": conta_id})
