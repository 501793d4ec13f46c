"""From the raw body of a `Contadores` document to measures; without pydantic, a daily run reads a hundred thousand."""

from bisect import bisect_right
from collections.abc import Mapping
from datetime import date, datetime, timedelta
from functools import lru_cache
from typing import Any
from zoneinfo import ZoneInfo

from shared.kit.clock import instant, local_day, parse_instant
from shared.saude.medidas import NUNCA, Medidas, Sinal

_DIAS = 30  # today included
_WIDTH = 27  # of an instant as documents keep it
_NADA = Sinal()


def medidas(
    corpo: Mapping[str, Any] | None,
    dia: date,
    fuso: str,
    *,
    chamados_abertos: int | None = None,
    faltas: int | None = None,
) -> Medidas:
    """What the counters say on `dia`, a local day of `fuso`. None is a cliente of whom nothing was ever told.

    What lies after `dia` is no activity: a type whose last instant does is counted in `futuras`, and its recency is
    that of the last day that was counted.
    """
    if corpo is None:
        return Medidas(chamados_abertos=chamados_abertos, faltas=faltas)
    janela, meias_noites = _calendar(dia, fuso)
    contagens = corpo.get("dias") or {}
    somas = _sums(contagens, janela)
    ultimas = corpo.get("ultimas") or {}
    fim = meias_noites[-1]
    sinais: dict[str, Sinal] = {}
    futuras = 0
    for tipo, texto in ultimas.items():
        em = texto if len(texto) == _WIDTH else instant(parse_instant(texto))
        if em >= fim:
            futuras += 1
            dias = _days_counted(contagens, tipo, dia)
        elif em < meias_noites[0]:
            dias = _days_since(em, dia, fuso)
        else:
            dias = _DIAS - bisect_right(meias_noites, em)
        sinais[tipo] = Sinal(somas.get(tipo, 0), dias, False)
    get = sinais.get
    econversa, integradores = corpo.get("econversa"), corpo.get("integradores")
    return Medidas(
        get("login", _NADA),
        get("entrada_estoque", _NADA),
        get("saida_estoque", _NADA),
        get("lead", _NADA),
        econversa["ativo"] if econversa else None,
        sum(um["ativo"] for um in integradores.values()) if integradores else None,
        get("econversa", _NADA),
        get("integrador", _NADA),
        chamados_abertos,
        faltas,
        futuras,
    )


def _sums(contagens: Mapping[str, Mapping[str, int]], janela: tuple[str, str]) -> dict[str, int]:
    """Each type's occurrences within the window."""
    inicio, fim = janela
    somas: dict[str, int] = {}
    for dia, tipos in contagens.items():
        if inicio <= dia <= fim:
            for tipo, vezes in tipos.items():
                somas[tipo] = somas.get(tipo, 0) + vezes
    return somas


def _days_counted(contagens: Mapping[str, Mapping[str, int]], tipo: str, dia: date) -> int:
    """Days since the last one up to `dia` on which the type was counted."""
    hoje = dia.isoformat()
    last = max((um for um, tipos in contagens.items() if um <= hoje and tipos.get(tipo)), default=None)
    return (dia - date.fromisoformat(last)).days if last else NUNCA


def _days_since(em: str, dia: date, fuso: str) -> int:
    return min((dia - local_day(parse_instant(em), fuso)).days, NUNCA)


@lru_cache(maxsize=64)
def _calendar(dia: date, fuso: str) -> tuple[tuple[str, str], tuple[str, ...]]:
    """First and last day of the window; the instants at which the local days from then on begin, and the one after.

    A day begins where its midnight is, and where the clocks skip it, at the jump: an instant is read once here and
    compared as text afterwards, which is what makes reading fast.
    """
    dias = [dia + timedelta(days=offset) for offset in range(1 - _DIAS, 2)]
    zone = ZoneInfo(fuso)
    comeco = tuple(instant(datetime(um.year, um.month, um.day, tzinfo=zone)) for um in dias)
    return (dias[0].isoformat(), dia.isoformat()), comeco
