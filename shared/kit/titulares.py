"""The port of the rights of a titular (LGPD art. 18): each feature that holds personal data has a guardião of it.

Apart because features may not know each other, and the one who asks must know them all.
"""

import re
from collections.abc import AsyncIterator, Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from shared.kit.brasil import document_number, email_address, phone_key, phone_number
from shared.kit.errors import NotFound
from shared.kit.masking import mask
from shared.kit.nomes import may_be_one, name_words, share_first_name
from shared.kit.store import Condition, DocumentStore, Query, Stored, Where
from shared.kit.texto import key_of

_PAGE = 200
_IDS_A_QUERY = 50
_FULL_NAME_WORDS = 2
_LOCAL_DIGITS = 8
_LOCAL = re.compile(r"9?([2-9][0-9]{7})")  # a phone as people of one town give it
_MARKS = re.compile(r"[\s().\-]+")
_READERS = (lambda text: phone_key(phone_number(text)), email_address, document_number)


@dataclass(frozen=True, slots=True)
class Titular:
    """A person as we know them: phones in E.164, the rest normalised as well.

    `enderecos` are accounts of channels, as `provedor:endereco`.
    `relato_ids` are the relatos about them, found before anything is erased. `compartilhados` are those of their
    `chaves` that lead to somebody else too: a phone of the family, a namesake.
    """

    cliente_ids: tuple[str, ...] = ()
    relato_ids: tuple[str, ...] = ()
    nome: str | None = None
    telefones: tuple[str, ...] = ()
    emails: tuple[str, ...] = ()
    documento: str | None = None
    client_ids: tuple[str, ...] = ()
    enderecos: tuple[str, ...] = ()
    compartilhados: frozenset[str] = frozenset()

    @property
    def contatos(self) -> frozenset[str]:
        """What names nobody else, unless it is shared."""
        known = {*map(phone_key, self.telefones), *self.emails, self.documento or ""}
        return frozenset(known - {""})

    @property
    def finais(self) -> frozenset[str]:
        """How their phones end, which is all that is written of one without its DDD."""
        return frozenset(phone[-_LOCAL_DIGITS:] for phone in self.telefones)


@dataclass(frozen=True, slots=True)
class Mencao:
    """Somebody as a document speaks of them, in raw words."""

    nome: str | None = None
    telefone: str | None = None
    email: str | None = None
    texto: str = ""

    @property
    def contatos(self) -> frozenset[str]:
        """Every phone, e-mail and document number that is named, typed or within the text."""
        return frozenset(found for text in self._raw if text for found in _readings(text))

    @property
    def finais(self) -> frozenset[str]:
        """The last eight digits of every phone that is named without its DDD."""
        found = (_LOCAL.fullmatch(_MARKS.sub("", text)) for text in self._raw)
        return frozenset(match[1] for match in found if match)

    @property
    def _raw(self) -> list[str]:
        return [self.telefone or "", self.email or "", *mask(self.texto).originals.values()]


def is_about(titular: Titular, mencao: Mencao) -> bool:
    """Whether a document that is linked to nobody is to go with the titular.

    By a contact that only they have; by a shared one, or a phone without its DDD, and a name like theirs; by the full
    name alone where the document names no contact and the conta no namesake.
    """
    named = mencao.contatos
    mine = named & titular.contatos
    if mine - titular.compartilhados:
        return True
    if mine or not titular.finais.isdisjoint(mencao.finais):
        return _is_named_like(titular, mencao)
    full_name = full_name_key(titular.nome)
    is_theirs = full_name is not None and full_name not in titular.compartilhados
    return is_theirs and not named and full_name == full_name_key(mencao.nome)


def is_surely_about(titular: Titular, mencao: Mencao) -> bool:
    """Whether a document that is linked to nobody may be handed to the titular: what is another's never is.

    By a contact that only they have, unless it names somebody else; by a shared one and more than a first name.
    """
    mine = mencao.contatos & titular.contatos
    if mine - titular.compartilhados:
        return share_first_name(titular.nome, mencao.nome)
    is_told = len(name_words(mencao.nome)) >= _FULL_NAME_WORDS
    return bool(mine) and is_told and may_be_one(titular.nome, mencao.nome)


def _is_named_like(titular: Titular, mencao: Mencao) -> bool:
    """Whether the name fits; where none is said, whether the text holds their first one."""
    if name_words(mencao.nome):
        return may_be_one(titular.nome, mencao.nome)
    return not set(name_words(titular.nome)[:1]).isdisjoint(name_words(mencao.texto))


def full_name_key(nome: str | None) -> str | None:
    """The name as it is compared; None for one that is too short to tell people apart."""
    key = key_of(nome or "")
    return key if len(key.split()) >= _FULL_NAME_WORDS else None


def _readings(text: str) -> list[str]:
    """What `text` may be: eleven digits are a mobile to one and a CPF to another."""
    found = []
    for read in _READERS:
        try:
            found.append(read(text))
        except ValueError:
            continue
    return found


About = Callable[[Titular, Mencao], bool]


class Eliminados(Protocol):
    """Whom an erasure has taken away: what comes by itself, or is repeated, may not bring them back."""

    async def holds_id(self, conta: str, document_id: str) -> bool:
        """Whether a cliente or relato of this id was erased, or is about to be."""

    async def holds_person(self, conta: str, titular: Titular) -> bool:
        """Whether somebody with a phone, e-mail or client_id of the titular was erased."""


class Eraser(Protocol):
    """One step of an erasure; `nome` is what it is told by."""

    @property
    def nome(self) -> str: ...

    async def erase(self, conta: str, titular: Titular) -> int:
        """Erase until nothing is left; how many documents it was. Safe to run twice. May raise `TransientError`."""


class Guardiao(Eraser, Protocol):
    """Keeps what one feature holds of people. `containers` are those whose personal data it answers for."""

    @property
    def containers(self) -> tuple[str, ...]: ...

    async def export(self, conta: str, titular: Titular) -> list[dict[str, Any]]:
        """Everything, as a person may read it: no machinery."""


async def matching(store: DocumentStore, *where: Condition) -> AsyncIterator[Stored]:
    """Every document that matches, page by page. What is found may not be deleted meanwhile: see `erase_matching`."""
    cursor: str | None = None
    while True:
        page = await store.query(Query(where=where, limit=_PAGE, cursor=cursor))
        for stored in page.items:
            yield stored
        if (cursor := page.cursor) is None:
            return


async def erase_matching(store: DocumentStore, *where: Condition) -> int:
    """Delete every document that matches, until none is left; how many it was."""
    erased = 0
    while page := (await store.query(Query(where=where, limit=_PAGE))).items:
        erased += await erase_ids(store, [stored.id for stored in page])
    return erased


async def erase_ids(store: DocumentStore, ids: Iterable[str]) -> int:
    """Delete them; how many there were."""
    erased = 0
    for document_id in ids:
        try:
            await store.delete(document_id)
            erased += 1
        except NotFound:
            continue
    return erased


def one_of(path: str, values: Sequence[str]) -> list[Where]:
    """Conditions that together match each of `values` at `path`; none for no values."""
    starts = range(0, len(values), _IDS_A_QUERY)
    return [Where(path, "in", tuple(values[start : start + _IDS_A_QUERY])) for start in starts]
