"""From the raw documents of one cliente to what is written of it, as pure functions: no model is built on the way,
for a daily run does this a hundred thousand times."""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import date, datetime, timedelta
from typing import Any

from shared.kit.clock import instant
from shared.kit.texto import key_of
from shared.saude.classe import Categoria
from shared.saude.leitura import medidas
from shared.saude.medidas import Medidas, Sinal
from shared.saude.models import MedidasGuardadas, SinalGuardado
from shared.saude.perfil_models import Perfil
from shared.saude.score import Resultado, score
from shared.saude.store import Corpo, Escrita

# So many days lie in the score of now: what changed in thirty days is told without another reading.
DIAS = 31
_COPIED = ("tenant_id", "client_id", "slug", "valor", "cs", "pipeline", "data_adesao")
_CNPJ_LENGTH = 14
# What a score says of a fall.
_JUDGED = ("categoria", "sem_dados", "perfil")
_FIELDS = tuple(one.name for one in fields(Medidas))


@dataclass(frozen=True, slots=True)
class Contexto:
    """What is the same for all clientes of a run. `dia` is the local day that is scored, `em` the instant."""

    perfil: Perfil
    fuso: str
    dia: date
    em: datetime


@dataclass(frozen=True, slots=True)
class Fontes:
    """Raw bodies of one cliente: its document, its counters, its last score, and where it has none the days that its
    months kept. The counts are None unless the conta asks for them."""

    cliente_id: str
    cliente: Mapping[str, Any]
    contadores: Mapping[str, Any] | None = None
    anterior: Mapping[str, Any] | None = None
    guardados: Mapping[str, Any] | None = None
    chamados_abertos: int | None = None
    faltas: int | None = None


@dataclass(frozen=True, slots=True)
class Mudanca:
    """The category of a cliente is another than on the day scored before, or than an hour ago. `de` is that of the
    day before, None where there was none; `is_first`: no score was kept, so nobody was told anything that stands;
    `outro_perfil`: another profile made that of the day before."""

    cliente_id: str
    de: Categoria | None
    para: Categoria
    desde: date
    sem_dados: bool
    is_first: bool
    outro_perfil: bool

    @property
    def is_fall(self) -> bool:
        """A fall, or Crítico from the first day on; who never told us anything has not fallen."""
        if self.sem_dados or self.is_by_profile:
            return False
        if self.de is None:
            return self.para is Categoria.CRITICO
        return self._is_lower

    @property
    def is_by_profile(self) -> bool:
        """Lower than what another profile said, which is no news of the cliente; Crítico is told all the same."""
        return self._is_lower and self.outro_perfil and self.para is not Categoria.CRITICO

    @property
    def _is_lower(self) -> bool:
        return self.de is not None and self.para.grau < self.de.grau


@dataclass(frozen=True, slots=True)
class Calculado:
    escrita: Escrita
    categoria: Categoria
    sem_dados: bool
    mudanca: Mudanca | None


def measure(fontes: Fontes, contexto: Contexto) -> Medidas:
    return medidas(
        fontes.contadores,
        contexto.dia,
        contexto.fuso,
        chamados_abertos=fontes.chamados_abertos,
        faltas=fontes.faltas,
    )


def calculate(fontes: Fontes, contexto: Contexto) -> Calculado:
    """Done again on the same day it gives the same: it looks at the days before, not at what it wrote today."""
    measured = measure(fontes, contexto)
    resultado = score(measured, contexto.perfil)
    today = _day(resultado)
    earlier = _earlier(fontes, contexto.dia)
    desde = _entered(resultado.categoria, contexto.dia, earlier, fontes.anterior)
    perfil_desde = _profile_since(contexto, earlier, fontes.anterior)
    dias = earlier | {contexto.dia.isoformat(): today}
    mes = contexto.dia.isoformat()[:7]
    atual = _copied(fontes.cliente) | today
    atual |= {
        "v": 1,
        "perfil": contexto.perfil.id,
        "perfil_desde": perfil_desde,
        "dia": contexto.dia.isoformat(),
        "medidas": measures_body(measured),
        "bruto": resultado.bruto,
        "desde": desde.isoformat(),
        "sem_dados": resultado.sem_dados,
        "dias": dias,
        "calculado_em": instant(contexto.em),
    }
    mudanca = _change(fontes, resultado, earlier=earlier, atual=atual)
    if untold := _untold(fontes, atual, mudanca):
        atual["a_avisar"] = untold
    of_month = {day: body for day, body in dias.items() if day.startswith(mes)}
    return Calculado(
        escrita=Escrita(fontes.cliente_id, atual, mes, of_month),
        categoria=resultado.categoria,
        sem_dados=resultado.sem_dados,
        mudanca=mudanca,
    )


def measures_body(measured: Medidas) -> Corpo:
    """As `MedidasGuardadas` is dumped."""
    return {name: _plain(getattr(measured, name)) for name in _FIELDS}


def measures_of(kept: MedidasGuardadas) -> Medidas:
    """The other way."""
    counts = kept.model_dump(include={"econversa", "integradores", "chamados_abertos", "faltas", "futuras"})
    return Medidas(
        acessos=_sinal(kept.acessos),
        entradas=_sinal(kept.entradas),
        saidas=_sinal(kept.saidas),
        leads=_sinal(kept.leads),
        econversa_uso=_sinal(kept.econversa_uso),
        integrador_uso=_sinal(kept.integrador_uso),
        **counts,
    )


def _sinal(kept: SinalGuardado) -> Sinal:
    return Sinal(kept.quantidade, kept.dias, kept.sem_dados)


def _plain(value: Sinal | bool | int | None) -> Any:
    if isinstance(value, Sinal):
        return {"quantidade": value.quantidade, "dias": value.dias, "sem_dados": value.sem_dados}
    return value


def _day(resultado: Resultado) -> Corpo:
    return {
        "score": resultado.score,
        "categoria": resultado.categoria.value,
        "pilares": {pilar.value: points for pilar, points in resultado.pilares.items()},
    }


def _copied(cliente: Mapping[str, Any]) -> Corpo:
    """What the lists show. A natural person's number is none of theirs."""
    found = {name: cliente[name] for name in _COPIED if cliente.get(name) is not None}
    documento = cliente.get("documento")
    if isinstance(documento, str) and len(documento) == _CNPJ_LENGTH:
        found["cnpj"] = documento
    return found | {"nome": cliente["nome"], "busca": key_of(cliente["nome"])}


def _earlier(fontes: Fontes, dia: date) -> Corpo:
    """The days scored before this one, the oldest first, of the last thirty."""
    known = (fontes.anterior or {}).get("dias") or fontes.guardados or {}
    first, end = (dia - timedelta(days=DIAS - 1)).isoformat(), dia.isoformat()
    return {day: known[day] for day in sorted(known) if first <= day < end}


def _entered(categoria: Categoria, dia: date, earlier: Corpo, anterior: Mapping[str, Any] | None) -> date:
    """Since when it is of this category without a break."""
    since = dia.isoformat()
    for day in reversed(earlier):
        if earlier[day]["categoria"] != categoria.value:
            return date.fromisoformat(since)
        since = day
    # All the days that are kept are of it: the last score knows of those before them.
    known = anterior.get("desde") if anterior and anterior.get("categoria") == categoria.value else None
    return date.fromisoformat(min(since, known or since))


def _profile_since(contexto: Contexto, earlier: Corpo, anterior: Mapping[str, Any] | None) -> str:
    """The first day of this profile without another's in between; days whose profile nobody knows count as of it."""
    today = contexto.dia.isoformat()
    if anterior and anterior["perfil"] != contexto.perfil.id:
        return today
    known = (anterior or {}).get("perfil_desde")
    return str(known or min(earlier, default=today))


def _change(fontes: Fontes, resultado: Resultado, *, earlier: Corpo, atual: Corpo) -> Mudanca | None:
    last = max(earlier, default=None)
    before = Categoria(earlier[last]["categoria"]) if last else None
    shown = (fontes.anterior or {}).get("categoria")
    if before is resultado.categoria and shown == resultado.categoria.value:
        return None
    return Mudanca(
        cliente_id=fontes.cliente_id,
        de=before,
        para=resultado.categoria,
        desde=date.fromisoformat(atual["desde"]),
        sem_dados=resultado.sem_dados,
        is_first=fontes.anterior is None,
        outro_perfil=last is not None and last < atual["perfil_desde"],
    )


def _untold(fontes: Fontes, atual: Corpo, mudanca: Mudanca | None) -> Corpo | None:
    """What nobody was told yet of its fall. Judged as it was the last time, it stands as it stood: told, or waiting."""
    known = fontes.anterior or {}
    waiting: Corpo | None = known.get("a_avisar")
    if all(known.get(name) == atual[name] for name in _JUDGED):
        return waiting
    if mudanca is None or mudanca.is_by_profile:
        return waiting
    if not mudanca.is_fall:
        return None
    return {
        "de": mudanca.de,
        "desde": atual["desde"],
        "outro_perfil": mudanca.outro_perfil,
        "valor": _money(fontes.cliente),
    }


def _money(cliente: Mapping[str, Any]) -> float:
    """A number for everybody: falls are put in order by it."""
    valor = cliente.get("valor")
    return max(float(valor), 0.0) if isinstance(valor, int | float) else 0.0
