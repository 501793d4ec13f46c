"""How chamados come in: opened by the API, heard from a channel, confirmed by a button; the half of the service that
writes down what people say, and leaves the reading to the worker."""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from shared.chamados import textos
from shared.chamados.classe import Desfecho
from shared.chamados.desfecho import read_desfecho
from shared.chamados.envelope import Envelope
from shared.chamados.errors import ChamadoNotFound, ClienteNotFound, KeyErased, KeyReused
from shared.chamados.estados import routed
from shared.chamados.fala import conversation, holds, said, takes
from shared.chamados.fala_models import FalaRecebida
from shared.chamados.models import ENDED, Autor, Chamado, ChamadoStatus, Fala, NovoChamado
from shared.chamados.ports import Clientes, Contas, Perguntas
from shared.chamados.prazos import timed
from shared.chamados.store import ATTEMPTS, ChamadoStore
from shared.contas.models import Conta
from shared.kit.canais import Provedor
from shared.kit.clock import Now
from shared.kit.errors import Conflict, NotFound, TransientError
from shared.kit.ids import digest_id
from shared.kit.logging import get_logger
from shared.kit.queues import Queues
from shared.kit.titulares import Eliminados

QUEUE = "chamados-recebidos"
SUJEITO = "chamados"
# The queue is only the safety net of a chamado that is being worked on within its own request.
_SAFETY_NET_S = 60
# Among so many chamados of a cliente, the newest, words find the one that they belong to.
_LOOKED_AT = 20
_log = get_logger(__name__)


class _Elsewhere(Exception):
    """The chamado that words were to go to takes none any more."""


@dataclass(frozen=True)
class Entrada:
    open_chamados: Callable[[str], ChamadoStore]
    contas: Contas
    clientes: Clientes
    eliminados: Eliminados
    perguntas: Perguntas
    queues: Queues
    now: Now
    new_id: Callable[[], str]

    async def open_chamado(self, novo: NovoChamado, envelope: Envelope) -> Chamado:
        """Store the chamado, one of its own, then queue its id.

        A crash between the two is healed by the sweep. The same key with the same body gives the same chamado and
        repeats the hand-over; with another body it raises `KeyReused`, and `KeyErased` once it was erased. Raises
        `ClienteNotFound`.
        """
        conta = await self.contas.load(envelope.principal.conta)
        store = self.open_chamados(conta.id)
        chamado = await self._opened(novo, envelope, conta)
        if envelope.chave and await self.eliminados.holds_id(conta.id, chamado.cliente_id):
            raise KeyErased
        try:
            await store.add(chamado)
        except Conflict:
            stored = (await store.get(chamado.id)).chamado
            if stored.conteudo != chamado.conteudo:
                raise KeyReused from None
            chamado = stored
        await self.enqueue(conta.id, chamado, visible_after_s=_SAFETY_NET_S if envelope.agora else 0)
        _log.info("chamado.received", extra=_about(conta.id, chamado))
        return chamado

    async def _opened(self, novo: NovoChamado, envelope: Envelope, conta: Conta) -> Chamado:
        cliente_id = await self._canonical(conta.id, novo.cliente_id)
        chave, now = envelope.chave, self.now()
        chamado_id = digest_id(conta.id, QUEUE, chave) if chave else self.new_id()
        # Defaults are left out: a field that a later version adds must not change the digest of an old body.
        said_as = novo.model_dump_json(exclude_defaults=True)
        chamado = Chamado(
            id=chamado_id,
            protocolo=protocolo_of(chamado_id, now, conta),
            cliente_id=cliente_id,
            canal=novo.canal,
            falas=(Fala(id=chamado_id, autor=Autor.CLIENTE, texto=novo.mensagem, em=now),),
            criado_em=now,
            criado_por=envelope.principal.sujeito,
            atualizado_em=now,
            conteudo=hashlib.sha256(said_as.encode()).hexdigest(),
            traceparent=envelope.traceparent,
        )
        return timed(chamado, conta)

    async def hear(self, conta_id: str, fala: FalaRecebida, traceparent: str) -> Chamado:
        """Write down what a cliente said where it belongs, then queue it: to the newest chamado of theirs that is not
        over, else to one that was solved lately, else to a new one; two messages at once begin one.

        Repeatable by the id of `fala`. Raises `ClienteNotFound`.
        """
        conta = await self.contas.load(conta_id)
        cliente_id = await self._canonical(conta_id, fala.cliente_id)
        for _ in range(ATTEMPTS):
            try:
                chamado = await self._write_down(conta, cliente_id, fala, traceparent)
            except (_Elsewhere, ChamadoNotFound):
                continue  # closed, full or erased since it was found
            await self.enqueue(conta_id, chamado)
            await self.let_go(conta_id, chamado)
            _log.info("chamado.heard", extra=_about(conta_id, chamado))
            return chamado
        raise TransientError

    async def open_with(self, conta_id: str, cliente_id: str) -> Chamado | None:
        """The chamado that is still being talked about with this cliente; None where none is open."""
        conta = await self.contas.load(conta_id)
        recentes = await self.open_chamados(conta_id).latest(cliente_id, limit=_LOOKED_AT)
        found = conversation(recentes, conta, self.now())
        return found if found and found.status not in ENDED else None

    async def _write_down(
        self, conta: Conta, cliente_id: str, fala: FalaRecebida, traceparent: str
    ) -> Chamado:
        store = self.open_chamados(conta.id)
        recentes = await store.latest(cliente_id, limit=_LOOKED_AT)
        if known := next((one for one in recentes if holds(one, fala.id)), None):
            return known
        found = conversation(recentes, conta, self.now()) if fala.is_proven else None
        if found is not None:
            return await self._said_in(conta, found.id, fala)
        novo = self._begun(conta, cliente_id, fala, antes=recentes[0].id if recentes else "")
        try:
            return (await store.add(novo.model_copy(update={"traceparent": traceparent}))).chamado
        except Conflict:  # another message of theirs, or this one, was quicker to begin it
            return await self._said_in(conta, novo.id, fala)

    async def _said_in(self, conta: Conta, chamado_id: str, fala: FalaRecebida) -> Chamado:
        desfecho = read_desfecho(fala.texto)

        def change(chamado: Chamado) -> Chamado:
            if holds(chamado, fala.id):
                return chamado
            if not takes(chamado, conta, self.now()):
                raise _Elsewhere
            spoken = said(chamado, fala.fala, desfecho, conta=conta, now=self.now())
            # An answer goes where they wrote last.
            return spoken.model_copy(update={"provedor": fala.provedor})

        return (await self.open_chamados(conta.id).update(chamado_id, change)).chamado

    def _begun(self, conta: Conta, cliente_id: str, fala: FalaRecebida, *, antes: str) -> Chamado:
        """The id is made of the chamado before it, so that two messages at once begin the same one."""
        now = self.now()
        named = (cliente_id, antes) if fala.is_proven else (fala.id,)
        chamado_id = digest_id(conta.id, Chamado.CONTAINER, *named)
        chamado = Chamado(
            id=chamado_id,
            protocolo=_protocolo_told(fala) or protocolo_of(chamado_id, now, conta),
            cliente_id=cliente_id,
            canal=fala.canal,
            provedor=fala.provedor,
            assunto=fala.assunto,
            falas=(fala.fala,),
            criado_em=now,
            criado_por=SUJEITO,
            atualizado_em=now,
        )
        if fala.is_proven:
            return timed(chamado, conta)
        return routed(chamado, conta=conta, now=now, motivo=textos.NAO_COMPROVADO)

    async def confirm(self, conta_id: str, chamado_id: str, *, resolveu: bool, fala_id: str) -> Chamado:
        """The cliente pressed whether the answer helped, in the recebimento `fala_id`. Repeatable by it.

        Raises `ChamadoNotFound`.
        """
        conta, now = await self.contas.load(conta_id), self.now()
        opcao = textos.OPCAO_SIM if resolveu else textos.OPCAO_NAO
        fala = Fala(id=fala_id, autor=Autor.CLIENTE, texto=opcao.titulo, em=now)
        desfecho = Desfecho.RESOLVEU if resolveu else Desfecho.NAO_RESOLVEU

        def change(chamado: Chamado) -> Chamado:
            return said(chamado, fala, desfecho, conta=conta, now=now)

        chamado = (await self.open_chamados(conta_id).update(chamado_id, change)).chamado
        await self.enqueue(conta_id, chamado)
        _log.info("chamado.confirmed", extra=_about(conta_id, chamado) | {"resolveu": resolveu})
        return chamado

    async def let_go(self, conta: str, chamado: Chamado) -> None:
        """Once the conversation went on, a number that is typed is no answer to the old question any more."""
        if chamado.pergunta_id is None or chamado.status is ChamadoStatus.AGUARDANDO_CLIENTE:
            return
        try:
            await self.perguntas.cancel(conta, chamado.pergunta_id)
        except NotFound:  # erased
            return

    async def _canonical(self, conta: str, cliente_id: str) -> str:
        try:
            return (await self.clientes.get(conta, cliente_id)).cliente.id
        except NotFound:
            raise ClienteNotFound from None

    async def enqueue(self, conta: str, chamado: Chamado, *, visible_after_s: int = 0) -> None:
        """Send the hint of one that waits. A queue that does not take it costs ten minutes: the sweep heals it."""
        if not chamado.pendente:
            return
        message: dict[str, str | int] = {
            "v": 1,
            "conta": conta,
            "chamado_id": chamado.id,
            "traceparent": chamado.traceparent,
        }
        try:
            await self.queues.send(QUEUE, message, visible_after_s=visible_after_s)
        except TransientError:
            _log.warning("chamado.not_queued", extra=_about(conta, chamado))


def protocolo_of(chamado_id: str, opened: datetime, conta: Conta) -> str:
    """S1's: the local second, and four characters that tell two of it apart."""
    return f"{opened.astimezone(ZoneInfo(conta.fuso)):%Y%m%d%H%M%S}-{chamado_id[-4:].upper()}"


def _protocolo_told(fala: FalaRecebida) -> str | None:
    """What a form answered already: the id of its message behind the channel's name."""
    return fala.id.partition(":")[2] or None if fala.provedor is Provedor.FORMULARIO else None


def _about(conta: str, chamado: Chamado) -> dict[str, str]:
    return {"chamado_id": chamado.id, "conta": conta, "status": chamado.status}
