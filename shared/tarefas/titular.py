"""What tarefas hold of a person: name and contacts copied from a relato, or what somebody wrote to us."""

from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass
from typing import Any

from shared.kit.store import DocumentStore, Stored, Where
from shared.kit.titulares import (
    About,
    Mencao,
    Titular,
    erase_ids,
    is_about,
    is_surely_about,
    matching,
    one_of,
)
from shared.tarefas.models import Tarefa

# A message of somebody whom nobody could recognise.
_UNLINKED = (Where("relato_id", "=", None), Where("cliente_id", "=", None))


@dataclass(frozen=True)
class TarefaGuardiao:
    open_tarefas: Callable[[str], DocumentStore]
    nome: str = "tarefas"
    containers: tuple[str, ...] = (Tarefa.CONTAINER,)

    async def export(self, conta: str, titular: Titular) -> list[dict[str, Any]]:
        found = {
            stored.id: Tarefa.model_validate({"id": stored.id} | stored.body)
            async for stored in self._of(conta, titular, is_surely_about)
        }
        return [
            tarefa.model_dump(mode="json", exclude={"v"}, exclude_none=True)
            for _, tarefa in sorted(found.items())
        ]

    async def erase(self, conta: str, titular: Titular) -> int:
        ids = {stored.id async for stored in self._of(conta, titular, is_about)}
        return await erase_ids(self.open_tarefas(conta), sorted(ids))

    async def _of(self, conta: str, titular: Titular, about: About) -> AsyncIterator[Stored]:
        """By the relato, and by the cliente for one whose relato is gone; of nobody's those `about` the titular."""
        store = self.open_tarefas(conta)
        theirs = one_of("relato_id", titular.relato_ids) + one_of("cliente_id", titular.cliente_ids)
        for condition in theirs:
            async for stored in matching(store, condition):
                yield stored
        async for stored in matching(store, *_UNLINKED):
            if about(titular, _mencao(stored)):
                yield stored


def _mencao(stored: Stored) -> Mencao:
    """Raw fields: a document that nobody can read must not keep a person from being erased."""
    body = stored.body
    return Mencao(
        nome=body.get("cliente"),
        telefone=body.get("telefone"),
        email=body.get("email"),
        texto=body.get("mensagem") or "",
    )
