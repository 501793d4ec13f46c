"""What tarefas hold of a person: they hang on relatos, and copy the name and contacts from them."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from shared.kit.store import DocumentStore, Where
from shared.kit.titulares import Titular, erase_matching, matching, one_of
from shared.tarefas.models import Tarefa


@dataclass(frozen=True)
class TarefaGuardiao:
    open_tarefas: Callable[[str], DocumentStore]
    nome: str = "tarefas"
    containers: tuple[str, ...] = (Tarefa.CONTAINER,)

    async def export(self, conta: str, titular: Titular) -> list[dict[str, Any]]:
        store = self.open_tarefas(conta)
        found = {
            stored.id: Tarefa.model_validate({"id": stored.id} | stored.body)
            for condition in _of(titular)
            async for stored in matching(store, condition)
        }
        return [
            tarefa.model_dump(mode="json", exclude={"v"}, exclude_none=True)
            for _, tarefa in sorted(found.items())
        ]

    async def erase(self, conta: str, titular: Titular) -> int:
        store = self.open_tarefas(conta)
        return sum([await erase_matching(store, condition) for condition in _of(titular)])


def _of(titular: Titular) -> list[Where]:
    """By the relato, and by the cliente for one whose relato is gone already."""
    return one_of("relato_id", titular.relato_ids) + one_of("cliente_id", titular.cliente_ids)
