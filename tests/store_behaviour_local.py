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

        found = await store.nearest("embedding.vetor", [1.0, 0.0], limit=10, fields=("setor",))
        some = await store.nearest(
            "embedding.vetor", [1.0, 0.0], limit=2, fields=(), where=[Where("setor", "=", "x")]
        )

        assert [scored.document.id for scored in found] == ["igual", "perto", "longe", "oposto"]
        assert [round(scored.score, 4) for scored in found] == [1.0, 0.8944, 0.0, -1.0]
        assert [scored.document.body for scored in found[:2]] == [{"setor": "x"}, {"setor": "y"}]
        assert found[0].document.etag == (await store.get("igual")).etag
        assert [scored.document.id for scored in some] == ["igual", "longe"]
        assert some[0].document.body == {}

    async def test_vectors_are_read_back_beside_the_rest_of_their_documents(
        self, store: DocumentStore
    ) -> None:
        body = {"embedding": {"modelo": "m", "vetor": [0.5, -2.0]}, "n": 1}
        created = await store.create("R1", body)
        await store.create("R2", {"embedding": None, "n": 2})
        await store.create("R3", {"embedding": {"vetor": ["a", 1.0]}, "n": 3})

        found = await store.query(Query(order_by="n"))

        assert created.body == body
        assert (await store.get("R1")).body == body
        assert [stored.body for stored in found.items] == [
            body,
            {"embedding": None, "n": 2},
            {"embedding": {"vetor": ["a", 1.0]}, "n": 3},
        ]

    async def test_a_vector_goes_where_its_document_goes(
        self, store: DocumentStore, clock: MovedClock
    ) -> None:
        def body(*vetor: float) -> dict[str, dict[str, list[float]]]:
            return {"embedding": {"vetor": list(vetor)}}

        async def near() -> list[str]:
            found = await store.nearest("embedding.vetor", [1.0, 0.0], limit=10, fields=())
            return [f"{scored.document.id} {scored.score:.1f}" for scored in found]

        first = await store.create("R1", body(1.0, 0.0))
        for name in ("R2", "R3", "R4"):
            await store.create(name, body(0.0, 1.0))
        await store.create("R5", body(1.0, 0.0), ttl_s=60)
        await store.replace("R1", body(-1.0, 0.0), etag=first.etag)
        await store.upsert("R2", {"embedding": {}})
        await store.delete("R3")
        await store.batch([Write("upsert", "R6", body(1.0, 0.0)), Write("upsert", "R4", body(2.0, 0.0))])

        assert sorted(await near()) == ["R1 -1.0", "R4 1.0", "R5 1.0", "R6 1.0"]
        clock.advance(61)
        assert sorted(await near()) == ["R1 -1.0", "R4 1.0", "R6 1.0"]
        await store.create("R5", {}, ttl_s=60)
        assert sorted(await near()) == ["R1 -1.0", "R4 1.0", "R6 1.0"]

    async def test_a_filter_that_few_fulfil_still_finds_the_nearest_of_them(
        self, store: DocumentStore
    ) -> None:
        for number in range(300):
            vetor = [1.0, number / 300]
            await store.create(f"R{number}", {"embedding": {"vetor": vetor}, "resto": number % 100})

        found = await store.nearest(
            "embedding.vetor", [1.0, 0.0], limit=2, fields=(), where=[Where("resto", "=", 99)]
        )

        assert [scored.document.id for scored in found] == ["R99", "R199"]
