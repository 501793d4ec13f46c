"""The free hours of who treats, as the front desk and other systems see and hold them."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from shared.atendimentos.dizeres import plainly
from shared.atendimentos.errors import ProfissionalNotFound
from shared.atendimentos.horario_models import AgendaLivre, FiltroAgenda, Horario, HorarioLivre, NovaReserva
from shared.atendimentos.horarios import Periodo, profissional_of
from shared.atendimentos.horas import instant_of
from shared.atendimentos.models import Atendimento
from shared.atendimentos.ports import Contas
from shared.atendimentos.vagas import VagaService
from shared.kit.auth import Principal
from shared.kit.clock import Now, local_day, local_instant
from shared.kit.durable import Flows
from shared.kit.errors import FieldError, InvalidInput

_USUAL, _MOST = timedelta(days=30), timedelta(days=93)


@dataclass(frozen=True)
class AgendaService:
    contas: Contas
    vagas: VagaService
    now: Now

    async def free(self, conta_id: str, filtro: FiltroAgenda) -> AgendaLivre:
        """In order. Raises `ProfissionalNotFound`, and `InvalidInput` for days that make no period."""
        conta = await self.contas.load(conta_id)
        profissional = profissional_of(conta, filtro.profissional)
        if profissional is None:
            raise ProfissionalNotFound
        periodo = _periodo(filtro, local_day(self.now(), conta.fuso), conta.fuso, self.now())
        hours = await self.vagas.free(conta, profissional.nome, periodo, limit=filtro.limite)
        duracao = timedelta(minutes=profissional.duracao_min)
        return AgendaLivre(
            profissional=profissional.nome,
            duracao_min=profissional.duracao_min,
            fuso=conta.fuso,
            horarios=tuple(
                HorarioLivre(inicio=inicio, fim=inicio + duracao, local=plainly(inicio, conta.fuso))
                for inicio in hours
            ),
        )

    async def hold(self, who: Principal, nova: NovaReserva) -> Horario:
        """Raises `ProfissionalNotFound`, `HorarioIndisponivel`, `HorarioTomado`."""
        conta = await self.contas.load(who.conta)
        inicio = instant_of(nova.inicio, conta.fuso, self.now())
        return await self.vagas.hold(
            conta, nova.profissional, inicio, por=who.sujeito, atendimento_id=nova.atendimento_id
        )

    async def release(self, conta_id: str, reserva_id: str) -> None:
        """Raises `ReservaNotFound`, `HorarioTomado`."""
        await self.vagas.release(conta_id, reserva_id)

    async def settle(self, who: Principal, reserva_id: str, atendimento_id: str, flows: Flows) -> Atendimento:
        """Raises `ReservaNotFound`, `HorarioTomado`, `AtendimentoNotFound`, `MudancaRecusada`."""
        conta = await self.contas.load(who.conta)
        return await self.vagas.settle(conta, reserva_id, atendimento_id, por=who.sujeito, flows=flows)


def _periodo(filtro: FiltroAgenda, today: date, fuso: str, now: datetime) -> Periodo:
    de = filtro.de or today
    ate = filtro.ate or de + _USUAL
    if de > ate:
        raise InvalidInput(errors=[FieldError("#/de", "não pode vir depois de ate")])
    if ate - de > _MOST:
        raise InvalidInput(errors=[FieldError("#/ate", "deve ficar a no máximo 93 dias de de")])
    return Periodo(max(now, local_instant(de, 0, fuso)), local_instant(ate + timedelta(days=1), 0, fuso))
