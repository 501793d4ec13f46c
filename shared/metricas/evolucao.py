"""How the carteira grew and shrank: who came and who left, month by month, told from one pass over all clientes.

Those who came before the first month count in it; a filter that left them out would start every curve from nothing.
"""

from calendar import monthrange
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from shared.clientes.pipelines import is_active, is_churned
from shared.kit.clock import Now, local_day
from shared.kit.errors import FieldError, InvalidInput
from shared.kit.store import Documents
from shared.metricas.carteira import ZERO, day, pages, valor
from shared.metricas.evolucao_models import MOST_MONTHS, Evolucao, FiltroEvolucao, MesDeEvolucao
from shared.metricas.medida import percent
from shared.metricas.ports import Contas

_USUAL_MONTHS = 12


@dataclass(slots=True)
class _Mes:
    novos: int = 0
    entrou: Decimal = ZERO
    churns: int = 0
    churns_da_base: int = 0
    saiu: Decimal = ZERO


@dataclass(slots=True)
class Curva:
    """Adds up clientes one by one. Months are whole numbers (`_number`); `fim` is the last day that has been."""

    inicio: date
    fim: date
    antes: int = 0
    antes_valor: Decimal = ZERO
    meses: dict[int, _Mes] = field(init=False)
    sem_adesao: int = 0
    sem_cancelamento: int = 0
    invertidas: int = 0

    def __post_init__(self) -> None:
        self.meses = {number: _Mes() for number in range(_number(self.inicio), _number(self.fim) + 1)}

    def add(self, corpo: Mapping[str, Any]) -> None:
        stays = is_active(corpo.get("pipeline"))
        if not stays and not is_churned(corpo.get("pipeline")):
            return
        came = day(corpo, "data_adesao")
        # Whoever is in an active pipeline is here, whatever an older cancellation says.
        left = None if stays else day(corpo, "data_cancelamento")
        if came is None:
            self.sem_adesao += 1
        elif not stays and left is None:
            self.sem_cancelamento += 1
        elif left is not None and left < came:
            self.invertidas += 1
        else:
            self._add(came, left, valor(corpo))

    def _add(self, came: date, left: date | None, pays: Decimal) -> None:
        if came > self.fim or (left is not None and left < self.inicio):
            return
        if came < self.inicio:
            self.antes += 1
            self.antes_valor += pays
        else:
            month = self.meses[_number(came)]
            month.novos += 1
            month.entrou += pays
        if left is None or left > self.fim:
            return
        month = self.meses[_number(left)]
        month.churns += 1
        month.churns_da_base += _number(came) < _number(left)
        month.saiu += pays

    def shown(self) -> Evolucao:
        shown, here, mrr = [], self.antes, self.antes_valor
        for number, month in self.meses.items():
            mrr += month.entrou - month.saiu
            shown.append(_shown(number, month, here, mrr))
            here += month.novos - month.churns
        return Evolucao(
            de=self.inicio,
            ate=self.fim,
            meses=tuple(shown),
            sem_data_adesao=self.sem_adesao,
            sem_data_cancelamento=self.sem_cancelamento,
            datas_invertidas=self.invertidas,
        )


def _shown(number: int, month: _Mes, here: int, mrr: Decimal) -> MesDeEvolucao:
    return MesDeEvolucao(
        mes=f"{_first_day(number):%Y-%m}",
        ativos_inicio=here,
        novos=month.novos,
        churns=month.churns,
        churns_da_base=month.churns_da_base,
        ativos=here + month.novos - month.churns,
        mrr_value=mrr,
        churn_value=month.saiu,
        taxa_churn_pct=percent(month.churns_da_base, here) if here else None,
    )


@dataclass(frozen=True)
class EvolucaoService:
    documents: Documents
    contas: Contas
    now: Now

    async def window(self, conta_id: str, filtro: FiltroEvolucao) -> tuple[date, date]:
        """The first day of the first month, and the last day of the last one or today.

        Raises `InvalidInput` for months in the wrong order, to come, or more than may be asked at once.
        """
        return window(filtro, (await self.contas.load(conta_id)).fuso, self.now())

    async def by_month(self, conta_id: str, inicio: date, fim: date) -> Evolucao:
        """Between two days that `window` gave."""
        curva = Curva(inicio, fim)
        async for page in pages(self.documents, conta_id):
            for stored in page:
                curva.add(stored.body)
        return curva.shown()


def window(filtro: FiltroEvolucao, fuso: str, now: datetime) -> tuple[date, date]:
    """As `EvolucaoService.window`."""
    today = local_day(now, fuso)
    last = _number(min(filtro.ate or today, today))
    first = _number(filtro.de) if filtro.de else last - _USUAL_MONTHS + 1
    if filtro.de and filtro.de > today:
        raise InvalidInput(errors=[FieldError("#/de", "não pode estar no futuro")])
    if first > last or (filtro.de and filtro.ate and filtro.de > filtro.ate):
        raise InvalidInput(errors=[FieldError("#/de", "não pode vir depois de ate")])
    if last - first >= MOST_MONTHS:
        raise InvalidInput(errors=[FieldError("#/de", f"deve ficar a no máximo {MOST_MONTHS} meses de ate")])
    return _first_day(first), min(today, _last_day(last))


def _number(day: date) -> int:
    """Months counted from year 0, so that they can be subtracted."""
    return day.year * 12 + day.month - 1


def _first_day(number: int) -> date:
    return date(number // 12, number % 12 + 1, 1)


def _last_day(number: int) -> date:
    first = _first_day(number)
    return first.replace(day=monthrange(first.year, first.month)[1])
