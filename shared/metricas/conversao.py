"""Métricas of conversion: what became of what attendants told, whose it was, where its clientes came from."""

from collections import defaultdict
from collections.abc import AsyncIterator, Callable, Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta

from shared.clientes.models import Cliente
from shared.contas.models import Conta
from shared.kit.clock import Now, instant, local_instant
from shared.kit.store import Documents, Query, Where, read_many
from shared.kit.texto import key_of, squeeze
from shared.metricas.conversao_medida import Grupo, Lido, lido
from shared.metricas.conversao_models import Conversao, ConversaoAtendente
from shared.metricas.models import Periodo, PeriodoMedido
from shared.metricas.periodo import measured
from shared.metricas.ports import Contas
from shared.relatos.models import Relato, RelatoStatus, Resultado

_PAGE = 200
_SEM_CLIENTE = "sem_cliente"
# An answer alone decides nothing: the quote is still open.
_FOLLOWED = (Where("status", "in", tuple(one for one in RelatoStatus if one is not RelatoStatus.ENCERRADO)),)
_ANSWERED = (Where("resultado", "=", Resultado.RESPONDEU), Where("status", "=", RelatoStatus.ENCERRADO))
Add = Callable[[Grupo, Lido], None]


@dataclass(slots=True)
class _Grupos:
    """Who attended is the same whatever the case and accents of the name; it is shown as it was read first."""

    geral: Grupo = field(default_factory=Grupo)
    atendente: dict[str, Grupo] = field(default_factory=lambda: defaultdict(Grupo))
    origem: dict[str, Grupo] = field(default_factory=lambda: defaultdict(Grupo))
    nomes: dict[str, str] = field(default_factory=dict)

    def of(self, one: Lido, origem: str) -> Iterator[Grupo]:
        nome = squeeze(one.atendente or "")
        chave = key_of(nome)
        self.nomes.setdefault(chave, nome)
        yield from (self.geral, self.atendente[chave], self.origem[origem])


@dataclass(frozen=True)
class ConversaoService:
    documents: Documents
    contas: Contas
    now: Now

    async def measure(self, conta_id: str, periodo: Periodo) -> Conversao:
        """Raises `InvalidInput` for days in the wrong order or more than 366 apart."""
        conta = await self.contas.load(conta_id)
        medido = measured(periodo, conta.fuso, self.now())
        grupos = _Grupos()
        passes: tuple[tuple[Add, tuple[Where, ...]], ...] = (
            (Grupo.came, _between("recebido_em", conta, medido)),
            (Grupo.decided, _between("desfecho.registrado_em", conta, medido)),
            (Grupo.waits, _FOLLOWED),
            (Grupo.waits, _ANSWERED),
        )
        for add, where in passes:
            async for one, origem in self._read(conta_id, where):
                for grupo in grupos.of(one, origem):
                    add(grupo, one)
        return _shown(medido, grupos)

    async def _read(self, conta: str, where: tuple[Where, ...]) -> AsyncIterator[tuple[Lido, str]]:
        """In the order of the first condition, whose index then finds them."""
        store, cursor = self.documents.open(Relato.CONTAINER, conta), None
        while True:
            query = Query(where, order_by=where[0].path, limit=_PAGE, cursor=cursor)
            page = await store.query(query)
            read = [lido(stored.body) for stored in page.items]
            origens = await self._origens(conta, read)
            for one in read:
                yield one, origens.get(one.cliente_id or "", _SEM_CLIENTE)
            if (cursor := page.cursor) is None:
                return

    async def _origens(self, conta: str, read: list[Lido]) -> dict[str, str]:
        ids = {one.cliente_id for one in read if one.cliente_id}
        found = await read_many(self.documents.open(Cliente.CONTAINER, conta), ids)
        return {cliente_id: stored.body["origem"] for cliente_id, stored in found.items()}


def _shown(periodo: PeriodoMedido, grupos: _Grupos) -> Conversao:
    return Conversao(
        periodo=periodo,
        geral=grupos.geral.medida(),
        por_atendente=tuple(
            ConversaoAtendente(atendente=grupos.nomes[chave] or None, **grupo.medida().model_dump())
            for chave, grupo in sorted(grupos.atendente.items())
        ),
        por_origem={nome: grupo.medida() for nome, grupo in sorted(grupos.origem.items())},
    )


def _between(path: str, conta: Conta, periodo: PeriodoMedido) -> tuple[Where, ...]:
    return (
        Where(path, ">=", _midnight(conta, periodo.de)),
        Where(path, "<", _midnight(conta, periodo.ate + timedelta(days=1))),
    )


def _midnight(conta: Conta, day: date) -> str:
    return instant(local_instant(day, 0, conta.fuso))
