"""What can be done with a relato: receive it, understand and plan it, hand it to its flow, heal it."""

import asyncio
import hashlib
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

from shared.acompanhamentos.names import ENCERRAR, FLOW, instance_id
from shared.clientes.models import Pessoa
from shared.contas.models import Conta
from shared.kit.clock import Now, instant, local_day
from shared.kit.durable import Flows
from shared.kit.errors import Conflict, FieldError, InvalidInput, NotFound, PreconditionFailed, TransientError
from shared.kit.ids import digest_id
from shared.kit.logging import get_logger
from shared.kit.queues import Queues
from shared.kit.titulares import Eliminados
from shared.relatos.entradas import FiltroRelatos
from shared.relatos.envelope import Envelope
from shared.relatos.errors import KeyErased, KeyReused, NotFailed
from shared.relatos.models import (
    Cliente,
    ContatoSituacao,
    NovoRelato,
    Relato,
    RelatoStatus,
    Resultado,
)
from shared.relatos.planejamento import Planner
from shared.relatos.ports import Clientes, Contas, Extractor, Leitura
from shared.relatos.store import ATTEMPTS, UNFINISHED, RelatoPage, RelatoStore, Versao

QUEUE = "relatos-recebidos"
LEFT_BEHIND_AFTER = timedelta(minutes=10)
# Longer than the flow's own retries last.
LATE_AFTER = timedelta(hours=1)
SWEEP_PAGE = 200
# The queue is only the safety net of a relato that is being worked on within its own request.
_SAFETY_NET_S = 60
_log = get_logger(__name__)


@dataclass(frozen=True)
class RelatoService:
    open_relatos: Callable[[str], RelatoStore]
    contas: Contas
    clientes: Clientes
    eliminados: Eliminados
    extractor: Extractor
    planner: Planner
    queues: Queues
    now: Now
    new_id: Callable[[], str]

    async def receive(self, novo: NovoRelato, envelope: Envelope) -> Relato:
        """Store the relato, then queue its id.

        A crash between the two leaves it `recebido`; the sweep timer queues it again. The same key with the same
        body gives the same relato and repeats the hand-over; with another body it raises `KeyReused`, and `KeyErased`
        once the relato was erased.
        """
        conta = await self.contas.load(envelope.principal.conta)
        known = await self._known_cliente(conta.id, novo)
        relato = self._born(novo, envelope, conta).model_copy(update={"cliente_id": known})
        store = self.open_relatos(conta.id)
        if envelope.chave and await self.eliminados.holds_id(conta.id, relato.id):
            raise KeyErased
        try:
            await store.add(relato)
        except Conflict:
            relato = await self._same(store, relato)
        delay = _SAFETY_NET_S if envelope.agora else 0
        await enqueue(self.queues, conta.id, relato, visible_after_s=delay)
        _log.info(
            "relato.received", extra={"relato_id": relato.id, "conta": conta.id, "length": len(relato.texto)}
        )
        return relato

    def _born(self, novo: NovoRelato, envelope: Envelope, conta: Conta) -> Relato:
        now = self.now()
        today = local_day(now, conta.fuso)
        if novo.data_referencia and novo.data_referencia > today:
            raise InvalidInput(errors=[FieldError("#/data_referencia", "não pode estar no futuro")])
        return Relato(
            id=digest_id(conta.id, QUEUE, envelope.chave) if envelope.chave else self.new_id(),
            texto=novo.texto,
            cliente=Cliente(**novo.cliente.model_dump()) if novo.cliente else Cliente(),
            atendente=novo.atendente,
            data_referencia=novo.data_referencia or today,
            contato_automatico=novo.contato_automatico,
            # Defaults are left out: a field that a later version adds must not change the digest of an old body.
            conteudo=hashlib.sha256(novo.model_dump_json(exclude_defaults=True).encode()).hexdigest(),
            traceparent=envelope.traceparent,
            recebido_em=now,
            atualizado_em=now,
        )

    async def _known_cliente(self, conta_id: str, novo: NovoRelato) -> str | None:
        if novo.cliente_id is None:
            return None
        try:
            return await self.clientes.canonical_id(conta_id, novo.cliente_id)
        except NotFound:
            wrong = FieldError("#/cliente_id", "não é o id de um cliente desta conta")
            raise InvalidInput(errors=[wrong]) from None

    async def _same(self, store: RelatoStore, relato: Relato) -> Relato:
        stored = (await store.get(relato.id)).relato
        if stored.conteudo != relato.conteudo:
            raise KeyReused
        return stored

    async def process(self, conta_id: str, relato_id: str) -> Relato:
        """Extract, then plan, each saved before the next; steps already done are skipped, so it may run twice."""
        store = self.open_relatos(conta_id)
        conta = await self.contas.load(conta_id)
        for _ in range(ATTEMPTS):
            read = await store.get(relato_id)
            try:
                if read.relato.status is RelatoStatus.RECEBIDO:
                    read = await self._extract(store, conta, read)
                if read.relato.status is RelatoStatus.EXTRAIDO:
                    read = await self._plan(store, conta, read)
                return read.relato
            except PreconditionFailed:
                continue  # somebody else took a step: go on from where it stands now
        raise TransientError

    async def _extract(self, store: RelatoStore, conta: Conta, read: Versao) -> Versao:
        relato = read.relato
        leitura = Leitura(relato.texto, relato.data_referencia, llm_externo=conta.llm_externo)
        started = time.perf_counter()
        extracao = await self.extractor.extract(leitura)
        extracted = relato.updated(self.now(), status=RelatoStatus.EXTRAIDO, extracao=extracao)
        _log.info(
            "relato.extracted",
            extra={
                "relato_id": relato.id,
                "conta": conta.id,
                "leitor": extracao.origem,
                "latency_ms": round((time.perf_counter() - started) * 1000),
            },
        )
        return await store.save(extracted, read.etag)

    async def _plan(self, store: RelatoStore, conta: Conta, read: Versao) -> Versao:
        linked = await self._linked(conta.id, read.relato)
        planned = await self.planner.plan(linked, conta, self.now())
        if not planned.contatos:
            planned = planned.ended(self.now(), Resultado.NAO_CONTATAR)
        return await store.save(planned, read.etag)

    async def _linked(self, conta_id: str, relato: Relato) -> Relato:
        """With the cliente behind its phone or e-mail; before the model writes, so that an outage costs no call."""
        if relato.cliente_id is not None:
            return relato
        said = relato.cliente
        pessoa = Pessoa(nome=relato.nome_cliente, telefone=said.telefone, email=said.email)
        found = await self.clientes.identify(conta_id, pessoa, chave=relato.id)
        return relato.model_copy(update={"cliente_id": found})

    async def relink(self, conta_id: str, old: str, new: str) -> int:
        """Hand the relatos of a merged cliente to the one that stays; how many it was. Repeatable."""
        store = self.open_relatos(conta_id)
        moved = 0
        while page := await store.of_cliente(old):
            for relato_id in page:
                await store.update(relato_id, lambda relato: relato.model_copy(update={"cliente_id": new}))
            moved += len(page)
        return moved

    async def follow(self, conta_id: str, relato_id: str, flows: Flows) -> Relato:
        """Start the flow while the document asks for it and record the start; wake it when the relato has ended."""
        store = self.open_relatos(conta_id)
        for _ in range(ATTEMPTS):
            read = await store.get(relato_id)
            if read.relato.status is RelatoStatus.ENCERRADO:
                await self._wake(conta_id, read.relato, flows)
                return read.relato
            if not self._wants_flow(read.relato):
                return read.relato
            instance = instance_id(conta_id, relato_id)
            if (
                read.relato.fluxo_obsoleto
            ):  # a live instance would count as started, and go on waiting for old days
                await flows.purge(instance)
            await flows.start(FLOW, instance, flow_input(conta_id, read.relato))
            followed = read.relato.followed(self.now()).model_copy(update={"fluxo_obsoleto": False})
            try:
                return (await store.save(followed, read.etag)).relato
            except PreconditionFailed:
                continue  # an answer came in between: the next turn wakes the flow that was just started
        raise TransientError

    async def _wake(self, conta_id: str, relato: Relato, flows: Flows) -> None:
        """Tell the flow that it is over. One that died before it could say so is started anew, only to say so."""
        instance = instance_id(conta_id, relato.id)
        await flows.signal(instance, ENCERRAR)
        unheard = relato.fluxo_iniciado and not relato.fluxo_encerrado
        if unheard and relato.encerrado_em and relato.encerrado_em < self.now() - LATE_AFTER:
            await flows.start(FLOW, instance, flow_input(conta_id, relato))

    def _wants_flow(self, relato: Relato) -> bool:
        """A plan without a flow; or a flow so late that it must have died: starting a live one changes nothing."""
        if relato.status is RelatoStatus.EM_ACOMPANHAMENTO:
            # After the last contato only the end is to come, and at once.
            due = relato.proximo_contato_em or relato.atualizado_em
            return relato.fluxo_obsoleto or due < self.now() - LATE_AFTER
        return relato.status is RelatoStatus.COM_ESTRATEGIA

    async def finish(self, conta_id: str, relato_id: str, flows: Flows, *, within_s: int) -> Relato | None:
        """Do the worker's work now; None when time or an outage cuts it short, and then the queue goes on."""
        try:
            async with asyncio.timeout(within_s):
                await self.process(conta_id, relato_id)
                return await self.follow(conta_id, relato_id, flows)
        except (TimeoutError, TransientError):
            return None

    async def sweep(self, conta_id: str) -> int:
        """Queue again what stayed behind for ten minutes; how many it was. Running it twice costs hints only."""
        before = self.now() - LEFT_BEHIND_AFTER
        store = self.open_relatos(conta_id)
        left = await store.left_behind(before, late=self.now() - LATE_AFTER, limit=SWEEP_PAGE)
        for relato in left:
            await enqueue(self.queues, conta_id, relato)
        return len(left)

    async def fail(self, conta_id: str, relato_id: str) -> None:
        """Mark what the queue gave up on, keeping the step it failed at, and raise the alarm."""

        def change(relato: Relato) -> Relato:
            if relato.status not in UNFINISHED:
                return relato
            return relato.updated(self.now(), status=RelatoStatus.FALHOU, falhou_em_status=relato.status)

        relato = await self.open_relatos(conta_id).update(relato_id, change)
        if relato.status is RelatoStatus.FALHOU:
            step = relato.falhou_em_status
            _log.error("relato.failed", extra={"relato_id": relato_id, "conta": conta_id, "status": step})

    async def retry(self, conta_id: str, relato_id: str) -> Relato:
        """Go on from the step it failed at. Raises `NotFailed` for a relato that has not failed."""

        def change(relato: Relato) -> Relato:
            if relato.status is not RelatoStatus.FALHOU or relato.falhou_em_status is None:
                raise NotFailed
            return relato.updated(self.now(), status=relato.falhou_em_status, falhou_em_status=None)

        relato = await self.open_relatos(conta_id).update(relato_id, change)
        await enqueue(self.queues, conta_id, relato)
        return relato

    async def get(self, conta_id: str, relato_id: str) -> Versao:
        """Raises `RelatoNotFound`."""
        return await self.open_relatos(conta_id).get(relato_id)

    async def search(self, conta_id: str, filtro: FiltroRelatos) -> RelatoPage:
        conta = await self.contas.load(conta_id)
        return await self.open_relatos(conta_id).search(filtro, conta.fuso)


async def enqueue(queues: Queues, conta: str, relato: Relato, *, visible_after_s: int = 0) -> None:
    """Send the hint. A queue that does not take it costs ten minutes, not the relato: the sweep heals it."""
    message: dict[str, str | int] = {
        "v": 1,
        "conta": conta,
        "relato_id": relato.id,
        "traceparent": relato.traceparent,
    }
    try:
        await queues.send(QUEUE, message, visible_after_s=visible_after_s)
    except TransientError:
        _log.warning("relato.not_queued", extra={"relato_id": relato.id, "conta": conta})


def flow_input(conta: str, relato: Relato) -> dict[str, object]:
    """What the flow is told: ids and instants, never words."""
    due = [contato for contato in relato.contatos if contato.situacao is ContatoSituacao.AGENDADO]
    contatos = [{"numero": contato.numero, "devido_em": instant(contato.devido_em)} for contato in due]
    return {"conta": conta, "relato_id": relato.id, "contatos": contatos}
