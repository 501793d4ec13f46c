"""Atendimentos that have outlived their purpose: old ones without their words, very old ones gone; and the people who
have one, who are no mere leads."""

from collections.abc import AsyncIterator, Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Protocol

from shared.atendimentos.errors import AtendimentoNotFound
from shared.atendimentos.ports import Guardas
from shared.atendimentos.store import AtendimentoStore
from shared.atendimentos.titular import without_words
from shared.clientes.models import Cliente
from shared.kit.clock import Now, instant
from shared.kit.errors import NotFound
from shared.kit.store import Stored, Where
from shared.kit.titulares import matching

# Five years; as part of a clinical record as long as its guarda legal says: the retention table of
# `lgpd-and-etiquette`.
_KEPT = timedelta(days=1_826)
_ASKED_AT_ONCE = 50
_BLOCKED = Where("bloqueado", "=", True)


@dataclass(frozen=True)
class AtendimentoRetencao:
    open_atendimentos: Callable[[str], AtendimentoStore]
    guardas: Guardas
    now: Now
    nome: str = "atendimentos"

    async def erase_expired(self, conta: str, before: datetime, *, held: frozenset[str], limit: int) -> int:
        """Take the words out of those that took place before `before`; delete those of over five years ago, and
        blocked ones whose guarda legal is over.

        Those of the clientes in `held` stay as they are, those under a guarda legal stay.
        """
        store = self.open_atendimentos(conta)
        spoken = (Where("data_consulta", "<", instant(before)), Where("com_palavras", "=", True))
        old = Where("data_consulta", "<", instant(self.now() - _KEPT))
        # All are found before any is changed: a page may not lose its end.
        silenced = await _first(_matching(store, held, *spoken), limit)
        gone = await self._free(conta, held, old, limit=limit)
        gone += await self._free(conta, held, _BLOCKED, limit=limit)
        for atendimento_id in silenced:
            with suppress(AtendimentoNotFound):  # erased meanwhile
                await store.update(atendimento_id, without_words)
        for atendimento_id in gone:
            with suppress(NotFound):
                await store.documents.delete(atendimento_id)
        return len({*silenced, *gone})

    async def _free(self, conta: str, held: frozenset[str], where: Where, *, limit: int) -> list[str]:
        """The ids of the first that match and that no guarda legal keeps."""
        found: list[str] = []
        some: list[Stored] = []
        async for stored in _matching(self.open_atendimentos(conta), held, where):
            some.append(stored)
            if len(some) == _ASKED_AT_ONCE:
                found += await self._unguarded(conta, some)
                some = []
            if len(found) >= limit:
                break
        return [*found, *await self._unguarded(conta, some)][:limit]

    async def _unguarded(self, conta: str, some: list[Stored]) -> list[str]:
        pacientes = sorted({stored.body["paciente_id"] for stored in some if stored.body.get("paciente_id")})
        kept = await self.guardas.held(conta, pacientes) if pacientes else frozenset()
        return [stored.id for stored in some if stored.body.get("paciente_id") not in kept]


async def _matching(store: AtendimentoStore, held: frozenset[str], *where: Where) -> AsyncIterator[Stored]:
    """Those that match and are nobody's of `held`."""
    async for stored in matching(store.documents, *where):
        if held.isdisjoint({stored.body.get("paciente_id"), stored.body.get("cliente_id")}):
            yield stored


async def _first(found: AsyncIterator[Stored], limit: int) -> list[str]:
    ids: list[str] = []
    async for stored in found:
        ids.append(stored.id)
        if len(ids) == limit:
            break
    return ids


class Leads(Protocol):
    def expired(self, conta: str, before: datetime) -> AsyncIterator[Cliente]:
        """Leads that nobody touched since `before` and that became nothing."""

    def released(self, conta: str, today: date) -> AsyncIterator[Cliente]:
        """Blocked ones whose guarda legal is over."""


@dataclass(frozen=True)
class LeadsSemAtendimento:
    """Who has had an appointment became something: they are kept while it is."""

    leads: Leads
    open_atendimentos: Callable[[str], AtendimentoStore]

    async def expired(self, conta: str, before: datetime) -> AsyncIterator[Cliente]:
        store = self.open_atendimentos(conta)
        async for lead in self.leads.expired(conta, before):
            named = [await store.naming(field, lead.id, limit=1) for field in ("paciente_id", "cliente_id")]
            if not any(named):
                yield lead

    def released(self, conta: str, today: date) -> AsyncIterator[Cliente]:
        return self.leads.released(conta, today)
