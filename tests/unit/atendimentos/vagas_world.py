"""A clinic with somebody whose hours are offered, on the real services: free hours proposed, chosen, held."""

from datetime import UTC, datetime, time, timedelta
from typing import Any

from shared.atendimentos.horario_store import HorarioStore
from shared.atendimentos.horarios import Periodo
from shared.atendimentos.models import Atendimento
from shared.atendimentos.resposta_models import Ouvida, Retorno
from shared.atendimentos.vagas import VagaService
from shared.contas.atendimentos import Profissional
from shared.contas.mensageria import Faixa
from shared.contas.models import Conta
from shared.contas.store import ContaStore
from tests.unit.atendimentos.world import Atendimentos
from tests.unit.envios.world import CONTA

HELENA = "Dra. Helena Prado"
TARDE = Faixa(inicio=time(14), fim=time(16))
# Monday 16 March 2026, 14:00 in São Paulo; the story begins on Tuesday the 3rd.
MONDAY = datetime(2026, 3, 16, 17, tzinfo=UTC)


class World(Atendimentos):
    @property
    def vagas(self) -> VagaService:
        return VagaService(
            self.atendimento, lambda conta: HorarioStore(self.documents.open("horarios", conta))
        )

    async def conta(self) -> Conta:
        return await ContaStore(self.documents).load(CONTA)

    async def free(self, days: int = 14, limit: int = 50) -> list[datetime]:
        now = self.clock()
        return await self.vagas.free(
            await self.conta(), HELENA, Periodo(now, now + timedelta(days=days)), limit=limit
        )

    async def propose(self, at: Atendimento, chave: str = "zapi:M1") -> Retorno:
        found = await self.vagas.propose(await self.conta(), at, chave=chave)
        assert found is not None
        return found

    async def choose(self, retorno: Retorno, number: int, recebimento_id: str = "zapi:M2") -> Retorno:
        assert retorno.pergunta is not None
        [opcao] = [one for one in retorno.pergunta.opcoes if one.numero == number]
        ouvida = Ouvida(recebimento_id, str(number), self.clock(), opcao=opcao.id)
        return await self.vagas.choose(await self.conta(), retorno.pergunta, ouvida, self.flows)


async def make_world() -> World:
    """With Dra. Helena on Mondays and Thursdays from 14 to 16, and holds of an hour."""
    world = World()
    grade = {0: (TARDE,), 3: (TARDE,)}  # Mondays and Thursdays
    helena = Profissional(nome=HELENA, duracao_min=30, grade=grade)
    await world.begin(profissionais=(helena,), reserva_min=60)
    await world.add_cliente()
    return world


async def booked(world: World, data: str = "2026-03-12T14:30", **fields: Any) -> Atendimento:
    return await world.booked(data, nome_medico=HELENA, **fields)
