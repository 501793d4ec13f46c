"""Every query about the usuarios of one conta. A conta never loses its last active admin, whoever writes at once."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from shared.contas.errors import LastAdmin, UsuarioNotFound
from shared.contas.usuarios import Administradores, FiltroUsuarios, Usuario
from shared.kit.errors import Conflict, NotFound, PreconditionFailed, TransientError
from shared.kit.etags import Precondition
from shared.kit.ids import is_document_id
from shared.kit.store import DocumentStore, Query, Stored, Where, Write

# How often a step is taken anew because somebody else was quicker, before it counts as an outage.
_ATTEMPTS = 8


@dataclass(frozen=True, slots=True)
class UsuarioVersao:
    """A usuario as it was read; saving it needs the etag of that reading."""

    usuario: Usuario
    etag: str


@dataclass(frozen=True, slots=True)
class UsuarioPage:
    itens: list[Usuario]
    cursor: str | None


@dataclass(frozen=True)
class UsuarioStore:
    documents: DocumentStore

    async def get(self, usuario_id: str) -> UsuarioVersao:
        """Raises `UsuarioNotFound`."""
        if not is_document_id(usuario_id) or usuario_id == Administradores.ID:
            raise UsuarioNotFound
        try:
            stored = await self.documents.get(usuario_id)
        except NotFound:
            raise UsuarioNotFound from None
        return UsuarioVersao(_read(stored), stored.etag)

    async def add(self, usuario: Usuario) -> UsuarioVersao:
        """The id is new, so only the list of admins may be written at once with it."""
        for _ in range(_ATTEMPTS):
            try:
                return await self._write(
                    Write("create", usuario.id, _body(usuario)), usuario, was_admin=False
                )
            except PreconditionFailed:
                continue
        raise TransientError

    async def update(
        self,
        usuario_id: str,
        change: Callable[[Usuario], Usuario],
        *,
        now: datetime,
        precondition: Precondition | None = None,
    ) -> UsuarioVersao:
        """Save `change` of the newest version; one that changes nothing saves nothing.

        `change` may be called again when somebody saved in between, so it must be pure; it may raise to refuse.
        Raises `UsuarioNotFound`, `LastAdmin`, and `PreconditionFailed` when `precondition` names another version.
        """
        for _ in range(_ATTEMPTS):
            read = await self.get(usuario_id)
            (precondition or Precondition()).check(read.etag)
            changed = change(read.usuario)
            if changed == read.usuario:
                return read
            changed = changed.model_copy(update={"atualizado_em": now})
            write = Write("replace", usuario_id, _body(changed), etag=read.etag)
            try:
                return await self._write(write, changed, was_admin=read.usuario.is_admin)
            except PreconditionFailed:
                continue
        raise TransientError

    async def list(self, filtro: FiltroUsuarios) -> UsuarioPage:
        """By name."""
        named = Where("username", "is_defined", value=True)
        page = await self.documents.query(
            Query(where=(named,), order_by="username", limit=filtro.limite, cursor=filtro.cursor)
        )
        return UsuarioPage([_read(stored) for stored in page.items], page.cursor)

    async def has_admin(self) -> bool:
        ids, _ = await self._administradores()
        return bool(ids)

    async def _write(self, write: Write, usuario: Usuario, *, was_admin: bool) -> UsuarioVersao:
        """One batch with the list of admins where it changes.

        Raises `LastAdmin`, and `PreconditionFailed` when one of the two was written in between: read both again.
        """
        writes = [write]
        if usuario.is_admin != was_admin:
            writes.append(await self._relisted(usuario))
        try:
            stored = await self.documents.batch(writes)
        except Conflict:  # somebody else began the list; `LastAdmin`, a conflict too, ends the matter
            raise PreconditionFailed from None
        return UsuarioVersao(usuario, stored[0].etag)

    async def _relisted(self, usuario: Usuario) -> Write:
        before, etag = await self._administradores()
        others = tuple(admin for admin in before if admin != usuario.id)
        ids = (*others, usuario.id) if usuario.is_admin else others
        if not ids:
            raise LastAdmin
        body = Administradores(ids=ids).model_dump(mode="json")
        return Write("replace" if etag else "create", Administradores.ID, body, etag=etag)

    async def _administradores(self) -> tuple[tuple[str, ...], str | None]:
        try:
            stored = await self.documents.get(Administradores.ID)
        except NotFound:
            return (), None
        return Administradores.model_validate(stored.body).ids, stored.etag


def _read(stored: Stored) -> Usuario:
    return Usuario.model_validate({"id": stored.id} | stored.body)


def _body(usuario: Usuario) -> dict[str, object]:
    return usuario.model_dump(mode="json", exclude={"id"})
