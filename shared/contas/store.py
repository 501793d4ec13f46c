"""Every query about contas, which are read before one is known: hence one partition for all."""

from dataclasses import dataclass

from shared.contas.models import Conta
from shared.kit.errors import Conflict, NotFound
from shared.kit.ids import is_document_id
from shared.kit.store import Documents, Query

_PAGE = 500


@dataclass(frozen=True)
class ContaStore:
    documents: Documents

    async def load(self, conta: str) -> Conta:
        """The conta, made with the defaults when it does not exist yet."""
        store = self.documents.open(Conta.CONTAINER, Conta.CONTAINER)
        try:
            return Conta.model_validate({"id": conta} | (await store.get(conta)).body)
        except NotFound:
            return await self.add(Conta(id=conta, nome=conta))

    async def find(self, conta: str) -> Conta | None:
        """The conta if there is one: a name that a stranger made up makes none."""
        if not is_document_id(conta):
            return None
        try:
            stored = await self.documents.open(Conta.CONTAINER, Conta.CONTAINER).get(conta)
        except NotFound:
            return None
        return Conta.model_validate({"id": conta} | stored.body)

    async def add(self, conta: Conta) -> Conta:
        """Insert; a conta that exists is left as it is."""
        store = self.documents.open(Conta.CONTAINER, Conta.CONTAINER)
        try:
            await store.create(conta.id, conta.model_dump(mode="json", exclude={"id"}))
        except Conflict:
            return await self.load(conta.id)
        return conta

    async def ids(self) -> list[str]:
        """Every conta's id. Read page by page: there are hundreds, not millions."""
        store = self.documents.open(Conta.CONTAINER, Conta.CONTAINER)
        found: list[str] = []
        cursor: str | None = None
        while True:
            page = await store.query(Query(limit=_PAGE, cursor=cursor))
            found += [item.id for item in page.items]
            if (cursor := page.cursor) is None:
                return found
