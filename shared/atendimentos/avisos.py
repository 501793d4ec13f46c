"""What the flow of an appointment does when it wakes: the document is read again and decides; the flow only waits.

Each thing is done before it is written down and can be done twice: a crash between the two repeats it.
"""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, replace
from typing import Any

from shared.atendimentos import estados
from shared.atendimentos.errors import AtendimentoNotFound, MudancaRecusada
from shared.atendimentos.escalada import SUJEITO, Escalada, close, who_hears
from shared.atendimentos.lembretes import Ato, Passo, hours_of, next_message, next_step
from shared.atendimentos.mensagem import (
    NAO_ACEITO,
    SEM_CADASTRO,
    SEM_CONTATO,
    aviso_of,
    chave_of,
    envio_of,
    is_late,
    kept_prefix,
    question_of,
    why_back,
    words_of,
)
from shared.atendimentos.models import Atendimento, Aviso, TipoAviso
from shared.atendimentos.ports import Clientes, Contas, Desistencias, Envios, Perguntas
from shared.atendimentos.store import AtendimentoStore
from shared.atendimentos.textos import Assunto
from shared.contas.models import Conta
from shared.envios.models import Envio
from shared.kit.clock import Now, instant
from shared.kit.errors import DomainError, NotFound
from shared.kit.logging import get_logger
from shared.perguntas.models import Pergunta

_log = get_logger(__name__)


@dataclass(frozen=True)
class AvisoService:
    open_atendimentos: Callable[[str], AtendimentoStore]
    contas: Contas
    clientes: Clientes
    perguntas: Perguntas
    envios: Envios
    desistencias: Desistencias
    escalada: Escalada
    now: Now

    async def next(self, conta_id: str, atendimento_id: str) -> dict[str, Any]:
        """What the flow is to wait for, `{"em", "ato", "versao"}`, or `{"fim"}`; either is written down.

        Raises `AtendimentoNotFound`.
        """
        conta, now = await self.contas.load(conta_id), self.now()
        read = await self.open_atendimentos(conta_id).update(
            atendimento_id, lambda one: _waiting(one, next_step(one, conta, now))
        )
        at = read.atendimento
        await self.escalada.settle(conta_id, at)
        passo = next_step(at, conta, now)
        if passo is None:
            return {"fim": at.status_confirmacao.value}
        return {"em": instant(passo.em), "ato": passo.ato.value, "versao": passo.versao}

    async def make(self, conta_id: str, atendimento_id: str, ato: str, versao: int) -> bool:
        """Do what is due now, if it is this `Ato`; whether it was. Raises `AtendimentoNotFound`."""
        conta = await self.contas.load(conta_id)
        at = (await self.open_atendimentos(conta_id).get(atendimento_id)).atendimento
        passo, now = next_step(at, conta, self.now()), self.now()
        if passo is None or (passo.ato, passo.versao) != (ato, versao) or passo.em > now:
            if ato == Ato.ESCALAR and versao == at.versao:
                await self.escalada.finish(conta, at)  # an earlier run of this may have come only halfway
            return False
        match passo.ato:
            case Ato.ESCALAR:
                await self.escalada.escalate(conta, at)
            case Ato.ENCERRAR:
                await self._end(conta_id, at)
            case _:
                await self._send(conta, at, TipoAviso(passo.ato))
        _log.info("atendimento.step_made", extra={"atendimento_id": at.id, "conta": conta_id, "ato": ato})
        return True

    async def ask_now(self, conta_id: str, atendimento_id: str) -> Atendimento:
        """Ask whether they come before it is due, within the conta's hours, and once for each hour of it.

        Raises `AtendimentoNotFound`, `MudancaRecusada` where nobody is to be asked any more.
        """
        conta, store, now = await self.contas.load(conta_id), self.open_atendimentos(conta_id), self.now()
        at = (await store.get(atendimento_id)).atendimento
        if not (at.is_asking and estados.may_still_say(at, now)):
            raise MudancaRecusada("Este atendimento já foi respondido, ou o horário dele já passou.")
        is_new = all(one.versao != at.versao for one in at.avisos)
        if is_new and hours_of(at, conta).next(now) == now:
            await self._send(conta, at, TipoAviso.CONFIRMACAO)
        return (await store.get(atendimento_id)).atendimento

    async def take_back(self, conta_id: str, envio: Envio) -> bool:
        """Write down what the gate refused or no channel delivered; the team hears of it where nobody was asked.

        Whether there was such a message. Idempotent.
        """
        aviso = aviso_of(envio)
        if aviso is None or not aviso.voltou or envio.atendimento_id is None:
            return False
        try:
            at = (await self.open_atendimentos(conta_id).get(envio.atendimento_id)).atendimento
            conta = await self.contas.load(conta_id)
            await self._give_back(conta, at, aviso, why=why_back(envio), is_late=is_late(envio))
        except AtendimentoNotFound:
            return False
        return True

    async def _send(self, conta: Conta, at: Atendimento, tipo: TipoAviso) -> None:
        envio = await self.envios.find(conta.id, chave_of(at, tipo))
        cliente = await who_hears(self.clientes, conta.id, at) if envio is None else None
        if cliente is not None:
            assunto = Assunto(at, conta, self.now(), cliente.nome)
            pergunta = await self._opened(assunto, cliente.id, tipo) if at.is_asking else None
            if at.is_asking and pergunta is None:
                return  # it changed meanwhile: the next look tells what is to be said now
            envio = await self._request(assunto, cliente.id, tipo, pergunta)
        aviso = aviso_of(envio) if envio else None
        if envio is None or aviso is None:
            unsent = Aviso(tipo=tipo, versao=at.versao, chave=chave_of(at, tipo), em=self.now(), voltou=True)
            await self._give_back(conta, at, unsent, why=NAO_ACEITO if cliente else SEM_CADASTRO)
        elif aviso.voltou:
            await self._give_back(conta, at, aviso, why=why_back(envio), is_late=is_late(envio))
        else:
            await self._write_down(conta.id, at, aviso, pergunta_id=envio.pergunta_id)

    async def _request(
        self, assunto: Assunto, cliente_id: str, tipo: TipoAviso, pergunta: Pergunta | None
    ) -> Envio | None:
        """The message as the gate has it, asked for once; None where no gate takes it."""
        at, conta_id, chave = assunto.at, assunto.conta.id, chave_of(assunto.at, tipo)
        texto = words_of(assunto, tipo)
        novo = envio_of(assunto, cliente_id, chave=chave, texto=texto, pergunta=pergunta)
        try:
            return await self.envios.request(conta_id, novo, sujeito=SUJEITO, traceparent=at.traceparent)
        except DomainError as error:
            if known := await self.envios.find(conta_id, chave):  # another run of this was quicker
                return known
            extra = {"atendimento_id": at.id, "conta": conta_id, "slug": error.slug}
            _log.warning("atendimento.notice_refused", extra=extra)
            return None

    async def _opened(self, assunto: Assunto, cliente_id: str, tipo: TipoAviso) -> Pergunta | None:
        """The question, known to the document before anybody can answer it; None where nothing is asked any more."""
        at, conta_id, now = assunto.at, assunto.conta.id, assunto.now
        pergunta = await self._ask(assunto, cliente_id, tipo)
        read = await self.open_atendimentos(conta_id).update(
            at.id, lambda one: estados.opened(one, pergunta.id, versao=at.versao, now=now)
        )
        stale = {at.pergunta_id, pergunta.id} - {read.atendimento.pergunta_id, None}
        for one in sorted(filter(None, stale)):
            await close(self.perguntas, conta_id, one)
        is_open = read.atendimento.pergunta_id == pergunta.id and read.atendimento.is_asking
        return pergunta if is_open else None

    async def _ask(self, assunto: Assunto, cliente_id: str, tipo: TipoAviso) -> Pergunta:
        """The same in every message of this hour; another where that one was let go or is not theirs."""
        at, conta_id = assunto.at, assunto.conta.id
        nova = question_of(assunto, cliente_id, f"atendimento-{at.id}-{at.versao}")
        pergunta = await self.perguntas.ask(conta_id, nova)
        if pergunta.is_open(assunto.now) and pergunta.cliente_id == cliente_id:
            return pergunta
        return await self.perguntas.ask(conta_id, replace(nova, chave=f"{nova.chave}-{tipo}-{cliente_id}"))

    async def _write_down(
        self, conta_id: str, at: Atendimento, aviso: Aviso, *, pergunta_id: str | None
    ) -> None:
        """What was answered or changed while the message was handed over takes it, and its question, back."""
        now = self.now()
        read = await self.open_atendimentos(conta_id).update(
            at.id, lambda one: estados.asked(one, aviso, now=now, pergunta_id=pergunta_id)
        )
        newest = read.atendimento
        stale = {at.pergunta_id, pergunta_id} - {newest.pergunta_id, None}
        for one in sorted(filter(None, stale)):
            await close(self.perguntas, conta_id, one)
        keeps = kept_prefix(newest)
        if keeps is None or not aviso.chave.startswith(keeps):
            await self.desistencias.cancel_for_atendimento(conta_id, at.id, keeps=keeps)

    async def _give_back(
        self, conta: Conta, at: Atendimento, aviso: Aviso, *, why: str, is_late: bool = False
    ) -> None:
        now = self.now()
        marked = estados.came_back(at, aviso, now=now)
        if marked is at or aviso.versao != at.versao:
            return
        is_told = bool(at.escalado_em) or (is_late and next_message(marked, conta, now) is not None)
        needs_team = _reached_nobody(marked) and not is_told
        if needs_team:
            await self.escalada.tell(conta.id, at, motivo=SEM_CONTATO, detalhe=why)

        def change(one: Atendimento) -> Atendimento:
            if one.versao != aviso.versao:
                return one
            known = estados.came_back(one, aviso, now=now)
            return estados.escalated(known, now=now) if needs_team else known

        await self.open_atendimentos(conta.id).update(at.id, change)

    async def _end(self, conta_id: str, at: Atendimento) -> None:
        now = self.now()
        if at.pergunta_id:
            with suppress(NotFound):  # erased
                await self.perguntas.expire(conta_id, at.pergunta_id)
        await self.open_atendimentos(conta_id).update(
            at.id, lambda one: estados.passed(one, now=now) if one.versao == at.versao else one
        )


def _waiting(at: Atendimento, passo: Passo | None) -> Atendimento:
    """As its flow leaves it: waiting for a step, or ended."""
    changes = {
        "fluxo_iniciado": True,
        "fluxo_encerrado": passo is None,
        "proximo_em": passo.em if passo else None,
        "proximo_ato": passo.ato.value if passo else None,
    }
    waiting = at.model_copy(update=changes)
    return at if waiting == at else waiting


def _reached_nobody(at: Atendimento) -> bool:
    return at.is_asking and all(one.voltou for one in at.avisos if one.versao == at.versao)
