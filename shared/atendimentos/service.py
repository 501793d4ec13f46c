"""What can be done with an atendimento: book it, find it, move it, hand it to its flow, heal it."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from shared.atendimentos import estados
from shared.atendimentos.agenda import edited
from shared.atendimentos.entrada import Entrada, about
from shared.atendimentos.envelope import Envelope, Pedido
from shared.atendimentos.horario_store import horario_id
from shared.atendimentos.horas import instant_of, to_come
from shared.atendimentos.lembretes import next_step
from shared.atendimentos.mensagem import kept_prefix
from shared.atendimentos.models import (
    Atendimento,
    MudancaAtendimento,
    MudancaStatusAtendimento,
    NovoAtendimento,
    Remarcacao,
    StatusConfirmacao,
)
from shared.atendimentos.names import FLOW, MUDOU, instance_id
from shared.atendimentos.ports import Desistencias, Liberadas, Perguntas, Tarefas
from shared.atendimentos.store import ATTEMPTS, AtendimentoStore, Versao
from shared.clientes.models import Origem, Pessoa
from shared.contas.models import Conta
from shared.kit.durable import Flows
from shared.kit.errors import NotFound, PreconditionFailed, TransientError
from shared.kit.ids import digest_id
from shared.kit.logging import get_logger
from shared.tarefas.models import Tarefa, TipoTarefa

LEFT_BEHIND_AFTER = timedelta(minutes=10)
SWEEP_PAGE = 200
# After five attempts were in vain the sweep waits so long before it has it tried again.
_REST = timedelta(hours=6)
NAO_PREPARADO = "avisos_nao_preparados"
_EXPLICACAO = "Não conseguimos preparar os avisos deste atendimento. Confirme com a pessoa por telefone."
_log = get_logger(__name__)


@dataclass(frozen=True)
class AtendimentoService(Entrada):
    """A change is saved first, then handed on: notices that wait about what it was are let go, its flow is woken.

    `flows` None leaves the handing-on to the queue's worker.
    """

    perguntas: Perguntas
    desistencias: Desistencias
    open_tarefas: Callable[[str], Tarefas]
    liberadas: Liberadas

    async def put_agenda(
        self, agenda_id: str, novo: NovoAtendimento, envelope: Envelope, *, flows: Flows | None
    ) -> tuple[Atendimento, bool]:
        """What the hospital's system says of its number `agenda_id`, and whether that is new here. Repeatable.

        Raises `InvalidInput`, `MudancaRecusada`, `PessoaEliminada`.
        """
        before, atendimento = await self.write_agenda(agenda_id, novo, envelope)
        conta = envelope.principal.conta
        if before is None:
            await self.enqueue(conta, atendimento)
        elif before is not atendimento:
            atendimento = await self.hand_on(conta, before, atendimento, flows)
        return atendimento, before is None

    async def reschedule(
        self, pedido: Pedido, remarcacao: Remarcacao, *, flows: Flows | None = None
    ) -> Versao:
        """Raises `AtendimentoNotFound`, `PreconditionFailed`, `InvalidInput`, `MudancaRecusada`."""
        now = self.now()

        def change(at: Atendimento) -> Atendimento:
            wanted = instant_of(remarcacao.data_consulta, at.fuso, now)
            if wanted != at.data_consulta:
                to_come(wanted, now)
            return estados.rescheduled(at, wanted, now=now, por=pedido.por, motivo=remarcacao.motivo)

        return await self.apply(pedido, change, flows)

    async def edit(
        self, pedido: Pedido, mudanca: MudancaAtendimento, *, flows: Flows | None = None
    ) -> Versao:
        """Raises `AtendimentoNotFound`, `PreconditionFailed`, `MudancaRecusada`."""
        now, fields = self.now(), mudanca.changes()
        return await self.apply(pedido, lambda at: edited(at, fields, now=now, por=pedido.por), flows)

    async def change_status(
        self, pedido: Pedido, mudanca: MudancaStatusAtendimento, *, flows: Flows | None = None
    ) -> Versao:
        """Raises `AtendimentoNotFound`, `PreconditionFailed`, `MudancaRecusada`."""
        now = self.now()
        desejo = estados.Desejo(mudanca.status, pedido.por, mudanca.motivo)
        return await self.apply(pedido, lambda at: estados.moved(at, desejo, now=now), flows)

    async def apply(
        self, pedido: Pedido, change: Callable[[Atendimento], Atendimento], flows: Flows | None
    ) -> Versao:
        """Save `change` of the newest version and hand it on; one that changes nothing saves nothing."""
        store = self.open_atendimentos(pedido.conta)
        for _ in range(ATTEMPTS):
            read = await store.get(pedido.atendimento_id)
            pedido.lido.check(read.etag)
            changed = change(read.atendimento)
            if changed is read.atendimento:
                return read
            try:
                saved = await store.save(self._due(changed), read.etag)
            except PreconditionFailed:
                continue
            _log.info("atendimento.changed", extra=about(pedido.conta, changed))
            await self.hand_on(pedido.conta, read.atendimento, saved.atendimento, flows)
            return await store.get(pedido.atendimento_id)
        raise TransientError

    async def hand_on(
        self, conta: str, before: Atendimento, after: Atendimento, flows: Flows | None
    ) -> Atendimento:
        """What was saved stays so, whatever does not answer now: the sweep finds it by its `proximo_em`."""
        is_given_up = after.status_confirmacao is StatusConfirmacao.CANCELADO
        is_left = is_given_up or before.data_consulta != after.data_consulta
        try:
            if is_left and not before.is_over:
                await self.liberadas.freed(conta, before)
            if before.pergunta_id and before.pergunta_id != after.pergunta_id:
                await self._close(conta, before.pergunta_id)
            if flows is not None:
                return await self.process(conta, after.id, flows)
        except TransientError:
            _log.warning("atendimento.not_handed_on", extra=about(conta, after))
        await self.enqueue(conta, after)
        return after

    async def _close(self, conta: str, pergunta_id: str) -> None:
        try:
            await self.perguntas.cancel(conta, pergunta_id)
        except NotFound:  # erased
            return

    async def process(self, conta_id: str, atendimento_id: str, flows: Flows) -> Atendimento:
        """Find out who gets its messages, let go what is stale, see to its flow. Safe to run twice and at once.

        Raises `AtendimentoNotFound`; `TransientError`, and then the queue goes on.
        """
        at = await self._link(conta_id, atendimento_id)
        if at.versao > 1 or not at.is_asking:
            await self.desistencias.cancel_for_atendimento(conta_id, at.id, keeps=kept_prefix(at))
        if not at.is_over and at.nome_medico:
            taken = horario_id(at.nome_medico, at.data_consulta)
            await self.open_tarefas(conta_id).dismiss_vaga(taken, self.now())
        return await self.follow(conta_id, atendimento_id, flows)

    async def _link(self, conta_id: str, atendimento_id: str) -> Atendimento:
        """With the cliente behind its phone or e-mail; of a child, with who answers for it."""
        store = self.open_atendimentos(conta_id)
        at = (await store.get(atendimento_id)).atendimento
        if at.cliente_id is not None or at.is_over or not (at.telefone or at.email):
            return at
        who = (at.nome_paciente, at.telefone or "", at.email or "")
        pessoa = Pessoa(at.nome_paciente, at.telefone, at.email, origem=Origem.MANUAL)
        found = await self.clientes.identify(conta_id, pessoa, chave=digest_id(at.id, *who))
        if found is None:
            return at
        paciente = (await self.clientes.get(conta_id, found)).cliente
        linked = {"cliente_id": paciente.responsavel_id or paciente.id, "paciente_id": paciente.id}

        def change(one: Atendimento) -> Atendimento:
            is_same = who == (one.nome_paciente, one.telefone or "", one.email or "")
            return one.model_copy(update=linked) if is_same and one.cliente_id is None else one

        return (await store.update(atendimento_id, change)).atendimento

    async def follow(self, conta_id: str, atendimento_id: str, flows: Flows) -> Atendimento:
        """Start the flow while the document asks for one, else wake it, and write down when it is to act next.

        Raises `AtendimentoNotFound`, `TransientError`.
        """
        store, conta = self.open_atendimentos(conta_id), await self.contas.load(conta_id)
        for _ in range(ATTEMPTS):
            read = await store.get(atendimento_id)
            at = read.atendimento
            if _wants_flow(at):
                # A live one is left as it is; one that ended, or died, is replaced.
                instance = instance_id(conta_id, at.id)
                await flows.start(FLOW, instance, {"conta": conta_id, "atendimento_id": at.id})
                if at.fluxo_iniciado:
                    await flows.signal(instance, MUDOU)
            followed = _followed(at, conta, self.now())
            if followed == at:
                return at
            try:
                return (await store.save(followed, read.etag)).atendimento
            except PreconditionFailed:
                continue  # it changed meanwhile: the flow is told of that too
        raise TransientError

    async def sweep(self, conta_id: str) -> int:
        """Queue again what something was to happen about ten minutes ago; how many it was. What the team was told of
        hours is let go once they are over.
        """
        now = self.now()
        await self.open_tarefas(conta_id).dismiss_past(now)
        before = now - LEFT_BEHIND_AFTER
        left = await self.open_atendimentos(conta_id).late(before, limit=SWEEP_PAGE)
        for atendimento in left:
            await self.enqueue(conta_id, atendimento)
        return len(left)

    async def fail(self, conta_id: str, atendimento_id: str) -> None:
        """Have a person see to what the queue gave up on, and raise the alarm. Raises `AtendimentoNotFound`."""
        now = self.now()
        later = {"proximo_em": now + _REST}
        read = await self.open_atendimentos(conta_id).update(
            atendimento_id, lambda one: one.model_copy(update=later) if one.proximo_em else one
        )
        at = read.atendimento
        if not at.is_over:
            await self.open_tarefas(conta_id).open(_tarefa(conta_id, at, now))
        _log.error("atendimento.failed", extra=about(conta_id, at))

    async def hand_over(self, conta_id: str, atendimento_id: str) -> None:
        """The team has it that this person waits for another hour. Raises `AtendimentoNotFound`."""
        now = self.now()
        await self.open_atendimentos(conta_id).update(
            atendimento_id, lambda one: estados.handed_over(one, now=now)
        )

    async def relink(self, conta_id: str, old: str, new: str) -> int:
        """Hand what names a merged cliente to the one that stays; how many it was. Repeatable."""
        store = self.open_atendimentos(conta_id)
        return sum([await _relink(store, field, old, new) for field in ("cliente_id", "paciente_id")])


async def _relink(store: AtendimentoStore, field: str, old: str, new: str) -> int:
    def change(one: Atendimento) -> Atendimento:
        return one.model_copy(update={field: new}) if getattr(one, field) == old else one

    moved = 0
    while page := await store.naming(field, old):
        for atendimento_id in page:
            await store.update(atendimento_id, change)
        moved += len(page)
    return moved


def _wants_flow(at: Atendimento) -> bool:
    """What ended before it had a flow needs none."""
    return not at.fluxo_encerrado and (at.fluxo_iniciado or at.encerrado_em is None)


def _followed(at: Atendimento, conta: Conta, now: datetime) -> Atendimento:
    """With what its flow is to do next; a flow that is to end has nothing more to do."""
    step = next_step(at, conta, now)
    changes = {
        "fluxo_iniciado": at.fluxo_iniciado or _wants_flow(at),
        "proximo_em": step.em if step else None,
        "proximo_ato": step.ato.value if step else None,
    }
    return at.model_copy(update=changes)


def _tarefa(conta_id: str, at: Atendimento, now: datetime) -> Tarefa:
    return Tarefa(
        id=digest_id(conta_id, NAO_PREPARADO, at.id, str(at.versao)),
        tipo=TipoTarefa.ATENDIMENTO,
        atendimento_id=at.id,
        cliente_id=at.cliente_id,
        motivo=NAO_PREPARADO,
        explicacao=_EXPLICACAO,
        cliente=at.nome_paciente,
        telefone=at.telefone,
        email=at.email,
        assunto=_EXPLICACAO,
        vence_em=min(now + timedelta(hours=4), max(at.data_consulta, now)),
        criada_em=now,
    )
