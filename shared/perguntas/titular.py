"""What perguntas hold of a person: what they were asked, and their words."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from shared.kit.store import DocumentStore
from shared.kit.titulares import Titular, erase_matching, matching, one_of
from shared.perguntas.models import Pergunta

_MACHINERY = {"v", "fluxo", "evento"}


@dataclass(frozen=True)
class PerguntaGuardiao:
    open_perguntas: Callable[[str], DocumentStore]
    nome: str = "perguntas"
    containers: tuple[str, ...] = (Pergunta.CONTAINER,)

    async def export(self, conta: str, titular: Titular) -> list[dict[str, Any]]:
        store = self.open_perguntas(conta)
        found = [
            Pergunta.model_validate({"id": stored.id} | stored.body)
            for condition in one_of("cliente_id", titular.cliente_ids)
            async for stored in matching(store, condition)
        ]
        return [one.model_dump(mode="json", exclude=_MACHINERY, exclude_none=True) for one in found]

    async def erase(self, conta: str, titular: Titular) -> int:
        store = self.open_perguntas(conta)
        return sum(
            [
                await erase_matching(store, condition)
                for condition in one_of("cliente_id", titular.cliente_ids)
            ]
        )
