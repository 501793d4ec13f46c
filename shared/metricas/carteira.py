"""The clientes of a conta as S4's numbers read them: raw bodies page by page, a hundred thousand in little memory."""

from collections.abc import AsyncIterator, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from shared.clientes.models import Cliente
from shared.kit.store import Documents, Query, Stored, Where

PAGE = 500
ZERO = Decimal(0)


async def pages(
    documents: Documents, conta: str, *, inicio: date | None = None, fim: date | None = None
) -> AsyncIterator[list[Stored]]:
    """Those that are shown; with days, those whose `data_adesao` lies in between, both included."""
    where = [Where("ativo", "=", True)]
    if inicio:
        where.append(Where("data_adesao", ">=", inicio.isoformat()))
    if fim:
        where.append(Where("data_adesao", "<=", fim.isoformat()))
    order = "data_adesao" if inicio or fim else None
    store, cursor = documents.open(Cliente.CONTAINER, conta), None
    while True:
        page = await store.query(Query(tuple(where), order_by=order, limit=PAGE, cursor=cursor))
        yield page.items
        if (cursor := page.cursor) is None:
            return


def valor(corpo: Mapping[str, Any]) -> Decimal:
    """What it pays a month, to the cent; 0 where none is known."""
    return money(corpo.get("valor")) or ZERO


def money(number: float | None) -> Decimal | None:
    """A stored amount as it was written: the shortest text of its float is its cents."""
    return None if number is None else Decimal(str(number))


def day(corpo: Mapping[str, Any], name: str) -> date | None:
    text = corpo.get(name)
    return date.fromisoformat(text) if text else None
