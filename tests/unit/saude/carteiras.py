"""A carteira of which more clientes fall on one day than a day takes, and what was told of them."""

from collections.abc import Iterable

from shared.tarefas.models import Tarefa, TarefaStatus
from tests.unit.saude.mundo import CONTA, Mundo

# What a small conta is told of on one day.
MOST = 20


async def imported(mundo: Mundo, count: int, *, first: int = 0) -> list[str]:
    """Clientes whose only activity is long ago; the later ones pay more."""
    ids = [f"c{number:05}" for number in range(first, first + count)]
    for number, cliente_id in enumerate(ids, start=first):
        await mundo.cliente(cliente_id, valor=100 + number)
        await mundo.atividade(cliente_id, dias_atras=45)
    return ids


async def thriving(mundo: Mundo, count: int) -> list[str]:
    """Clientes of whom all is well today, scored."""
    ids = [f"c{number:05}" for number in range(count)]
    for number, cliente_id in enumerate(ids):
        await mundo.cliente(cliente_id, valor=100 + number)
        await mundo.atividade(cliente_id)
    await mundo.run()
    return ids


def abertas(mundo: Mundo) -> list[Tarefa]:
    """Those of one cliente."""
    return [one for one in mundo.tarefas() if one.cliente_id and one.status is TarefaStatus.ABERTA]


def resumos(mundo: Mundo, status: TarefaStatus = TarefaStatus.ABERTA) -> list[Tarefa]:
    return [one for one in mundo.tarefas() if not one.cliente_id and one.status is status]


def whose(tarefas: Iterable[Tarefa]) -> set[str | None]:
    return {one.cliente_id for one in tarefas}


async def conclude(mundo: Mundo, tarefas: Iterable[Tarefa]) -> None:
    store = mundo.open_tarefas(CONTA)
    for one in tarefas:
        read, etag = await store.get(one.id)
        await store.save(read.model_copy(update={"status": TarefaStatus.CONCLUIDA}), etag)
