"""What resumos holds of a person: copies of what other features keep, minutes old, gone at once when one is erased."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from shared.kit.titulares import Titular
from shared.resumos.models import Entrada
from shared.resumos.ports import Assunto
from shared.resumos.store import ResumoStore


@dataclass(frozen=True)
class ResumoGuardiao:
    """Comes last of all, or what is left of the person would be copied anew."""

    open_resumos: Callable[[str], ResumoStore]
    new_id: Callable[[], str]
    nome: str = "resumos"
    containers: tuple[str, ...] = (Entrada.CONTAINER,)

    async def export(self, conta: str, titular: Titular) -> list[dict[str, Any]]:  # noqa: ARG002  # the port's
        """Nothing that is not exported where it is kept."""
        return []

    async def erase(self, conta: str, titular: Titular) -> int:  # noqa: ARG002  # the port's
        """All of the conta's answers, for each may name the person."""
        store = self.open_resumos(conta)
        await store.move_on(Assunto, self.new_id())
        return len(await store.clear())
