"""The arithmetic of métricas: what one chamado counts for, and what a group of them comes to. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from shared.chamados.models import ENDED
from shared.kit.clock import parse_instant
from shared.metricas.models import Duracao, Medida

_P90 = 0.9


@dataclass(frozen=True, slots=True)
class Lido:
    """The part of a chamado that counts; times in seconds since it came in."""

    canal: str
    setor: str | None
    intencao: str | None
    atendente: str | None
    resolvido: bool
    automatico: bool
    encaminhado: bool
    reaberto: bool
    primeira_resposta_s: float | None
    resolucao_s: float | None


def lido(body: dict[str, Any]) -> Lido:
    """From a chamado's document as it is stored, whose conversation need not be read for it."""
    criado, ended = parse_instant(body["criado_em"]), body["status"] in ENDED
    return Lido(
        canal=body["canal"],
        setor=body.get("setor"),
        intencao=body.get("intencao"),
        atendente=body.get("atendente"),
        resolvido=ended,
        automatico=ended and _took_nobody(body),
        encaminhado=bool(body.get("encaminhado_em")),
        reaberto=body.get("reaberturas", 0) > 0,
        primeira_resposta_s=_after(criado, body.get("primeira_resposta_em")),
        resolucao_s=_after(criado, body.get("resolvido_em")) if ended else None,
    )


def _took_nobody(body: dict[str, Any]) -> bool:
    """Answered by itself, with no person needed before or after, and never opened again."""
    needed = body.get("encaminhado_em") or body.get("atendente") or body.get("reaberturas", 0)
    return body.get("automaticas", 0) > 0 and not needed


def _after(criado: datetime, em: str | None) -> float | None:
    return (parse_instant(em) - criado).total_seconds() if em else None


@dataclass(slots=True)
class Grupo:
    """Adds up chamados one by one; memory grows by two numbers each."""

    total: int = 0
    resolvidos: int = 0
    automaticos: int = 0
    encaminhados: int = 0
    reabertos: int = 0
    primeiras: list[float] = field(default_factory=list)
    resolucoes: list[float] = field(default_factory=list)

    def add(self, one: Lido) -> None:
        self.total += 1
        self.resolvidos += one.resolvido
        self.automaticos += one.automatico
        self.encaminhados += one.encaminhado
        self.reabertos += one.reaberto
        if one.primeira_resposta_s is not None:
            self.primeiras.append(one.primeira_resposta_s)
        if one.resolucao_s is not None:
            self.resolucoes.append(one.resolucao_s)

    def medida(self) -> Medida:
        return Medida(
            total=self.total,
            resolvidos=self.resolvidos,
            resolvidos_automaticamente=self.automaticos,
            encaminhados=self.encaminhados,
            reabertos=self.reabertos,
            taxa_automatica_pct=percent(self.automaticos, self.resolvidos) if self.resolvidos else None,
            primeira_resposta=duracao(self.primeiras),
            resolucao=duracao(self.resolucoes),
        )


def percent(part: int, whole: int) -> float:
    """With one decimal; 0.0 of nothing."""
    return round(100 * part / whole, 1) if whole else 0.0


def duracao(seconds: Sequence[float]) -> Duracao:
    if not seconds:
        return Duracao(n=0, media_s=None, mediana_s=None, p90_s=None)
    ordered = sorted(seconds)
    return Duracao(
        n=len(ordered),
        media_s=round(sum(ordered) / len(ordered), 1),
        mediana_s=round(quantile(ordered, 0.5), 1),
        p90_s=round(quantile(ordered, _P90), 1),
    )


def quantile(ordered: Sequence[float], share: float) -> float:
    """Between the two nearest of `ordered`, not empty and ascending: the linear definition (R-7) of
    Hyndman and Fan, https://doi.org/10.2307/2684934."""
    place = share * (len(ordered) - 1)
    below = int(place)
    above = min(below + 1, len(ordered) - 1)
    return ordered[below] + (ordered[above] - ordered[below]) * (place - below)
