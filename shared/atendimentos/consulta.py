"""Atendimentos as they are found: one, a day's, a cliente's, a phone's."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from shared.atendimentos.models import Atendimento, FiltroAtendimentos
from shared.atendimentos.ports import Clientes, Contas
from shared.atendimentos.store import AtendimentoPage, AtendimentoStore, Versao
from shared.kit.clock import Now
from shared.kit.errors import NotFound

_LISTED = 100


@dataclass(frozen=True)
class Consulta:
    open_atendimentos: Callable[[str], AtendimentoStore]
    contas: Contas
    clientes: Clientes
    now: Now

    async def get(self, conta_id: str, atendimento_id: str) -> Versao:
        """Raises `AtendimentoNotFound`."""
        return await self.open_atendimentos(conta_id).get(atendimento_id)

    async def search(self, conta_id: str, filtro: FiltroAtendimentos) -> AtendimentoPage:
        """In the order of the appointments; a cliente by the id that stays after a merge."""
        conta = await self.contas.load(conta_id)
        if filtro.cliente_id is not None:
            try:
                known = (await self.clientes.get(conta_id, filtro.cliente_id)).cliente.id
            except NotFound:
                return AtendimentoPage([], None)
            filtro = filtro.model_copy(update={"cliente_id": known})
        return await self.open_atendimentos(conta_id).search(filtro, conta.fuso)

    async def of_cliente(self, conta_id: str, cliente_ids: Sequence[str]) -> list[Atendimento]:
        """Those to come that these people are written to about, the next first; cancelled ones too."""
        if not cliente_ids:
            return []
        return await self.open_atendimentos(conta_id).to_come(cliente_ids, self.now())

    async def booked(self, conta_id: str, nome_medico: str, de: datetime, ate: datetime) -> list[Atendimento]:
        """What this professional has from `de` until before `ate`, cancelled ones too."""
        return await self.open_atendimentos(conta_id).booked(nome_medico, de, ate)

    async def pending(self, conta_id: str) -> list[Atendimento]:
        """Those to come that nobody has answered for, the next first."""
        return await self.open_atendimentos(conta_id).pending(self.now(), limit=_LISTED)

    async def of_agenda(self, conta_id: str, agenda_id: str) -> Atendimento | None:
        """The latest one with this number of the hospital's."""
        return await self.open_atendimentos(conta_id).of_agenda(agenda_id)

    async def of_telefone(self, conta_id: str, telefone: str) -> list[Atendimento]:
        """All of this phone (E.164), of whoever of the family, the newest first."""
        return await self.open_atendimentos(conta_id).of_telefone(telefone, limit=_LISTED)
