"""What changed in a score since another day, pillar by pillar; apart from `explicacao`, which tells one day alone."""

from collections.abc import Mapping
from datetime import date, timedelta
from decimal import Decimal

from shared.kit.models import Document
from shared.saude import frases
from shared.saude.classe import Categoria, Pilar
from shared.saude.models import DiaDeSaude

# How many days ago a score is looked back at.
ATRAS = (7, 30)


class Diferenca(Document):
    """`score` and `pilares` are after minus before; `texto` tells it in a sentence or two."""

    score: float
    score_antes: float
    score_depois: float
    categoria_antes: Categoria
    categoria_depois: Categoria
    pilares: dict[Pilar, float]
    texto: str


class Evolucao(Document):
    """The change since `dia`: `dias` days ago, or the nearest day before that was scored; None where none was kept."""

    dias: int
    dia: date | None
    diferenca: Diferenca | None
    texto: str


def changes(before: DiaDeSaude, after: DiaDeSaude) -> Diferenca:
    pilares = {
        pilar: _minus(after.pilares.get(pilar, 0.0), before.pilares.get(pilar, 0.0)) for pilar in Pilar
    }
    return Diferenca(
        score=_minus(after.score, before.score),
        score_antes=before.score,
        score_depois=after.score,
        categoria_antes=before.categoria,
        categoria_depois=after.categoria,
        pilares=pilares,
        texto=_told(before, after, pilares),
    )


def since(dias: Mapping[str, DiaDeSaude], dia: date) -> tuple[Evolucao, ...]:
    """What changed on `dia` since 7 and 30 days, from the days that a score keeps; `dia` is one of them."""
    after = dias[dia.isoformat()]
    return tuple(_since(dias, after, dia, atras) for atras in ATRAS)


def _since(dias: Mapping[str, DiaDeSaude], after: DiaDeSaude, dia: date, atras: int) -> Evolucao:
    wanted = (dia - timedelta(days=atras)).isoformat()
    kept = max((key for key in dias if key <= wanted), default=None)
    if kept is None:
        texto = f"Ainda não há score guardado de {atras} dias atrás."
        return Evolucao(dias=atras, dia=None, diferenca=None, texto=texto)
    diferenca = changes(dias[kept], after)
    found = date.fromisoformat(kept)
    return Evolucao(
        dias=atras, dia=found, diferenca=diferenca, texto=f"Desde {found:%d/%m/%Y}: {diferenca.texto}"
    )


def _told(before: DiaDeSaude, after: DiaDeSaude, pilares: Mapping[Pilar, float]) -> str:
    moved = [
        f"{frases.NOMES_PILARES[pilar]} {frases.signed(_exact(by))}" for pilar, by in pilares.items() if by
    ]
    pillars = f" Nos pilares: {frases.listed(moved)}." if moved else ""
    return f"{_score_told(before, after)}{pillars}"


def _score_told(before: DiaDeSaude, after: DiaDeSaude) -> str:
    by = _exact(_minus(after.score, before.score))
    if not by:
        return f"o score continua em {_two(after.score)} ({after.categoria})."
    verb = "subiu" if by > 0 else "caiu"
    told = f"o score {verb} de {_two(before.score)} para {_two(after.score)} ({frases.signed(by)})"
    if before.categoria is after.categoria:
        return f"{told} e continua {after.categoria}."
    return f"{told}, de {before.categoria} para {after.categoria}."


def _two(score: float) -> str:
    return frases.number(_exact(score))


def _exact(value: float) -> Decimal:
    return Decimal(str(value))


def _minus(one: float, other: float) -> float:
    """To the digit: the two are decimals that were written as floats."""
    return float(_exact(one) - _exact(other))
