"""How atendimentos come in: booked by the API, or told by the hospital's system; the half of the service that writes
them down, and leaves who it is and the flow to the worker."""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass

from shared.atendimentos.agenda import fields_of, told
from shared.atendimentos.consulta import Consulta
from shared.atendimentos.envelope import Envelope
from shared.atendimentos.errors import AgendaOcupada, AtendimentoNotFound, KeyReused, PessoaEliminada
from shared.atendimentos.horas import instant_of, to_come, zone_of
from shared.atendimentos.models import Atendimento, NovoAtendimento
from shared.atendimentos.store import ATTEMPTS
from shared.clientes.models import Cliente
from shared.contas.models import Conta
from shared.kit.errors import Conflict, FieldError, InvalidInput, NotFound, PreconditionFailed, TransientError
from shared.kit.ids import digest_id
from shared.kit.logging import get_logger
from shared.kit.queues import Queues
from shared.kit.titulares import Eliminados, Titular

QUEUE = "atendimentos-novos"
_AGENDA = "agenda"
_log = get_logger(__name__)


@dataclass(frozen=True)
class Entrada(Consulta):
    eliminados: Eliminados
    queues: Queues
    new_id: Callable[[], str]

    async def create(self, novo: NovoAtendimento, envelope: Envelope) -> Atendimento:
        """Store the atendimento, then queue its id; a crash between the two is healed by the sweep.

        The same `Idempotency-Key`, or the same agenda number, with the same body gives the same atendimento and
        repeats the hand-over; with another body it raises `KeyReused`, `AgendaOcupada`. Raises `InvalidInput`, and
        `PessoaEliminada` for what comes by itself or may be a repetition.
        """
        conta = await self.contas.load(envelope.principal.conta)
        atendimento = await self._born(novo, envelope, conta)
        to_come(atendimento.data_consulta, self.now())
        # Who keeps no key of it asks for it now; what has one may be the repetition of what was erased since.
        if envelope.sozinho or envelope.chave or atendimento.agenda_id:
            await self._check_not_erased(conta.id, atendimento)
        store = self.open_atendimentos(conta.id)
        await self._check_free(conta.id, atendimento)
        try:
            await store.add(atendimento)
        except Conflict:
            stored = (await store.get(atendimento.id)).atendimento
            if stored.conteudo != atendimento.conteudo:
                raise (AgendaOcupada if atendimento.agenda_id else KeyReused) from None
            atendimento = stored
        await self.enqueue(conta.id, atendimento)
        _log.info("atendimento.received", extra=about(conta.id, atendimento))
        return atendimento

    async def write_agenda(
        self, agenda_id: str, novo: NovoAtendimento, envelope: Envelope
    ) -> tuple[Atendimento | None, Atendimento]:
        """What the hospital's system says of its number `agenda_id`, written down: as it was before, None for a new
        one, and as it is now; the very same where the body says nothing new.

        Raises `InvalidInput`, `MudancaRecusada`, and `PessoaEliminada` for a new one of somebody erased.
        """
        conta = await self.contas.load(envelope.principal.conta)
        wanted = await self._born(novo.model_copy(update={"nr_seq_agenda": agenda_id}), envelope, conta)
        store, por = self.open_atendimentos(conta.id), envelope.principal.sujeito
        for _ in range(ATTEMPTS):
            try:
                read = await store.get(wanted.id)
            except AtendimentoNotFound:
                if moved_in := await self.of_agenda(conta.id, agenda_id):
                    wanted = wanted.model_copy(update={"id": moved_in.id})
                    continue
                to_come(wanted.data_consulta, self.now())
                await self._check_not_erased(conta.id, wanted)
                try:
                    return None, (await store.add(wanted)).atendimento
                except Conflict:
                    continue
            known = told(read.atendimento, wanted, now=self.now(), por=por)
            if known is read.atendimento:
                return known, known
            try:
                return read.atendimento, (await store.save(self._due(known), read.etag)).atendimento
            except PreconditionFailed:
                continue
        raise TransientError

    async def _born(self, novo: NovoAtendimento, envelope: Envelope, conta: Conta) -> Atendimento:
        now = self.now()
        fuso = zone_of(novo.fuso, conta.fuso)
        data_consulta = instant_of(novo.data_consulta, fuso, now)
        cliente = await self._known_cliente(conta.id, novo.cliente_id)
        # Defaults are left out: a field that a later version adds must not change the digest of an old body.
        said = novo.model_dump_json(exclude_defaults=True)
        return Atendimento(
            **fields_of(novo),
            id=self._id_of(novo, envelope, conta),
            agenda_id=novo.nr_seq_agenda,
            agenda_em=data_consulta if novo.nr_seq_agenda else None,
            cliente_id=(cliente.responsavel_id or cliente.id) if cliente else None,
            paciente_id=cliente.id if cliente else None,
            data_consulta=data_consulta,
            fuso=fuso,
            proximo_em=now,
            criado_em=now,
            criado_por=envelope.principal.sujeito,
            atualizado_em=now,
            conteudo=hashlib.sha256(said.encode()).hexdigest(),
            traceparent=envelope.traceparent,
        )

    def _id_of(self, novo: NovoAtendimento, envelope: Envelope, conta: Conta) -> str:
        """The hospital's number makes the id, so that whoever tells of it tells of the same one."""
        if novo.nr_seq_agenda:
            return digest_id(conta.id, _AGENDA, novo.nr_seq_agenda)
        return digest_id(conta.id, QUEUE, envelope.chave) if envelope.chave else self.new_id()

    async def _known_cliente(self, conta_id: str, cliente_id: str | None) -> Cliente | None:
        if cliente_id is None:
            return None
        try:
            return (await self.clientes.get(conta_id, cliente_id)).cliente
        except NotFound:
            wrong = FieldError("#/cliente_id", "não é o id de um cliente desta conta")
            raise InvalidInput(errors=[wrong]) from None

    async def _check_not_erased(self, conta: str, atendimento: Atendimento) -> None:
        """Who is a cliente came back by themselves. Raises `PessoaEliminada`."""
        telefones = (atendimento.telefone,) if atendimento.telefone else ()
        emails = (atendimento.email,) if atendimento.email else ()
        if atendimento.cliente_id or not (telefones or emails):
            return
        if not await self.eliminados.holds_person(conta, Titular(telefones=telefones, emails=emails)):
            return
        if not await self.clientes.is_known(conta, telefone=atendimento.telefone, email=atendimento.email):
            raise PessoaEliminada

    async def _check_free(self, conta: str, atendimento: Atendimento) -> None:
        """Its number may be one's that came by migration, with an id of its own. Raises `AgendaOcupada`."""
        if atendimento.agenda_id is None:
            return
        known = await self.of_agenda(conta, atendimento.agenda_id)
        if known is not None and known.id != atendimento.id:
            raise AgendaOcupada

    def _due(self, atendimento: Atendimento) -> Atendimento:
        """To be handed on at once; where that is cut short, the sweep finds it."""
        return atendimento.model_copy(update={"proximo_em": self.now()})

    async def enqueue(self, conta: str, atendimento: Atendimento) -> None:
        """Send the hint. A queue that does not take it costs ten minutes: the sweep heals it."""
        message: dict[str, str | int] = {
            "v": 1,
            "conta": conta,
            "atendimento_id": atendimento.id,
            "traceparent": atendimento.traceparent,
        }
        try:
            await self.queues.send(QUEUE, message)
        except TransientError:
            _log.warning("atendimento.not_queued", extra=about(conta, atendimento))


def about(conta: str, atendimento: Atendimento) -> dict[str, object]:
    """What logs may tell of it."""
    return {
        "atendimento_id": atendimento.id,
        "conta": conta,
        "status": atendimento.status_confirmacao,
        "versao": atendimento.versao,
    }
