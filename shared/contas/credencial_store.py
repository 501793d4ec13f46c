"""Every query about the credenciais of a conta, and the acessos that their secrets open.

An acesso decides whether a secret works; it is looked up before a conta is known, so it is its own partition.
"""

from collections.abc import Callable, Collection
from dataclasses import dataclass

from shared.contas.credencial_models import Credencial
from shared.contas.models import Acesso
from shared.kit.errors import PreconditionFailed, TransientError
from shared.kit.store import Documents, DocumentStore, Query, Where

# How often a step is taken anew because somebody else was quicker, before it counts as an outage.
_ATTEMPTS = 8


@dataclass(frozen=True, slots=True)
class CredencialPage:
    itens: list[Credencial]
    cursor: str | None


@dataclass(frozen=True)
class CredencialStore:
    documents: DocumentStore

    async def add(self, credencial: Credencial) -> None:
        """Raises `Conflict` when the id exists."""
        await self.documents.create(credencial.id, _body(credencial))

    async def get(self, credencial_id: str) -> Credencial:
        """Raises `NotFound`."""
        stored = await self.documents.get(credencial_id)
        return Credencial.model_validate({"id": stored.id} | stored.body)

    async def update(self, credencial_id: str, change: Callable[[Credencial], Credencial]) -> Credencial:
        """Save `change` of the newest version; a `change` that returns its argument saves nothing.

        `change` may be called again when somebody saved in between, so it must be pure. Raises `NotFound`.
        """
        for _ in range(_ATTEMPTS):
            stored = await self.documents.get(credencial_id)
            credencial = Credencial.model_validate({"id": stored.id} | stored.body)
            changed = change(credencial)
            if changed is credencial:
                return credencial
            try:
                await self.documents.replace(credencial_id, _body(changed), etag=stored.etag)
            except PreconditionFailed:
                continue
            return changed
        raise TransientError

    async def list(self, tipos: Collection[str], *, limite: int, cursor: str | None) -> CredencialPage:
        """Those of `tipos`, newest first."""
        page = await self.documents.query(
            Query(
                where=(Where("tipo", "in", tuple(tipos)),),
                order_by="criado_em",
                descending=True,
                limit=limite,
                cursor=cursor,
            )
        )
        itens = [Credencial.model_validate({"id": item.id} | item.body) for item in page.items]
        return CredencialPage(itens, page.cursor)


@dataclass(frozen=True)
class AcessoStore:
    documents: Documents

    async def get(self, acesso_id: str) -> Acesso:
        """Raises `NotFound`."""
        return Acesso.model_validate((await self._open(acesso_id).get(acesso_id)).body)

    async def add(self, acesso_id: str, acesso: Acesso) -> None:
        """Raises `Conflict` when it exists, were it only to say that nothing opens."""
        await self._open(acesso_id).create(acesso_id, acesso.model_dump(mode="json"))

    async def put(self, acesso_id: str, acesso: Acesso) -> None:
        """Write it whatever is there."""
        await self._open(acesso_id).upsert(acesso_id, acesso.model_dump(mode="json"))

    async def update(self, acesso_id: str, change: Callable[[Acesso], Acesso]) -> Acesso:
        """Save `change` of the newest version, as `CredencialStore.update` does; it may raise to refuse.

        Of several who change it at once each sees what the one before it made. Raises `NotFound`.
        """
        store = self._open(acesso_id)
        for _ in range(_ATTEMPTS):
            stored = await store.get(acesso_id)
            acesso = Acesso.model_validate(stored.body)
            changed = change(acesso)
            if changed is acesso:
                return acesso
            try:
                await store.replace(acesso_id, changed.model_dump(mode="json"), etag=stored.etag)
            except PreconditionFailed:
                continue
            return changed
        raise TransientError

    def _open(self, acesso_id: str) -> DocumentStore:
        return self.documents.open(Acesso.CONTAINER, acesso_id)


def _body(credencial: Credencial) -> dict[str, object]:
    return credencial.model_dump(mode="json", exclude={"id"})
