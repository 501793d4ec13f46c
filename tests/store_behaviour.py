"""What every document store must do: one suite, run against the fake, SQLite and Cosmos DB.

A test class inherits it and offers the fixture `documents`. Containers are named anew for each test, because an
emulator or a live account is shared by all of them. Queries are in `store_behaviour_queries.py`.
"""

import asyncio
import secrets
from typing import Any

import pytest

from shared.kit.errors import Conflict, NotFound, PayloadTooLarge, PreconditionFailed
from shared.kit.store import Documents, DocumentStore, Query, Write

TEXTO = "João não retornou: orçamento de R$ 1.250,00 às 9h — “amanhã”? 🦷 日本\n\t\\ '\" ; --"
HOSTILE_IDS = [
    "",
    "a/b",
    "a#b",
    "a?b",
    "a b",
    "a\\b",
    "á",
    "a\x00",
    "x" * 256,
    "a'; DROP TABLE relatos; --",
    "a\n",
]


async def drain(store: DocumentStore, query: Query) -> list[str]:
    """The ids of all pages, in order."""
    ids: list[str] = []
    while True:
        page = await store.query(query)
        ids += [stored.id for stored in page.items]
        if page.cursor is None:
            return ids
        query = Query(query.where, query.order_by, query.descending, query.limit, page.cursor)


class StoreBehaviour:
    @pytest.fixture
    def container(self) -> str:
        return f"relatos-{secrets.token_hex(4)}"

    @pytest.fixture
    def store(self, documents: Documents, container: str) -> DocumentStore:
        return documents.open(container, "clinica-a")

    async def test_a_created_document_is_read_back_as_it_was(self, store: DocumentStore) -> None:
        body = {
            "texto": TEXTO,
            "valor": 1250.5,
            "zero": 0,
            "ok": True,
            "nada": None,
            "lista": [1, "dois", {"a": []}],
        }

        created = await store.create("R1", body)

        found = await store.get("R1")
        assert found.body == body
        assert found.body["ok"] is True
        assert (found.id, found.etag) == ("R1", created.etag)
        assert created.body == body

    async def test_an_id_is_created_once(self, store: DocumentStore) -> None:
        await store.create("R1", {"n": 1})

        with pytest.raises(Conflict):
            await store.create("R1", {"n": 2})

        assert (await store.get("R1")).body == {"n": 1}

    async def test_of_twenty_that_create_an_id_at_once_one_succeeds(self, store: DocumentStore) -> None:
        await store.create("outro", {})

        results = await asyncio.gather(
            *[store.create("R1", {"n": n}) for n in range(20)], return_exceptions=True
        )

        assert sum(isinstance(result, Conflict) for result in results) == 19

    async def test_what_is_absent_is_not_found(self, store: DocumentStore) -> None:
        await store.create("R1", {})

        with pytest.raises(NotFound):
            await store.get("R2")
        with pytest.raises(NotFound):
            await store.delete("R2")
        with pytest.raises(NotFound):
            await store.replace("R2", {}, etag="x")

    async def test_a_container_that_nobody_wrote_to_is_empty(self, store: DocumentStore) -> None:
        with pytest.raises(NotFound):
            await store.get("R1")

        assert (await store.query(Query())).items == []
        assert await store.count() == 0
        assert await store.sum("valor") == 0.0

    async def test_a_replace_wins_with_the_newest_etag_only(self, store: DocumentStore) -> None:
        first = await store.create("R1", {"n": 1, "some": "goes away"})

        second = await store.replace("R1", {"n": 2}, etag=first.etag)

        assert second.etag != first.etag
        assert (await store.get("R1")) == second
        with pytest.raises(PreconditionFailed):
            await store.replace("R1", {"n": 3}, etag=first.etag)
        assert (await store.get("R1")).body == {"n": 2}

    async def test_an_etag_never_comes_back_after_delete_and_create(self, store: DocumentStore) -> None:
        first = await store.create("R1", {"n": 1})
        await store.delete("R1")
        await store.create("R1", {"n": 1})

        with pytest.raises(PreconditionFailed):
            await store.replace("R1", {"n": 2}, etag=first.etag)

    async def test_of_twenty_replaces_at_once_one_wins_every_round(self, store: DocumentStore) -> None:
        current = await store.create("R1", {"n": 0})

        for n in range(1, 6):
            results = await asyncio.gather(
                *[store.replace("R1", {"n": n}, etag=current.etag) for _ in range(20)], return_exceptions=True
            )
            assert sum(isinstance(result, PreconditionFailed) for result in results) == 19
            current = await store.get("R1")
            assert current.body == {"n": n}

    async def test_an_upsert_creates_and_then_replaces(self, store: DocumentStore) -> None:
        first = await store.upsert("R1", {"n": 1, "some": "goes away"})
        second = await store.upsert("R1", {"n": 2})

        assert first.etag != second.etag
        assert await store.get("R1") == second
        assert second.body == {"n": 2}

    async def test_a_delete_minds_the_etag_when_given_one(self, store: DocumentStore) -> None:
        first = await store.create("R1", {"n": 1})
        second = await store.upsert("R1", {"n": 2})

        with pytest.raises(PreconditionFailed):
            await store.delete("R1", etag=first.etag)
        await store.delete("R1", etag=second.etag)

        with pytest.raises(NotFound):
            await store.get("R1")

    async def test_contas_never_see_each_other(self, documents: Documents, container: str) -> None:
        mine, theirs = documents.open(container, "clinica-a"), documents.open(container, "clinica-b")
        await mine.create("R1", {"valor": 1})
        other = await theirs.create("R1", {"valor": 10})
        await theirs.create("R2", {"valor": 100})

        await mine.upsert("R1", {"valor": 2})

        assert (await theirs.get("R1")) == other
        assert await drain(mine, Query()) == ["R1"]
        assert (await mine.count(), await mine.sum("valor")) == (1, 2.0)
        with pytest.raises(NotFound):
            await mine.get("R2")
        with pytest.raises(NotFound):
            await mine.delete("R2")
        await mine.delete("R1")
        assert await drain(theirs, Query()) == ["R1", "R2"]

    async def test_a_batch_is_done_in_order(self, store: DocumentStore) -> None:
        old = await store.create("velho", {"n": 1})
        gone = await store.create("fora", {})

        results = await store.batch(
            [
                Write("create", "novo", {"n": 10}),
                Write("replace", "velho", {"n": 2}, etag=old.etag),
                Write("delete", "fora", etag=gone.etag),
                Write("upsert", "novo", {"n": 11}),
            ]
        )

        assert [(stored.id, stored.body) for stored in results] == [
            ("novo", {"n": 10}),
            ("velho", {"n": 2}),
            ("novo", {"n": 11}),
        ]
        assert await store.get("novo") == results[2]
        assert await drain(store, Query()) == ["novo", "velho"]

    @pytest.mark.parametrize(
        ("failing", "error"),
        [
            (Write("create", "velho", {}), Conflict),
            (Write("replace", "velho", {}, etag="x"), PreconditionFailed),
            (Write("replace", "ausente", {}, etag="x"), NotFound),
            (Write("delete", "ausente", etag="x"), NotFound),
        ],
    )
    async def test_a_batch_is_done_whole_or_not_at_all(
        self, store: DocumentStore, failing: Write, error: type[Exception]
    ) -> None:
        before = await store.create("velho", {"n": 1})
        steps = [
            Write("create", "novo", {}),
            Write("upsert", "outro", {}),
            failing,
            Write("create", "fim", {}),
        ]

        with pytest.raises(error):
            await store.batch(steps)

        assert await drain(store, Query()) == ["velho"]
        assert await store.get("velho") == before

    async def test_a_hundred_writes_fit_a_batch_and_no_more(self, store: DocumentStore) -> None:
        writes = [Write("create", f"R{n:03}", {"n": n}) for n in range(101)]

        with pytest.raises(ValueError, match="batch"):
            await store.batch(writes)
        await store.batch(writes[:100])

        assert await store.count() == 100

    async def test_a_body_close_to_the_limit_is_kept_and_a_larger_one_refused(
        self, store: DocumentStore
    ) -> None:
        largest = {"texto": "ç" * 949_000}

        await store.create("R1", largest)

        assert (await store.get("R1")).body == largest
        for refused in [{"texto": "ç" * 950_000}, {"texto": "x" * 1_900_000}]:
            with pytest.raises(PayloadTooLarge):
                await store.create("R2", refused)
            with pytest.raises(PayloadTooLarge):
                await store.batch([Write("upsert", "R2", refused)])

    @pytest.mark.parametrize("document_id", HOSTILE_IDS)
    async def test_an_id_outside_the_alphabet_is_refused(
        self, store: DocumentStore, document_id: str
    ) -> None:
        with pytest.raises(ValueError, match="id"):
            await store.create(document_id, {})
        with pytest.raises(ValueError, match="id"):
            await store.get(document_id)
        with pytest.raises(ValueError, match="id"):
            await store.batch([Write("upsert", document_id, {})])

    async def test_every_letter_of_the_alphabet_makes_an_id(self, store: DocumentStore) -> None:
        ids = ["acompanhamento:A-z_09", "x" * 255, "-", "_", ":", "0"]

        for document_id in ids:
            await store.create(document_id, {"id_dela": document_id})

        assert sorted(await drain(store, Query())) == sorted(ids)
        for document_id in ids:
            assert (await store.get(document_id)).body == {"id_dela": document_id}

    @pytest.mark.parametrize("name", ["id", "pk", "ttl", "_etag", "_ts"])
    async def test_a_body_with_a_field_of_the_stores_own_is_refused(
        self, store: DocumentStore, name: str
    ) -> None:
        with pytest.raises(ValueError, match="own"):
            await store.create("R1", {name: 1})

    @pytest.mark.parametrize(
        "write",
        [
            Write("replace", "R1", {}),
            Write("delete", "R1"),
            Write("create", "R1", {}, etag="x"),
            Write("create", "R1"),
            Write("delete", "R1", {}, etag="x"),
            Write("create", "R1", {}, ttl_s=0),
        ],
    )
    async def test_a_write_that_makes_no_sense_is_refused(self, store: DocumentStore, write: Write) -> None:
        with pytest.raises(ValueError, match=r"etag|body|ttl"):
            await store.batch([write])

    @pytest.mark.parametrize("value", [float("nan"), float("inf"), {1, 2}, b"x", "\ud800"])
    async def test_what_json_cannot_say_is_refused(self, store: DocumentStore, value: Any) -> None:
        with pytest.raises((ValueError, TypeError)):
            await store.create("R1", {"n": value})

    async def test_erasing_traces_keeps_documents(self, documents: Documents, store: DocumentStore) -> None:
        kept = await store.create("R1", {"texto": TEXTO})

        await documents.erase_traces()

        assert await store.get("R1") == kept

    async def test_the_store_answers_a_ping(self, documents: Documents, store: DocumentStore) -> None:
        await store.create("R1", {})

        await documents.ping()
