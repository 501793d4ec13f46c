"""What atividades hold of a person: what is counted of them, and every login that is theirs or a user's of theirs."""

from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass
from typing import Any

from shared.atividades.models import Contadores
from shared.kit.store import DocumentStore, Stored
from shared.kit.titulares import Titular, erase_ids, matching, one_of

_MACHINERY = {"v"}


@dataclass(frozen=True)
class AtividadeGuardiao:
    """Marks of lotes hold ids and counts, and expire."""

    open_atividades: Callable[[str], DocumentStore]
    nome: str = "atividades"
    containers: tuple[str, ...] = (Contadores.CONTAINER,)

    async def export(self, conta: str, titular: Titular) -> list[dict[str, Any]]:
        """The counters, then the logins in the order of time; each once."""
        found = {stored.id: stored async for stored in self._of(conta, titular)}
        ordered = sorted(found.values(), key=lambda stored: (stored.body.get("em", ""), stored.id))
        return [{"id": stored.id} | _shown(stored.body) for stored in ordered]

    async def erase(self, conta: str, titular: Titular) -> int:
        store = self.open_atividades(conta)
        erased = 0
        while ids := [stored.id async for stored in self._of(conta, titular)]:
            erased += await erase_ids(store, ids)
        return erased

    async def _of(self, conta: str, titular: Titular) -> AsyncIterator[Stored]:
        """By the ids of the titular's clientes; by an e-mail that only they have, whosever product they entered."""
        own = [email.lower() for email in titular.emails if email not in titular.compartilhados]
        conditions = (
            *one_of("id", titular.cliente_ids),
            *one_of("cliente_id", titular.cliente_ids),
            *one_of("usuario_email", own),
        )
        store = self.open_atividades(conta)
        for condition in conditions:
            async for stored in matching(store, condition):
                yield stored


def _shown(body: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in body.items() if name not in _MACHINERY}
