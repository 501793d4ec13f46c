"""Log-in names: one usuario each, over all contas. The reservation comes before the usuario, so it may be orphaned."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from shared.contas.errors import EmailTaken, NameTaken, UsuarioNotFound
from shared.contas.models import Acesso, TipoAcesso
from shared.contas.usuario_store import UsuarioStore
from shared.contas.usuarios import Usuario, login_key
from shared.kit.clock import Now
from shared.kit.errors import Conflict, NotFound, PreconditionFailed, RetornoError, TransientError
from shared.kit.ids import keyed_id
from shared.kit.store import Documents, DocumentStore

# A sign-up that took longer than the first gives up, and only after the second may its names be taken over.
_FINISHED_WITHIN = timedelta(seconds=30)
_ABANDONED_AFTER = timedelta(seconds=60)
_CROCKFORD = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"


@dataclass(frozen=True)
class Nomes:
    """Names lie in `acessos` as keyed hashes. The time of a reservation is that of the usuario's id, a ULID."""

    documents: Documents
    open_usuarios: Callable[[str], UsuarioStore]
    hmac_key: bytes
    now: Now

    async def find(self, name: str) -> Acesso | None:
        """Where a name leads; the usuario may not exist."""
        document_id = self._id(name)
        try:
            stored = await self._open(document_id).get(document_id)
        except NotFound:
            return None
        return Acesso.model_validate(stored.body)

    async def reserve(self, conta: str, usuario: Usuario) -> None:
        """All its names or none. Raises `NameTaken`, `EmailTaken`."""
        acesso = Acesso(tipo=TipoAcesso.LOGIN, conta=conta, sujeito=usuario.id)
        mine: list[str] = []
        for name in usuario.nomes:
            try:
                await self._reserve(name, acesso)
            except RetornoError as error:
                await self.release(usuario, mine)
                if isinstance(error, NameTaken) and name != login_key(usuario.username):
                    raise EmailTaken from None
                raise
            mine.append(name)

    async def release(self, usuario: Usuario, names: Sequence[str] | None = None) -> None:
        """Let go what is still this usuario's. An outage here costs others a minute of waiting."""
        for name in usuario.nomes if names is None else names:
            document_id = self._id(name)
            try:
                stored = await self._open(document_id).get(document_id)
                if Acesso.model_validate(stored.body).sujeito == usuario.id:
                    await self._open(document_id).delete(document_id, etag=stored.etag)
            except (NotFound, PreconditionFailed, TransientError):
                continue

    def require_fresh(self, usuario: Usuario) -> None:
        """Raises `TransientError` when the names of a usuario who is still to be stored may soon be another's."""
        if self.now() - _born(usuario.id) > _FINISHED_WITHIN:
            raise TransientError

    async def _reserve(self, name: str, acesso: Acesso) -> None:
        document_id = self._id(name)
        store = self._open(document_id)
        try:
            await store.create(document_id, acesso.model_dump(mode="json"))
        except Conflict:
            await self._take_over(document_id, acesso)

    async def _take_over(self, document_id: str, acesso: Acesso) -> None:
        store = self._open(document_id)
        try:
            stored = await store.get(document_id)
            if not await self._is_abandoned(Acesso.model_validate(stored.body)):
                raise NameTaken
            await store.replace(document_id, acesso.model_dump(mode="json"), etag=stored.etag)
        except (NotFound, PreconditionFailed):
            raise NameTaken from None

    async def _is_abandoned(self, held: Acesso) -> bool:
        if self.now() - _born(held.sujeito) <= _ABANDONED_AFTER:
            return False
        try:
            await self.open_usuarios(held.conta).get(held.sujeito)
        except UsuarioNotFound:
            return True
        return False

    def _open(self, document_id: str) -> DocumentStore:
        return self.documents.open(Acesso.CONTAINER, document_id)

    def _id(self, name: str) -> str:
        return keyed_id(TipoAcesso.LOGIN, login_key(name), self.hmac_key)


def _born(ulid: str) -> datetime:
    """The time part of a ULID."""
    milliseconds = 0
    for char in ulid[:10]:
        milliseconds = milliseconds * 32 + _CROCKFORD.index(char)
    return datetime.fromtimestamp(milliseconds / 1000, UTC)
