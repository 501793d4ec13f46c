"""The order of the day by table: what stands above what, and that nothing stands twice."""

from datetime import timedelta
from decimal import Decimal
from itertools import pairwise
from typing import Any

import pytest

from shared.pauta.models import Gravidade, TipoAcao, Urgencia
from shared.pauta.ordem import Ponto, pontos, ranked
from tests.unit.pauta.world import NOW

LATE, TODAY, SOON = Urgencia.ATRASADO, Urgencia.HOJE, Urgencia.EM_BREVE
NORMAL, HIGH, CRITICAL = Gravidade.NORMAL, Gravidade.ALTA, Gravidade.CRITICA


def ponto(
    urgencia: Urgencia = TODAY, gravidade: Gravidade = NORMAL, valor: str | None = None, **fields: Any
) -> Ponto:
    given: dict[str, Any] = {
        "assunto": "relato:R1",
        "tipo": TipoAcao.ORCAMENTO,
        "titulo": "Retomar",
        "motivo": "Hoje é dia.",
        "link": "/relatos/R1",
        "prazo": NOW,
        "quando": "hoje",
    }
    money = None if valor is None else Decimal(valor)
    return Ponto(**{**given, "urgencia": urgencia, "gravidade": gravidade, "valor": money, **fields})


@pytest.mark.parametrize(
    ("urgencia", "gravidade", "valor", "total"),
    [
        (LATE, NORMAL, None, 270),
        (TODAY, NORMAL, None, 200),
        (SOON, NORMAL, None, 100),
        (TODAY, HIGH, None, 260),
        (SOON, CRITICAL, None, 1_100),
        (TODAY, NORMAL, "0", 200),
        (TODAY, NORMAL, "0.01", 220),
        (TODAY, NORMAL, "499.99", 220),
        (TODAY, NORMAL, "500", 260),
        (TODAY, NORMAL, "1999.99", 260),
        (TODAY, NORMAL, "2000", 310),
        (TODAY, NORMAL, "9999.99", 310),
        (TODAY, NORMAL, "10000", 360),
        (TODAY, NORMAL, "49999.99", 360),
        (TODAY, NORMAL, "50000", 400),
        (LATE, CRITICAL, "50000", 1_470),
    ],
)
def test_the_points_of_a_matter_add_up(
    urgencia: Urgencia, gravidade: Gravidade, valor: str | None, total: int
) -> None:
    assert pontos(ponto(urgencia, gravidade, valor)) == total


_ORDER = (
    ("a critical one that is not even due today", ponto(SOON, CRITICAL)),
    ("late, grave, with very much money", ponto(LATE, HIGH, "80000")),
    ("late, with much money", ponto(LATE, NORMAL, "12000")),
    ("due today, with very much money", ponto(TODAY, NORMAL, "80000")),
    ("late, with some money", ponto(LATE, NORMAL, "2000")),
    ("a promise of today, with some money", ponto(TODAY, HIGH, "7200")),
    ("due today, with much money", ponto(TODAY, NORMAL, "12000")),
    ("late and grave, with little money", ponto(LATE, HIGH, "299")),
    ("due today, with some money", ponto(TODAY, NORMAL, "5000")),
    ("late, without money", ponto(LATE)),
    ("grave, due today", ponto(TODAY, HIGH)),
    ("due today", ponto(TODAY)),
    ("grave, soon", ponto(SOON, HIGH)),
    ("soon", ponto(SOON)),
)


@pytest.mark.parametrize(("above", "below"), list(pairwise(_ORDER)), ids=[name for name, _ in _ORDER[:-1]])
def test_each_of_the_table_stands_above_the_next(above: tuple[str, Ponto], below: tuple[str, Ponto]) -> None:
    first, second = above[1], below[1]
    others = (Ponto(**_fields(second, assunto="b")), Ponto(**_fields(first, assunto="z")))

    assert [one.assunto for one in ranked(others)] == ["z", "b"]


def test_of_equal_points_more_money_then_the_earlier_deadline_then_the_name_decides() -> None:
    rich = ponto(valor="400", assunto="d", prazo=NOW + timedelta(days=1))
    early = ponto(valor="300", assunto="c", prazo=NOW - timedelta(hours=1))
    first, second = ponto(valor="300", assunto="a"), ponto(valor="300", assunto="b")

    order = ranked([second, first, early, rich])

    assert [one.assunto for one in order] == ["d", "c", "a", "b"]


def test_of_two_about_one_matter_the_weightier_stays() -> None:
    order = ranked([ponto(SOON, titulo="leve"), ponto(LATE, titulo="pesado")])

    assert [one.titulo for one in order] == ["pesado"]


def _fields(ponto: Ponto, **changes: Any) -> dict[str, Any]:
    return {name: getattr(ponto, name) for name in Ponto.__slots__} | changes
