"""What was brought before, row by row: which document it became, and what the source said, as keyed digests.

With it a second run knows what is the same, what the source changed, what people changed here, and what was deleted
here and may not come back. It holds no word of anybody.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from shared.kit.ids import keyed_id
from shared.kit.store import DocumentStore, Write, read_many

CONTAINER = "migracoes"
_BATCH = 100


@dataclass(frozen=True, slots=True)
class Marca:
    """`feita` False: it was about to be brought when something ended the run. `nascimento` never changes in one
    database; `campos` is what the source said last, group by group."""

    alvo: str
    nascimento: str
    campos: Mapping[str, str]
    feita: bool = True


@dataclass(frozen=True)
class Marcas:
    documents: DocumentStore
    origem: str
    secret: bytes

    def resumo(self, valor: str) -> str:
        return keyed_id("r", valor, self.secret).partition(":")[2]

    async def read(self, tabela: str, ids: Iterable[str]) -> dict[str, Marca]:
        wanted = {self._id(tabela, one): one for one in ids}
        found = await read_many(self.documents, wanted)
        return {
            wanted[stored.id]: Marca(
                alvo=stored.body["alvo"],
                nascimento=stored.body["nascimento"],
                campos=stored.body["campos"],
                feita=stored.body["feita"],
            )
            for stored in found.values()
        }

    async def write(self, tabela: str, marcas: Mapping[str, Marca]) -> None:
        """At most as many as one batch takes, all or none."""
        writes = [
            Write("upsert", self._id(tabela, one), _body(marca) | {"origem": self.origem})
            for one, marca in marcas.items()
        ]
        if writes:
            await self.documents.batch(writes)

    async def drop(self, tabela: str, one: str) -> None:
        """One that was not brought after all."""
        await self.documents.delete(self._id(tabela, one))

    def _id(self, tabela: str, one: str) -> str:
        return f"{self.origem}:{tabela}:{one}"


def _body(marca: Marca) -> dict[str, object]:
    return {
        "v": 1,
        "alvo": marca.alvo,
        "nascimento": marca.nascimento,
        "campos": dict(marca.campos),
        "feita": marca.feita,
    }
