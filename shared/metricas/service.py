"""S1's métricas of chamados, with the numbers that S1 only pretended to measure. It reads documents of others, and
writes none."""

from collections import defaultdict
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from datetime import date, timedelta

from shared.chamados.models import ENDED, CanalChamado, Chamado, ChamadoStatus
from shared.clientes.models import Cliente
from shared.contas.models import Conta
from shared.kit.clock import Now, instant, local_instant
from shared.kit.store import Condition, Documents, Query, Where
from shared.metricas.medida import Grupo, Lido, lido, percent
from shared.metricas.models import (
    MedidaAtendente,
    Medidas,
    MetricaCanal,
    Metricas,
    MetricasPorCanal,
    MetricasPorStatus,
    Periodo,
    PeriodoMedido,
)
from shared.metricas.periodo import measured
from shared.metricas.ports import Contas, Usuarios

_PAGE = 500
_NO_DATA = "sem dados"
_S1_CANAIS = (CanalChamado.SITE, CanalChamado.WHATSAPP, CanalChamado.EMAIL)
_BY_ITSELF = (
    Where("status", "in", tuple(ENDED)),
    Where("automaticas", ">", 0),
    Where("reaberturas", "=", 0),
    Where("encaminhado_em", "=", None),
    Where("atendente", "=", None),
)
_BY_PERSON = Where("encaminhado_em", ">=", "")  # an instant, and not null


@dataclass(slots=True)
class _Grupos:
    geral: Grupo = field(default_factory=Grupo)
    canal: dict[str, Grupo] = field(default_factory=lambda: defaultdict(Grupo))
    setor: dict[str, Grupo] = field(default_factory=lambda: defaultdict(Grupo))
    intencao: dict[str, Grupo] = field(default_factory=lambda: defaultdict(Grupo))
    atendente: dict[str, Grupo] = field(default_factory=lambda: defaultdict(Grupo))

    def add(self, one: Lido) -> None:
        self.geral.add(one)
        self.canal[one.canal].add(one)
        for name, groups in ((one.setor, self.setor), (one.intencao, self.intencao)):
            if name:
                groups[name].add(one)
        if one.atendente:
            self.atendente[one.atendente].add(one)


@dataclass(frozen=True)
class MetricaService:
    documents: Documents
    contas: Contas
    usuarios: Usuarios
    now: Now

    async def overview(self, conta_id: str, periodo: Periodo) -> Metricas:
        """Raises `InvalidInput` for days in the wrong order or more than 366 apart."""
        conta = await self.contas.load(conta_id)
        medidas = await self._measure(conta, self._measured(conta, periodo))
        total, automatic = await self._count(conta, periodo), await self._count(conta, periodo, *_BY_ITSELF)
        mean = medidas.geral.primeira_resposta.media_s
        rate = percent(automatic, total)
        return Metricas(
            total_chamados=total,
            total_clientes=await self.documents.open(Cliente.CONTAINER, conta_id).count(
                Where("ativo", "=", True)
            ),
            chamados_resolvidos_automaticamente=automatic,
            chamados_encaminhados_para_humano=await self._count(conta, periodo, _BY_PERSON),
            taxa_resolucao_automatica=f"{rate}%",
            tempo_medio_resposta_segundos=_NO_DATA if mean is None else f"{mean}s",
            taxa_resolucao_automatica_pct=rate,
            medidas=medidas,
        )

    async def by_canal(self, conta_id: str, periodo: Periodo) -> MetricasPorCanal:
        """S1's three channels, and others that somebody wrote by. Raises what `overview` does."""
        conta = await self.contas.load(conta_id)
        self._measured(conta, periodo)
        found: dict[str, MetricaCanal] = {}
        for canal in CanalChamado:
            its = Where("canal", "=", canal)
            total = await self._count(conta, periodo, its)
            if not total and canal not in _S1_CANAIS:
                continue
            automatic = await self._count(conta, periodo, its, *_BY_ITSELF)
            rate = percent(automatic, total)
            found[canal] = MetricaCanal(
                total=total,
                resolvidos_automaticamente=automatic,
                taxa_resolucao=f"{rate}%",
                taxa_resolucao_pct=rate,
            )
        return MetricasPorCanal(found)

    async def by_status(self, conta_id: str, periodo: Periodo) -> MetricasPorStatus:
        """Raises what `overview` does."""
        conta = await self.contas.load(conta_id)
        self._measured(conta, periodo)
        found = {
            status: await self._count(conta, periodo, Where("status", "=", status))
            for status in ChamadoStatus
        }
        resolved = sum(found[status] for status in ENDED)
        routed = found[ChamadoStatus.ENCAMINHADO]
        return MetricasPorStatus(
            aberto=sum(found.values()) - resolved - routed,
            resolvido=resolved,
            encaminhado=routed,
            situacoes={status.value: count for status, count in found.items()},
        )

    async def _count(self, conta: Conta, periodo: Periodo, *where: Condition) -> int:
        came = _came(conta, periodo.de, periodo.ate)
        return await self.documents.open(Chamado.CONTAINER, conta.id).count(*where, *came)

    def _measured(self, conta: Conta, periodo: Periodo) -> PeriodoMedido:
        return measured(periodo, conta.fuso, self.now())

    async def _measure(self, conta: Conta, periodo: PeriodoMedido) -> Medidas:
        grupos = _Grupos()
        async for one in self._read(conta, periodo):
            grupos.add(one)
        return Medidas(
            periodo=periodo,
            geral=grupos.geral.medida(),
            por_canal={name: group.medida() for name, group in sorted(grupos.canal.items())},
            por_setor={name: group.medida() for name, group in sorted(grupos.setor.items())},
            por_intencao={name: group.medida() for name, group in sorted(grupos.intencao.items())},
            por_atendente=await self._by_atendente(conta.id, grupos.atendente),
        )

    async def _by_atendente(self, conta: str, groups: dict[str, Grupo]) -> tuple[MedidaAtendente, ...]:
        nomes = await self.usuarios.names(conta, sorted(groups))
        return tuple(
            MedidaAtendente(atendente=who, nome=nomes.get(who), **group.medida().model_dump())
            for who, group in sorted(groups.items())
        )

    async def _read(self, conta: Conta, periodo: PeriodoMedido) -> AsyncIterator[Lido]:
        store, cursor = self.documents.open(Chamado.CONTAINER, conta.id), None
        where = _came(conta, periodo.de, periodo.ate)
        while True:
            page = await store.query(Query(where, order_by="criado_em", limit=_PAGE, cursor=cursor))
            for stored in page.items:
                yield lido(stored.body)
            if (cursor := page.cursor) is None:
                return


def _came(conta: Conta, de: date | None, ate: date | None) -> tuple[Condition, ...]:
    """Those that came in on these local days."""
    found: list[Condition] = []
    if de:
        found.append(Where("criado_em", ">=", instant(local_instant(de, 0, conta.fuso))))
    if ate:
        found.append(Where("criado_em", "<", instant(local_instant(ate + timedelta(days=1), 0, conta.fuso))))
    return tuple(found)
