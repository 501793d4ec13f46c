"""Held and taken hours of one conta: each is one document, and whoever creates it has it."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from shared.atendimentos.errors import HorarioTomado, ReservaNotFound
from shared.atendimentos.horario_models import Horario, HorarioEstado
from shared.kit.clock import instant
from shared.kit.errors import Conflict, NotFound, PreconditionFailed
from shared.kit.ids import digest_id
from shared.kit.store import DocumentStore, Query, Stored, Where
from shared.kit.texto import key_of

# What is over is of no use; time zones and clocks that were moved take up to a day.
_KEPT_AFTER = timedelta(days=2)
_MOST = 1_000


def horario_id(profissional: str, inicio: datetime) -> str:
    return digest_id(Horario.CONTAINER, key_of(profissional), instant(inicio))


@dataclass(frozen=True)
class HorarioStore:
    documents: DocumentStore

    async def take(self, horario: Horario, now: datetime) -> Horario:
        """Hold it, or take it for good; whoever holds it already may take it again.

        Raises `HorarioTomado` when it is somebody else's.
        """
        ttl_s = _ttl_s(horario, now)
        try:
            return _read(await self.documents.create(horario.id, _body(horario), ttl_s=ttl_s))
        except Conflict:
            pass
        try:
            stored = await self.documents.get(horario.id)
            if _read(stored).is_held(now) and not _is_same(_read(stored), horario):
                raise HorarioTomado
            replaced = await self.documents.replace(horario.id, _body(horario), etag=stored.etag, ttl_s=ttl_s)
            return _read(replaced)
        except (NotFound, PreconditionFailed):  # let go, or taken, at this very moment
            raise HorarioTomado from None

    async def get(self, reserva_id: str) -> Horario:
        """Raises `ReservaNotFound`."""
        try:
            return _read(await self.documents.get(reserva_id))
        except NotFound:
            raise ReservaNotFound from None

    async def release(self, reserva_id: str, *, atendimento_id: str | None) -> None:
        """Let go what is held or taken for this appointment; what is another's stays. Repeatable."""
        try:
            stored = await self.documents.get(reserva_id)
            if _read(stored).atendimento_id == atendimento_id:
                await self.documents.delete(reserva_id, etag=stored.etag)
        except (NotFound, PreconditionFailed):
            return

    async def held(self, profissional: str, de: datetime, ate: datetime, now: datetime) -> list[Horario]:
        """The hours of who treats that are nobody's to offer, from `de` until before `ate`."""
        where = (
            Where("quem", "=", key_of(profissional)),
            Where("inicio", ">=", instant(de)),
            Where("inicio", "<", instant(ate)),
        )
        page = await self.documents.query(Query(where, order_by="inicio", limit=_MOST))
        return [horario for stored in page.items if (horario := _read(stored)).is_held(now)]


def _is_same(known: Horario, wanted: Horario) -> bool:
    """For the same appointment; or the same hold of the same person, which becomes an appointment's."""
    if known.estado is HorarioEstado.OCUPADO or known.atendimento_id is not None:
        return known.atendimento_id == wanted.atendimento_id
    return known.reservado_por == wanted.reservado_por


def _ttl_s(horario: Horario, now: datetime) -> int:
    until = horario.inicio + _KEPT_AFTER
    return max(60, int((until - now).total_seconds()))


def _read(stored: Stored) -> Horario:
    return Horario.model_validate({"id": stored.id} | stored.body)


def _body(horario: Horario) -> dict[str, object]:
    return horario.model_dump(mode="json", exclude={"id"}) | {"quem": key_of(horario.profissional)}
