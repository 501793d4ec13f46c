"""What only a store on this machine can be made to show: expiry by a moved clock, and search by vectors.

The emulator of Cosmos DB has neither; there the requests are asserted instead.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

import pytest

from shared.kit.errors import NotFound, PreconditionFailed
from shared.kit.store import Documents, DocumentStore, Query, Where, Write
from tests.store_behaviour import drain


@dataclass
class MovedClock:
    moment: datetime

    def __call__(self) -> datetime:
        return self.moment

    def advance(self, seconds: float) -> None:
        self.moment += timedelta(seconds=seconds)


class LocalBehaviour:
    async def test_a_document_lives_until_its_ttl_and_no_longer(
        self, store: DocumentStore, clock: MovedClock
    ) -> None:
        await store.create("R1", {"n": 1}, ttl_s=60)
        await store.create("R2", {"n": 1})

        clock.advance(59)
        assert await drain(store, Query()) == ["R1", "R2"]

        clock.advance(1)
        with pytest.raises(NotFound):
            await store.get("R1")
        with pytest.raises(NotFound):
            await store.delete("R1")
        assert await drain(store, Query((Where("n", "=", 1),), "n")) == ["R2"]
        assert (await store.count(), await store.sum("n")) == (1, 1.0)

    async def test_an_expired_id_may_be_created_again(self, store: DocumentStore, clock: MovedClock) -> None:
        first = await store.create("R1", {"n": 1}, ttl_s=60)
        clock.advance(61)

        with pytest.raises(NotFound):
            await store.replace("R1", {"n": 3}, etag=first.etag)
        second = await store.create("R1", {"n": 2}, ttl_s=60)

        assert second.etag != first.etag
        assert (await store.get("R1")).body == {"n": 2}

    async def test_each_write_sets_the_ttl_anew(self, store: DocumentStore, clock: MovedClock) -> None:
        kept = await store.create("R1", {}, ttl_s=60)
        await store.create("R2", {}, ttl_s=60)
        await store.upsert("R2", {}, ttl_s=600)
        await store.batch([Write("upsert", "R3", {}, ttl_s=60), Write("upsert", "R4", {}, ttl_s=600)])

        await store.replace("R1", {}, etag=kept.etag)
        clock.advance(100)

        assert await drain(store, Query()) == ["R1", "R2", "R4"]

    async def test_an_old_etag_stays_old_after_expiry(self, store: DocumentStore, clock: MovedClock) -> None:
        first = await store.create("R1", {}, ttl_s=60)
        clock.advance(61)
        await store.create("R1", {})

        with pytest.raises(PreconditionFailed):
            await store.delete("R1", etag=first.etag)

    async def test_the_nearest_vectors_come_best_first(self, documents: Documents, container: str) -> None:
        store, other = documents.open(container, "clinica-a"), documents.open(container, "clinica-b")
        for name, vetor in {
            "igual": [2.0, 0.0],
            "perto": [1.0, 0.5],
            "longe": [0.0, 1.0],
            "oposto": [-1.0, 0.0],
        }.items():
            await store.create(
                name, {"embedding": {"vetor": vetor}, "setor": "x" if name != "perto" else "y"}
            )
        await store.create("outro-tamanho", {"embedding": {"vetor": [1.0, 0.0, 0.0]}})
        await store.create("sem-vetor", {"embedding": {"vetor": "[1.0, 0.0]"}})
        await other.create("alheio", {"embedding": {"vetor": [1.0, 0.0]}})

        found = await store.nearest("embedding.vetor", [1.0, 0.0], limit=10)
        some = await store.nearest("embedding.vetor", [1.0, 0.0], limit=2, where=[Where("setor", "=", "x")])

        assert [scored.document.id for scored in found] == ["igual", "perto", "longe", "oposto"]
        assert [round(scored.score, 4) for scored in found] == [1.0, 0.8944, 0.0, -1.0]
        assert [scored.document.id for scored in some] == ["igual", "longe"]
        assert found[0].document == await store.get("igual")
