"""The order of a day's matters, pure: what is late before what is due, what is grave before what is not, and money.

Points add up, so that anybody can tell why one stands above another:

    urgency   atrasado 270, hoje 200, em breve 100
    gravity   crítica 1.000 (first, whatever else there is), alta 60, normal 0
    money     none or unknown 0, up to R$ 499,99 20, from 500 60, from 2.000 110, from 10.000 160, from 50.000 200

So much money outweighs a day's delay, and no money outweighs somebody who cannot wait. Of equal points the more money
comes first, then the earlier deadline, then the older id.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from shared.pauta.models import Gravidade, TipoAcao, Urgencia

_URGENCIA = {Urgencia.ATRASADO: 270, Urgencia.HOJE: 200, Urgencia.EM_BREVE: 100}
_GRAVIDADE = {Gravidade.CRITICA: 1_000, Gravidade.ALTA: 60, Gravidade.NORMAL: 0}
_DINHEIRO = (
    (Decimal(50_000), 200),
    (Decimal(10_000), 160),
    (Decimal(2_000), 110),
    (Decimal(500), 60),
    (Decimal("0.01"), 20),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Ponto:
    """One matter of the day; `assunto` is what it is about, so that nothing is told twice."""

    assunto: str
    tipo: TipoAcao
    titulo: str
    motivo: str
    link: str
    prazo: datetime
    quando: str
    urgencia: Urgencia
    gravidade: Gravidade = Gravidade.NORMAL
    valor: Decimal | None = None
    responsavel: str | None = None
    cliente: str | None = None
    tarefa_id: str | None = None
    relato_id: str | None = None
    chamado_id: str | None = None
    atendimento_id: str | None = None
    cliente_id: str | None = None


def pontos(ponto: Ponto) -> int:
    return _URGENCIA[ponto.urgencia] + _GRAVIDADE[ponto.gravidade] + _dinheiro(ponto.valor)


def ranked(matters: Iterable[Ponto]) -> list[Ponto]:
    """First what should be done first; of several about one `assunto` the one with the most points stays."""
    found: dict[str, Ponto] = {}
    for ponto in sorted(matters, key=_place):
        found.setdefault(ponto.assunto, ponto)
    return list(found.values())


def _place(ponto: Ponto) -> tuple[int, Decimal, datetime, str]:
    return (-pontos(ponto), -(ponto.valor or Decimal(0)), ponto.prazo, ponto.assunto)


def _dinheiro(valor: Decimal | None) -> int:
    return next((peso for least, peso in _DINHEIRO if valor is not None and valor >= least), 0)
