"""Every query about atendimentos of one conta, and the way between an Atendimento and its document."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from shared.atendimentos.errors import AtendimentoNotFound
from shared.atendimentos.models import Atendimento, FiltroAtendimentos, StatusConfirmacao
from shared.kit.brasil import phone_key
from shared.kit.clock import instant, local_instant
from shared.kit.errors import NotFound, PreconditionFailed, TransientError
from shared.kit.store import Condition, DocumentStore, Query, Stored, Where
from shared.kit.texto import key_of

# How often a step is taken anew because somebody else was quicker, before it counts as an outage.
ATTEMPTS = 8
_PAGE = 500
# A blocked one is kept for the law and shown to nobody.
_SHOWN = Where("bloqueado_em", "=", None)


@dataclass(frozen=True, slots=True)
class Versao:
    """An atendimento as it was read; saving it needs the etag of that reading."""

    atendimento: Atendimento
    etag: str


@dataclass(frozen=True, slots=True)
class AtendimentoPage:
    itens: list[Atendimento]
    cursor: str | None


@dataclass(frozen=True)
class AtendimentoStore:
    documents: DocumentStore

    async def add(self, atendimento: Atendimento) -> Versao:
        """Raises `Conflict` when the id exists."""
        stored = await self.documents.create(atendimento.id, _body(atendimento))
        return Versao(atendimento, stored.etag)

    async def get(self, atendimento_id: str) -> Versao:
        """Raises `AtendimentoNotFound`, of a blocked one too."""
        read = await self._any(atendimento_id)
        if read.atendimento.bloqueado_em:
            raise AtendimentoNotFound
        return read

    async def _any(self, atendimento_id: str) -> Versao:
        try:
            return read_stored(await self.documents.get(atendimento_id))
        except NotFound:
            raise AtendimentoNotFound from None

    async def save(self, atendimento: Atendimento, etag: str) -> Versao:
        """Raises `PreconditionFailed` when somebody else saved it since, `AtendimentoNotFound` when it was erased."""
        try:
            stored = await self.documents.replace(atendimento.id, _body(atendimento), etag=etag)
        except NotFound:
            raise AtendimentoNotFound from None
        return Versao(atendimento, stored.etag)

    async def update(self, atendimento_id: str, change: Callable[[Atendimento], Atendimento]) -> Versao:
        """Save `change` of the newest version, a blocked one's too; one that returns its argument saves nothing.

        `change` may be called again when somebody saved in between, so it must be pure.
        """
        for _ in range(ATTEMPTS):
            read = await self._any(atendimento_id)
            changed = change(read.atendimento)
            if changed is read.atendimento:
                return read
            try:
                return await self.save(changed, read.etag)
            except PreconditionFailed:
                continue
        raise TransientError

    async def search(self, filtro: FiltroAtendimentos, fuso: str) -> AtendimentoPage:
        """In the order of the appointments; the filter's days are days of `fuso`."""
        where = _conditions(filtro, fuso)
        return await self._page(
            Query(where, order_by="data_consulta", limit=filtro.limite, cursor=filtro.cursor)
        )

    async def to_come(
        self, cliente_ids: Sequence[str], since: datetime, *, limit: int = 50
    ) -> list[Atendimento]:
        """Those that these people are written to about and that begin after `since`, the next first."""
        theirs = Where("cliente_id", "in", tuple(cliente_ids))
        return await self._list(theirs, _after(since), order_by="data_consulta", limit=limit)

    async def of_agenda(self, agenda_id: str) -> Atendimento | None:
        """The latest one with this number of the hospital's; of what was migrated several may have it."""
        where = (Where("agenda_id", "=", agenda_id), _SHOWN)
        page = await self._page(Query(where, order_by="data_consulta", descending=True, limit=1))
        return page.itens[0] if page.itens else None

    async def booked(self, nome_medico: str, de: datetime, ate: datetime) -> list[Atendimento]:
        """Those of who treats that begin from `de` until before `ate`, in order."""
        where: tuple[Condition, ...] = (
            Where("medico", "=", key_of(nome_medico)),
            Where("data_consulta", ">=", instant(de)),
            Where("data_consulta", "<", instant(ate)),
        )
        found: list[Atendimento] = []
        cursor: str | None = None
        while True:
            page = await self._page(Query(where, order_by="data_consulta", limit=_PAGE, cursor=cursor))
            found += page.itens
            if (cursor := page.cursor) is None:
                return found

    async def pending(self, since: datetime, *, limit: int) -> list[Atendimento]:
        """Those to come that nobody has answered for, the next first."""
        asking = Where("status_confirmacao", "=", StatusConfirmacao.PENDENTE)
        return await self._list(asking, _after(since), _SHOWN, order_by="data_consulta", limit=limit)

    async def of_telefone(self, telefone: str, *, limit: int) -> list[Atendimento]:
        """Those of this phone (E.164), however its ninth digit was written, the newest first."""
        where = (Where("telefone_chave", "=", phone_key(telefone)),)
        page = await self._page(Query(where, order_by="criado_em", descending=True, limit=limit))
        return page.itens

    async def late(self, before: datetime, *, limit: int) -> list[Atendimento]:
        """Those about which something was to happen `before`, the longest waiting first."""
        return await self._list(Where("proximo_em", "<", instant(before)), order_by="proximo_em", limit=limit)

    async def naming(self, field: str, cliente_id: str, *, limit: int = 100) -> list[str]:
        """The ids of some that have this cliente at `field`; ask again until there are none."""
        return [one.id for one in await self._list(Where(field, "=", cliente_id), limit=limit)]

    async def _page(self, query: Query) -> AtendimentoPage:
        page = await self.documents.query(query)
        return AtendimentoPage([read_stored(stored).atendimento for stored in page.items], page.cursor)

    async def _list(self, *where: Condition, order_by: str | None = None, limit: int) -> list[Atendimento]:
        return (await self._page(Query(where, order_by, limit=limit))).itens


def read_stored(stored: Stored) -> Versao:
    return Versao(Atendimento.model_validate({"id": stored.id} | stored.body), stored.etag)


def _body(atendimento: Atendimento) -> dict[str, object]:
    body = atendimento.model_dump(mode="json", exclude={"id"})
    return body | {
        "medico": key_of(atendimento.nome_medico),
        "telefone_chave": phone_key(atendimento.telefone) if atendimento.telefone else None,
        "proximo_em": None if atendimento.bloqueado_em else body["proximo_em"],
        "com_palavras": _has_words(atendimento),
        "bloqueado": atendimento.bloqueado_em is not None,
        "sem_paciente": atendimento.paciente_id is None,
    }


def _has_words(at: Atendimento) -> bool:
    said = [*(one.texto for one in at.avisos), *(one.texto for one in at.respostas)]
    return any((at.observacoes, *said, *(line.motivo for line in at.historico)))


def _conditions(filtro: FiltroAtendimentos, fuso: str) -> tuple[Condition, ...]:
    found: list[Condition] = [_SHOWN]
    if filtro.status:
        found.append(Where("status_confirmacao", "=", filtro.status))
    if filtro.nome_medico:
        found.append(Where("medico", "=", key_of(filtro.nome_medico)))
    if filtro.cliente_id:
        found.append(Where("cliente_id", "=", filtro.cliente_id))
    if filtro.nr_seq_agenda:
        found.append(Where("agenda_id", "=", filtro.nr_seq_agenda))
    if filtro.de:
        found.append(Where("data_consulta", ">=", _midnight(filtro.de, fuso)))
    if filtro.ate:
        found.append(Where("data_consulta", "<", _midnight(filtro.ate + timedelta(days=1), fuso)))
    return tuple(found)


def _after(since: datetime) -> Where:
    return Where("data_consulta", ">", instant(since))


def _midnight(day: date, fuso: str) -> str:
    return instant(local_instant(day, 0, fuso))
