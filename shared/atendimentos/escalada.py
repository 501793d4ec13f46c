"""Where nobody answers, or nobody can be asked: the team is told, or the conta's rule gives the hour away.

Each thing is done before it is written down, or found again by what is, and can be done twice.
"""

from collections.abc import Callable
from dataclasses import dataclass

from shared.atendimentos import estados, textos
from shared.atendimentos.lembretes import APART, heard
from shared.atendimentos.mensagem import (
    SEM_ESCOLHA,
    SEM_RESPOSTA,
    choice_id,
    envio_of,
    left_at,
    tarefa_id,
    tarefa_of,
)
from shared.atendimentos.models import Atendimento
from shared.atendimentos.names import aviso_prefix
from shared.atendimentos.ports import Clientes, Desistencias, Entradas, Envios, Liberadas, Perguntas, Tarefas
from shared.atendimentos.store import AtendimentoStore
from shared.atendimentos.textos import Assunto
from shared.clientes.models import Cliente
from shared.contas.atendimentos import Autocancelar
from shared.contas.models import Conta
from shared.envios.models import Envio
from shared.kit.clock import Now
from shared.kit.errors import DomainError, NotFound
from shared.kit.logging import get_logger

SUJEITO = "atendimentos"
_log = get_logger(__name__)


@dataclass(frozen=True)
class Escalada:
    open_atendimentos: Callable[[str], AtendimentoStore]
    open_tarefas: Callable[[str], Tarefas]
    clientes: Clientes
    perguntas: Perguntas
    envios: Envios
    desistencias: Desistencias
    vagas: Liberadas
    entradas: Entradas
    now: Now

    async def escalate(self, conta: Conta, at: Atendimento) -> None:
        """By the conta's policy. Nobody loses an hour who was not really asked, with a while to answer, or who wrote
        something since, an audio too."""
        store, now = self.open_atendimentos(conta.id), self.now()
        if estados.waits_since(at):
            await self._tell_of_choice(conta.id, at)
            return
        cancels = conta.atendimentos.autocancelar is Autocancelar.CANCELAR
        if cancels and not heard(at) and await self._was_silent(conta.id, at):
            saved = await store.update(
                at.id,
                lambda one: estados.cancelled_by_silence(one, now=now) if one.versao == at.versao else one,
            )
            await self.finish(conta, saved.atendimento)
            return
        await self.tell(conta.id, at, motivo=SEM_RESPOSTA)
        await store.update(
            at.id, lambda one: estados.escalated(one, now=now) if one.versao == at.versao else one
        )

    async def _tell_of_choice(self, conta_id: str, at: Atendimento) -> None:
        """Once for each time that they asked for another hour."""
        now, since = self.now(), estados.waits_since(at)
        if since is None:
            return
        tarefa = tarefa_of(at, now, motivo=SEM_ESCOLHA).model_copy(update={"id": choice_id(at, since)})
        await self.open_tarefas(conta_id).open(tarefa)
        await self.open_atendimentos(conta_id).update(
            at.id, lambda one: estados.handed_over(one, now=now) if estados.waits_since(one) == since else one
        )

    async def tell(self, conta_id: str, at: Atendimento, *, motivo: str, detalhe: str = "") -> None:
        """Make it somebody's tarefa, once for each hour."""
        tarefa = tarefa_of(at, self.now(), motivo=motivo, detalhe=detalhe)
        await self.open_tarefas(conta_id).open(tarefa)
        extra = {"atendimento_id": at.id, "conta": conta_id, "motivo": motivo, "tarefa_id": tarefa.id}
        _log.warning("atendimento.escalated", extra=extra)

    async def settle(self, conta_id: str, at: Atendimento) -> None:
        """Let go what the team was told of an hour that is answered, or is not its hour any more."""
        tarefas, now = self.open_tarefas(conta_id), self.now()
        if at.escalado_em and not at.is_asking:
            await tarefas.dismiss(tarefa_id(at), now)
        if at.versao > 1:
            await tarefas.dismiss(tarefa_id(at, at.versao - 1), now)
        for asked in estados.asked_another(at):
            await tarefas.dismiss(choice_id(at, asked), now)

    async def finish(self, conta: Conta, at: Atendimento) -> None:
        """What follows from an hour that was given away by silence; nothing where it was not."""
        if not estados.was_freed_by_silence(at):
            return
        asked = [one.pergunta_id for one in await self._sent(conta.id, at) if one.pergunta_id]
        for pergunta_id in dict.fromkeys(asked):
            await close(self.perguntas, conta.id, pergunta_id)
        told = f"{aviso_prefix(at.id, at.versao)}cancelado"
        await self.desistencias.cancel_for_atendimento(conta.id, at.id, keeps=told)
        await self._say_so(conta, at, told)
        await self.vagas.freed(conta.id, at)
        _log.info("atendimento.freed_by_silence", extra={"atendimento_id": at.id, "conta": conta.id})

    async def _say_so(self, conta: Conta, at: Atendimento, chave: str) -> None:
        """Who does not come must know that nobody waits for them."""
        cliente = await who_hears(self.clientes, conta.id, at)
        if cliente is None or await self.envios.find(conta.id, chave):
            return
        assunto = Assunto(at, conta, self.now(), cliente.nome)
        novo = envio_of(assunto, cliente.id, chave=chave, texto=textos.freed(assunto))
        try:
            await self.envios.request(conta.id, novo, sujeito=SUJEITO, traceparent=at.traceparent)
        except DomainError as error:
            extra = {"atendimento_id": at.id, "conta": conta.id, "slug": error.slug}
            _log.warning("atendimento.notice_refused", extra=extra)

    async def _was_silent(self, conta_id: str, at: Atendimento) -> bool:
        """Whether a question left in good time and nothing of them has come since."""
        limit = self.now() - APART
        moments = [left for one in await self._sent(conta_id, at) if (left := left_at(one)) and left <= limit]
        if not moments or at.cliente_id is None:
            return False
        wrote = await self.entradas.last_at(conta_id, at.cliente_id)
        return wrote is None or wrote < min(moments)

    async def _sent(self, conta_id: str, at: Atendimento) -> list[Envio]:
        chaves = [one.chave for one in at.avisos if one.versao == at.versao]
        found = [await self.envios.find(conta_id, chave) for chave in chaves]
        return [one for one in found if one is not None]


async def who_hears(clientes: Clientes, conta_id: str, at: Atendimento) -> Cliente | None:
    """Who gets the messages about it; None where nobody is known, or they were erased or blocked meanwhile."""
    if at.cliente_id is None:
        return None
    try:
        return (await clientes.get(conta_id, at.cliente_id)).cliente
    except NotFound:
        return None


async def close(perguntas: Perguntas, conta_id: str, pergunta_id: str) -> None:
    try:
        await perguntas.cancel(conta_id, pergunta_id)
    except NotFound:  # erased
        return
