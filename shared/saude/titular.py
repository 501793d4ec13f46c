"""What saúde holds of a person: the score of now and the months of it."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from shared.kit.store import Where
from shared.kit.titulares import Titular, matching
from shared.saude.models import Saude
from shared.saude.store import SaudeStore

_MACHINERY = {"v", "atual"}


@dataclass(frozen=True)
class SaudeGuardiao:
    """Found by the cliente alone: who was erased while being scored is taken out by the next daily run."""

    open_saude: Callable[[str], SaudeStore]
    nome: str = "saude"
    containers: tuple[str, ...] = (Saude.CONTAINER,)

    async def export(self, conta: str, titular: Titular) -> list[dict[str, Any]]:
        """Raw fields: what cannot be read is the person's all the same."""
        store = self.open_saude(conta)
        found = list((await store.many(titular.cliente_ids)).values())
        for cliente_id in titular.cliente_ids:
            found += [one async for one in matching(store.documents, Where("cliente_id", "=", cliente_id))]
        return [_shown(one.id, one.body) for one in sorted(found, key=lambda one: one.id)]

    async def erase(self, conta: str, titular: Titular) -> int:
        store = self.open_saude(conta)
        return sum([await store.forget(cliente_id) for cliente_id in titular.cliente_ids])


def _shown(document_id: str, body: dict[str, Any]) -> dict[str, Any]:
    kept = {name: value for name, value in body.items() if name not in _MACHINERY and value is not None}
    return {"id": document_id} | kept
