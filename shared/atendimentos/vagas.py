"""Free hours: shown, held for a while, proposed five at a time, taken by one, and told of when one falls free.

Holding comes first: whoever creates the document of an hour has it, so that of many who choose it one gets it.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from shared.atendimentos import estados, textos
from shared.atendimentos.envelope import Pedido
from shared.atendimentos.errors import (
    HorarioIndisponivel,
    HorarioTomado,
    ProfissionalNotFound,
)
from shared.atendimentos.horario_models import Horario, HorarioEstado
from shared.atendimentos.horario_store import HorarioStore, horario_id
from shared.atendimentos.horarios import Periodo, busy, free, profissional_of
from shared.atendimentos.models import Atendimento, StatusConfirmacao
from shared.atendimentos.propostas import PROPOSED, Proposta, chosen_hour, of_pergunta, proposal
from shared.atendimentos.resposta_models import Ouvida, Retorno
from shared.atendimentos.service import AtendimentoService
from shared.atendimentos.vaga_tarefas import by_hand, freed_hour
from shared.contas.atendimentos import Profissional
from shared.contas.models import Conta
from shared.kit.durable import Flows
from shared.kit.errors import DomainError, NotFound
from shared.kit.texto import key_of
from shared.perguntas.models import Pergunta

# Nobody can come at once, and nobody plans further ahead by a message.
_NOTICE, _AHEAD = timedelta(hours=2), timedelta(days=60)
_DAY = timedelta(days=1)


@dataclass(frozen=True)
class VagaService:
    atendimentos: AtendimentoService
    open_horarios: Callable[[str], HorarioStore]

    @property
    def now(self) -> Callable[[], datetime]:
        return self.atendimentos.now

    async def free(self, conta: Conta, nome: str, periodo: Periodo, *, limit: int) -> list[datetime]:
        """Raises `ProfissionalNotFound`."""
        return await self._free(conta, _known(conta, nome), periodo, limit=limit)

    async def _free(
        self, conta: Conta, profissional: Profissional, periodo: Periodo, *, limit: int
    ) -> list[datetime]:
        duracao = timedelta(minutes=profissional.duracao_min)
        store = self.open_horarios(conta.id)
        booked = await self.atendimentos.booked(conta.id, profissional.nome, periodo.de - _DAY, periodo.ate)
        held = await store.held(profissional.nome, periodo.de - _DAY, periodo.ate, self.now())
        found: list[datetime] = []
        for inicio in free(conta, profissional, periodo, busy(booked, held, duracao)):
            found.append(inicio)
            if len(found) == limit:
                break
        return found

    async def hold(
        self, conta: Conta, nome: str, inicio: datetime, *, por: str, atendimento_id: str | None = None
    ) -> Horario:
        """Keep an hour for somebody for a while. Who holds it already holds it on.

        Raises `ProfissionalNotFound`, `HorarioIndisponivel` for one that is never offered, `HorarioTomado`.
        """
        profissional, now = _known(conta, nome), self.now()
        horario = Horario(
            id=horario_id(profissional.nome, inicio),
            profissional=profissional.nome,
            inicio=inicio,
            atendimento_id=atendimento_id,
            reservado_por=por,
            reserva_ate=now + timedelta(minutes=conta.atendimentos.reserva_min),
            criado_em=now,
        )
        span = Periodo(inicio, inicio + timedelta(minutes=1))
        if inicio <= now or not list(free(conta, profissional, span, ())):
            raise HorarioIndisponivel
        held = await self.open_horarios(conta.id).take(horario, now)
        booked = await self.atendimentos.booked(conta.id, profissional.nome, inicio - _DAY, inicio + _DAY)
        others = [one for one in booked if one.id != atendimento_id]
        if not list(free(conta, profissional, span, busy(others, (), timedelta()))):
            await self.open_horarios(conta.id).release(held.id, atendimento_id=atendimento_id)
            raise HorarioTomado
        return held

    async def release(self, conta_id: str, reserva_id: str) -> None:
        """Let go of a hold. Raises `ReservaNotFound`, and `HorarioTomado` for what is an appointment's by now."""
        store = self.open_horarios(conta_id)
        horario = await store.get(reserva_id)
        if horario.estado is HorarioEstado.OCUPADO:
            raise HorarioTomado("Este horário já é de um atendimento: remarque-o ou cancele-o.")
        await store.release(reserva_id, atendimento_id=horario.atendimento_id)

    async def settle(
        self, conta: Conta, reserva_id: str, atendimento_id: str, *, por: str, flows: Flows | None
    ) -> Atendimento:
        """Move the appointment to the hour that is held for it. Repeatable.

        Raises `ReservaNotFound`, `HorarioTomado`, `AtendimentoNotFound`, `MudancaRecusada`.
        """
        horario, now = await self.open_horarios(conta.id).get(reserva_id), self.now()
        if not horario.is_held(now) or horario.atendimento_id not in (None, atendimento_id):
            raise HorarioTomado
        return await self._move(conta, horario, Pedido(conta.id, por, atendimento_id), flows)

    async def _move(self, conta: Conta, horario: Horario, pedido: Pedido, flows: Flows | None) -> Atendimento:
        now, store = self.now(), self.open_horarios(conta.id)
        before = (await self.atendimentos.get(conta.id, pedido.atendimento_id)).atendimento

        def change(at: Atendimento) -> Atendimento:
            moved = estados.rescheduled(
                at, horario.inicio, now=now, por=pedido.por, motivo="horário escolhido"
            )
            return moved if moved is at else _agreed(_with(moved, horario), conta, now)

        taken = horario.model_copy(
            update={
                "estado": HorarioEstado.OCUPADO,
                "atendimento_id": pedido.atendimento_id,
                "reserva_ate": None,
            }
        )
        await store.take(taken, now)
        try:
            at = (await self.atendimentos.apply(pedido, change, flows)).atendimento
        except DomainError:  # it is nobody's then
            await store.release(horario.id, atendimento_id=pedido.atendimento_id)
            raise
        if before.data_consulta != at.data_consulta:
            await store.release(
                horario_id(before.nome_medico, before.data_consulta), atendimento_id=before.id
            )
            await self.freed(conta.id, before)
        return at

    async def propose(self, conta: Conta, atendimento: Atendimento, *, chave: str) -> Retorno | None:
        """Five free hours to choose from, the same for the same `chave`; None where the conta knows none."""
        return await self._propose(conta, atendimento, chave=chave, after=self.now() + _NOTICE)

    async def _propose(
        self, conta: Conta, at: Atendimento, *, chave: str, after: datetime, lead: str = ""
    ) -> Retorno | None:
        profissional = profissional_of(conta, at.nome_medico)
        if profissional is None:
            return None
        periodo = Periodo(after, self.now() + _AHEAD)
        wanted = PROPOSED + 1  # the hour that is being given up may be among them
        found = await self._free(conta, profissional, periodo, limit=wanted)
        hours = [inicio for inicio in found if inicio != at.data_consulta][:PROPOSED]
        if not hours:
            return None
        nova = proposal(Proposta(at, conta, hours, chave), now=self.now(), lead=lead)
        pergunta = await self.atendimentos.perguntas.ask(conta.id, nova)
        return Retorno(pergunta.texto, pergunta)

    async def choose(self, conta: Conta, pergunta: Pergunta, ouvida: Ouvida, flows: Flows) -> Retorno:
        """Take the hour that was chosen, or propose others. Repeatable by the recebimento.

        Raises `AtendimentoNotFound`, `TransientError`.
        """
        atendimento_id, versao = of_pergunta(pergunta)
        at = (await self.atendimentos.get(conta.id, atendimento_id)).atendimento
        inicio = chosen_hour(ouvida.opcao)
        if inicio is not None and at.data_consulta == inicio and at.versao == versao + 1:
            return Retorno(textos.rescheduled(await self._assunto(conta, at)))  # done before
        if pergunta.cliente_id != (at.cliente_id or ""):
            return Retorno(textos.ENCERRADA)  # the appointment is another person's since
        # Who confirmed after all keeps the hour: a number typed later is no choice.
        is_kept = at.status_confirmacao is StatusConfirmacao.CONFIRMADO
        if is_kept or at.versao != versao or at.is_over or self.now() >= at.data_consulta:
            return Retorno(textos.stale(await self._assunto(conta, at)))
        if inicio is None:
            return await self._others(conta, at, pergunta, ouvida)
        return await self._take(conta, at, inicio, ouvida, flows)

    async def _take(
        self, conta: Conta, at: Atendimento, inicio: datetime, ouvida: Ouvida, flows: Flows
    ) -> Retorno:
        try:
            horario = await self.hold(
                conta, at.nome_medico, inicio, por=estados.PACIENTE, atendimento_id=at.id
            )
        except (HorarioTomado, HorarioIndisponivel, ProfissionalNotFound):
            again = await self._propose(
                conta,
                at,
                chave=ouvida.recebimento_id,
                after=self.now() + _NOTICE,
                lead=textos.HORARIO_TOMADO,
            )
            return again or await self._by_hand(conta, at, ouvida)
        moved = await self._move(conta, horario, Pedido(conta.id, estados.PACIENTE, at.id), flows)
        return Retorno(textos.rescheduled(await self._assunto(conta, moved)))

    async def _others(self, conta: Conta, at: Atendimento, pergunta: Pergunta, ouvida: Ouvida) -> Retorno:
        """Five more, later than those that were proposed; somebody of the team where there are none."""
        proposed = [hour for opcao in pergunta.opcoes if (hour := chosen_hour(opcao.id))]
        after = max(proposed, default=self.now()) + timedelta(minutes=1)
        more = await self._propose(conta, at, chave=ouvida.recebimento_id, after=after)
        return more or await self._by_hand(conta, at, ouvida)

    async def _by_hand(self, conta: Conta, at: Atendimento, ouvida: Ouvida) -> Retorno:
        assunto = await self._assunto(conta, at)
        tarefa = by_hand(conta.id, assunto, ouvida)
        await self.atendimentos.open_tarefas(conta.id).open(tarefa)
        await self.atendimentos.hand_over(conta.id, at.id)
        return Retorno(textos.rescheduling(assunto))

    async def freed(self, conta: str, atendimento: Atendimento) -> None:
        """Tell the team that its hour is free and who wanted an earlier one, once for each hour. Repeatable."""
        now, at = self.now(), atendimento
        await self.open_horarios(conta).release(
            horario_id(at.nome_medico, at.data_consulta), atendimento_id=at.id
        )
        if at.data_consulta <= now + _NOTICE or not at.nome_medico:
            return
        waiting = await self.atendimentos.booked(
            conta, at.nome_medico, at.data_consulta, at.data_consulta + _AHEAD
        )
        others = [one for one in waiting if one.id != at.id and not one.is_over]
        if any(one.data_consulta == at.data_consulta for one in others):
            return  # it is somebody else's by now
        wanting = [one.id for one in others if one.quer_antes]
        tarefa = freed_hour(conta, at, wanting, now)
        await self.atendimentos.open_tarefas(conta).open(tarefa)

    async def _assunto(self, conta: Conta, at: Atendimento) -> textos.Assunto:
        return textos.Assunto(at, conta, self.now(), await self._nome(conta.id, at))

    async def _nome(self, conta: str, at: Atendimento) -> str | None:
        if at.cliente_id is None:
            return None
        try:
            return (await self.atendimentos.clientes.get(conta, at.cliente_id)).cliente.nome
        except NotFound:
            return None


def _known(conta: Conta, nome: str) -> Profissional:
    profissional = profissional_of(conta, nome)
    if profissional is None:
        raise ProfissionalNotFound
    return profissional


def _with(at: Atendimento, horario: Horario) -> Atendimento:
    """By whoever has this hour, who may be another than before."""
    is_same = key_of(at.nome_medico) == key_of(horario.profissional)
    return at if is_same else at.model_copy(update={"nome_medico": horario.profissional})


def _agreed(at: Atendimento, conta: Conta, now: datetime) -> Atendimento:
    """Who chose an hour that is near has said that they come; a far one is asked about in its time."""
    near = at.data_consulta - now <= timedelta(hours=conta.atendimentos.antecedencia_h)
    if not near:
        return at
    return at.updated(now, status_confirmacao=StatusConfirmacao.CONFIRMADO, respondido_em=now)
