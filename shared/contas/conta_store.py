"""A conta with the version that was read; apart from `store`, whose readers change nothing."""

from dataclasses import dataclass

from shared.contas.models import Conta
from shared.kit.store import Documents, DocumentStore


@dataclass(frozen=True, slots=True)
class ContaVersao:
    """A conta as it was read; saving it needs the etag of that reading."""

    conta: Conta
    etag: str


@dataclass(frozen=True)
class ContaVersaoStore:
    documents: Documents

    async def get(self, conta_id: str) -> ContaVersao:
        """Raises `NotFound`."""
        stored = await self._open().get(conta_id)
        return ContaVersao(Conta.model_validate({"id": stored.id} | stored.body), stored.etag)

    async def save(self, conta: Conta, etag: str) -> ContaVersao:
        """Raises `PreconditionFailed` when somebody else saved it since."""
        stored = await self._open().replace(
            conta.id, conta.model_dump(mode="json", exclude={"id"}), etag=etag
        )
        return ContaVersao(conta, stored.etag)

    def _open(self) -> DocumentStore:
        return self.documents.open(Conta.CONTAINER, Conta.CONTAINER)
