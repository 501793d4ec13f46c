"""The world of chamados with the people of the conta in it, and the watch over time."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from shared.chamados.gestao import GestaoService, Mostrado, Pedido
from shared.chamados.licoes import Ensino
from shared.chamados.models import Chamado, NovaRespostaChamado
from shared.chamados.ports import Licao
from shared.chamados.vigia import VigiaService
from shared.contas.store import ContaStore
from shared.kit.auth import Papel, Principal
from shared.kit.errors import TransientError
from shared.kit.etags import Precondition, entity_tag
from shared.tarefas.models import FiltroTarefas, Tarefa, TarefaStatus
from shared.tarefas.store import TarefaStore
from tests.unit.chamados.world import Chamados
from tests.unit.envios.world import CONTA

PAULA, RUI = "U-paula", "U-rui"
ABRIMOS = "Oi, Marina! Sim, aos sábados abrimos das 8h às 12h."


@dataclass
class FakeMemoria:
    """Keeps each lesson once by its `chave`; an approval stays."""

    lessons: dict[str, Licao] = field(default_factory=dict)
    down: bool = False

    async def learn(self, conta: str, licao: Licao) -> str:
        if self.down:
            raise TransientError
        known = self.lessons.get(licao.chave)
        self.lessons[licao.chave] = replace(licao, validada=licao.validada or bool(known and known.validada))
        return licao.chave


class FakeUsuarios:
    async def names(self, conta: str, usuario_ids: Sequence[str]) -> dict[str, str]:
        return {one: one.removeprefix("U-") for one in usuario_ids if one in (PAULA, RUI)}


def pedido(
    chamado_id: str, sujeito: str = PAULA, *, chave: str | None = None, etag: str | None = None
) -> Pedido:
    papel = Papel.ATENDENTE if sujeito.startswith("U-") else Papel.INTEGRACAO
    lido = Precondition(entity_tag(etag) if etag else "")
    return Pedido(Principal(CONTA, sujeito, papel), chamado_id, lido, chave)


@dataclass
class Equipe(Chamados):
    memoria: FakeMemoria = field(default_factory=FakeMemoria)

    @property
    def ensino(self) -> Ensino:
        return Ensino(self.memoria, self.clientes)

    @property
    def gestao(self) -> GestaoService:
        return GestaoService(entrada=self.chamado, usuarios=FakeUsuarios(), ensino=self.ensino)

    @property
    def vigia(self) -> VigiaService:
        return VigiaService(
            open_chamados=self.chamados,
            contas=ContaStore(self.documents),
            clientes=self.clientes,
            envios=self.service,
            open_tarefas=self.open_tarefas,
            usuarios=FakeUsuarios(),
            ensino=self.ensino,
            now=self.clock,
        )

    def open_tarefas(self, conta: str) -> TarefaStore:
        return TarefaStore(self.documents.open("tarefas", conta))

    async def asks_people(self, texto: str = "Abrem no sábado?") -> Chamado:
        """Written by WhatsApp, read, and handed to a person: no answer is known."""
        return await self.asks(texto)

    async def says(self, chamado: Chamado, texto: str = ABRIMOS, **fields: bool) -> Mostrado:
        """Paula answers, and what has to leave leaves."""
        shown = await self.gestao.answer(pedido(chamado.id), NovaRespostaChamado(texto=texto, **fields))
        await self.process(chamado)
        await self.deliver()
        return shown

    async def deliver(self) -> None:
        """Let the carriers take what waits for them."""
        await self.work(*await self.all_envios())

    async def later(self, **delta: float) -> int:
        self.clock.move(**delta)
        return await self.vigia.tick(CONTA)

    async def all_tarefas(self, status: TarefaStatus = TarefaStatus.ABERTA) -> list[Tarefa]:
        filtro = FiltroTarefas(status=status)
        return list((await self.open_tarefas(CONTA).search(filtro, "America/Sao_Paulo")).itens)


async def begun() -> Equipe:
    equipe = Equipe()
    await equipe.begin()
    return equipe
