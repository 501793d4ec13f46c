"""Counters as arithmetic: what some atividades add up to, and two counters as one.

Adding up minds neither order nor grouping, so lotes may come in any order and be told in any parts.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from shared.atividades.models import DIAS, Contadores, Ligado, Login, TipoAtividade

# Who connects more than these is asked for nothing: the latest told of stay.
MAX_INTEGRADORES = 50


@dataclass(frozen=True, slots=True)
class Evento:
    """One atividade of a cliente that we know; `dia` is the local day of `em`.

    `quantidade` 0 counts nothing: it only tells `ativo`, of an integrador by its name.
    """

    indice: int
    cliente_id: str
    tipo: TipoAtividade
    em: datetime
    dia: date
    quantidade: int = 1
    ativo: bool | None = None
    integrador: str | None = None
    login: Login | None = None


def first_day(hoje: date) -> date:
    """The oldest day that is counted."""
    return hoje - timedelta(days=DIAS - 1)


def added_up(cliente_id: str, eventos: Iterable[Evento], *, agora: datetime) -> Contadores:
    """The counters of these alone."""
    dias: dict[str, dict[TipoAtividade, int]] = {}
    ultimas: dict[TipoAtividade, datetime] = {}
    ligados: dict[str | None, Ligado] = {}
    for evento in eventos:
        if evento.quantidade:
            dia = dias.setdefault(evento.dia.isoformat(), {})
            dia[evento.tipo] = dia.get(evento.tipo, 0) + evento.quantidade
            ultimas[evento.tipo] = max(evento.em, ultimas.get(evento.tipo, evento.em))
        if evento.ativo is not None:
            told = Ligado(ativo=evento.ativo, em=evento.em)
            ligados[evento.integrador] = _newer(told, ligados.get(evento.integrador)) or told
    econversa = ligados.pop(None, None)
    integradores = {nome: ligado for nome, ligado in ligados.items() if nome is not None}
    return Contadores(
        id=cliente_id,
        dias=dias,
        ultimas=ultimas,
        econversa=econversa,
        integradores=_latest(integradores),
        atualizado_em=agora,
    )


def united(one: Contadores | None, other: Contadores, *, hoje: date) -> Contadores:
    """Both together, under the id of `other`, without the days that have left the window."""
    read = one or Contadores(id=other.id, atualizado_em=other.atualizado_em)
    names = {*read.integradores, *other.integradores}
    both = {nome: _newer(read.integradores.get(nome), other.integradores.get(nome)) for nome in names}
    return Contadores(
        id=other.id,
        dias=_summed(read.dias, other.dias, since=first_day(hoje).isoformat()),
        ultimas=_last(read.ultimas, other.ultimas),
        econversa=_newer(read.econversa, other.econversa),
        integradores=_latest({nome: ligado for nome, ligado in both.items() if ligado}),
        atualizado_em=max(read.atualizado_em, other.atualizado_em),
    )


_Dias = Mapping[str, Mapping[TipoAtividade, int]]
_Ultimas = Mapping[TipoAtividade, datetime]


def _summed(one: _Dias, other: _Dias, *, since: str) -> dict[str, dict[TipoAtividade, int]]:
    kept = sorted(dia for dia in {*one, *other} if dia >= since)
    return {dia: _added(one.get(dia, {}), other.get(dia, {})) for dia in kept}


def _added(one: Mapping[TipoAtividade, int], other: Mapping[TipoAtividade, int]) -> dict[TipoAtividade, int]:
    tipos = sorted({*one, *other})
    return {tipo: one.get(tipo, 0) + other.get(tipo, 0) for tipo in tipos}


def _last(one: _Ultimas, other: _Ultimas) -> dict[TipoAtividade, datetime]:
    tipos = sorted({*one, *other})
    return {tipo: max(known[tipo] for known in (one, other) if tipo in known) for tipo in tipos}


def _newer(one: Ligado | None, other: Ligado | None) -> Ligado | None:
    """Told both at one instant, it is on: whichever came first."""
    known = [ligado for ligado in (one, other) if ligado]
    return max(known, key=lambda ligado: (ligado.em, ligado.ativo), default=None)


def _latest(integradores: Mapping[str, Ligado]) -> dict[str, Ligado]:
    by_news = sorted(integradores.items(), key=lambda item: (item[1].em, item[0]), reverse=True)
    return dict(sorted(by_news[:MAX_INTEGRADORES]))
