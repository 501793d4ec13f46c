"""What every document store must answer: conditions, orders, pages and sums, with their traps of types."""

import asyncio

import pytest

from shared.kit.errors import MalformedRequest
from shared.kit.store import AnyOf, Condition, Documents, DocumentStore, Query, Scalar, Where
from tests.store_behaviour import drain
from tests.store_behaviour_cases import CASES, HOSTILE_PATHS, HOSTILE_TEXTS, KINDS


class QueryBehaviour:
    @pytest.fixture
    async def kinds(self, store: DocumentStore, documents: Documents, container: str) -> DocumentStore:
        """A store with one document of each kind, beside another conta that has them too."""
        other = documents.open(container, "clinica-z")
        await store.create("absent", KINDS["absent"])
        await asyncio.gather(
            *[store.create(name, body) for name, body in KINDS.items() if name != "absent"],
            *[other.create(f"z-{name}", body) for name, body in KINDS.items()],
        )
        return store

    async def test_conditions_mind_the_types(self, kinds: DocumentStore) -> None:
        for condition, expected in CASES:
            assert await drain(kinds, Query((condition,))) == expected, condition
            assert await kinds.count(condition) == len(expected), condition

    async def test_conditions_are_joined_by_and(self, kinds: DocumentStore) -> None:
        either = AnyOf((Where("x", ">", 1), Where("x", "starts_with", "t")))

        assert await drain(kinds, Query((either, Where("id", "contains", "t"), Where("x", "!=", 2.5)))) == [
            "two"
        ]
        assert await drain(kinds, Query((Where("x", "=", 1), Where("x", "=", 2)))) == []
        assert await kinds.count(Where("x", ">", 0), Where("x", "<", 2.5)) == 2

    async def test_sums_take_numbers_and_nothing_else(self, kinds: DocumentStore) -> None:
        assert await kinds.sum("x") == 5.5
        assert await kinds.sum("x", Where("x", "<", 2.5)) == 3.0
        assert await kinds.sum("x", Where("id", "=", "true")) == 0.0
        assert await kinds.sum("x.n") == 2.0
        assert await kinds.sum("ausente") == 0.0

    async def test_texts_are_compared_with_case_and_accents(self, store: DocumentStore) -> None:
        for name, value in {"a": "José", "b": "Jose", "c": "josé", "d": "JOSÉ da Silva"}.items():
            await store.create(name, {"cliente": {"nome": value}})

        assert await drain(store, Query((Where("cliente.nome", "=", "José"),))) == ["a"]
        assert await drain(store, Query((Where("cliente.nome", "contains", "osé"),))) == ["a", "c"]
        assert await drain(store, Query((Where("cliente.nome", "starts_with", "JOSÉ"),))) == ["d"]

    @pytest.mark.parametrize("value", HOSTILE_TEXTS)
    async def test_a_hostile_value_is_only_a_value(self, store: DocumentStore, value: str) -> None:
        await store.create("R1", {"x": value, "l": [value]})
        await store.create("R2", {"x": "inocente", "l": ["inocente"]})

        for op in ("=", "contains", "starts_with"):
            assert await drain(store, Query((Where("x", op, value),))) == ["R1"]
        assert await drain(store, Query((Where("x", "in", (value, "outro")),))) == ["R1"]
        assert await drain(store, Query((Where("l", "array_contains", value),))) == ["R1"]
        assert await store.count() == 2

    @pytest.mark.parametrize("hostile", HOSTILE_PATHS)
    async def test_a_hostile_path_is_refused(self, store: DocumentStore, hostile: str) -> None:
        with pytest.raises(ValueError, match=r"path|own"):
            await store.query(Query((Where(hostile, "=", 1),)))
        with pytest.raises(ValueError, match=r"path|own"):
            await store.query(Query(order_by=hostile))
        with pytest.raises(ValueError, match=r"path|own"):
            await store.sum(hostile)
        with pytest.raises(ValueError, match=r"path|own"):
            await store.nearest(hostile, [1.0], limit=1, fields=())

    @pytest.mark.parametrize(
        "condition",
        [
            Where("x", "in", ()),
            Where("x", "in", "abc"),
            Where("x", "=", ("a",)),
            Where("x", "contains", 1),
            Where("x", "starts_with", None),
            Where("x", "is_defined", "yes"),
            Where("x", "!=", None),
            Where("x", ">", None),
            AnyOf(()),
        ],
    )
    async def test_a_condition_that_makes_no_sense_is_refused(
        self, store: DocumentStore, condition: Condition
    ) -> None:
        with pytest.raises(ValueError, match=r"takes|null"):
            await store.query(Query((condition,)))
        with pytest.raises(ValueError, match=r"takes|null"):
            await store.count(condition)

    @pytest.mark.parametrize("limit", [0, -1, 1001])
    async def test_a_page_has_its_limits(self, store: DocumentStore, limit: int) -> None:
        with pytest.raises(ValueError, match="page"):
            await store.query(Query(limit=limit))

    @pytest.mark.parametrize(
        ("order_by", "descending", "expected"),
        [
            (None, False, ["R0", "R1", "R2", "R3", "R4"]),
            (None, True, ["R4", "R3", "R2", "R1", "R0"]),
            ("id", True, ["R4", "R3", "R2", "R1", "R0"]),
            ("n", False, ["R3", "R4", "R1", "R2"]),
            ("n", True, ["R2", "R1", "R4", "R3"]),
            ("cliente.nome", False, ["R2", "R1", "R0"]),
            ("talvez", False, ["R0", "R3", "R1"]),
            ("talvez", True, ["R1", "R3", "R0"]),
        ],
    )
    async def test_documents_come_in_order_and_those_without_the_path_do_not(
        self, store: DocumentStore, order_by: str | None, descending: bool, expected: list[str]
    ) -> None:
        await store.create("R2", {"n": 100, "cliente": {"nome": "Ana"}})
        await store.create("R0", {"cliente": {"nome": "Érica"}, "talvez": None})
        await store.create("R1", {"n": 9.5, "cliente": {"nome": "Zé"}, "talvez": "b"})
        await store.create("R4", {"n": 0, "cliente": {}})
        await store.create("R3", {"n": -3, "talvez": "a"})

        for limit in (1, 2, 100):
            assert await drain(store, Query((), order_by, descending, limit)) == expected

    @pytest.mark.parametrize("limit", [1, 3, 7, 40, 41])
    async def test_pages_hold_the_whole_set_once(self, store: DocumentStore, limit: int) -> None:
        await store.create("R00", {"n": 0, "par": True})
        await asyncio.gather(
            *[store.create(f"R{n:02}", {"n": n % 4, "par": n % 2 == 0}) for n in range(1, 40)]
        )

        by_tie = await drain(store, Query(order_by="n", limit=limit))
        of_some = await drain(store, Query((Where("par", "=", True),), "n", True, limit))

        assert sorted(by_tie) == [f"R{n:02}" for n in range(40)]
        assert [int(name[1:]) % 4 for name in by_tie] == [0] * 10 + [1] * 10 + [2] * 10 + [3] * 10
        assert sorted(of_some) == [f"R{n:02}" for n in range(0, 40, 2)]

    async def test_a_container_is_listed_once_it_was_written_to(
        self, documents: Documents, container: str, store: DocumentStore
    ) -> None:
        assert container not in await documents.containers()
        await store.create("R1", {})

        assert (await documents.containers()).count(container) == 1

    async def test_a_full_last_page_ends_the_set(self, store: DocumentStore) -> None:
        for n in range(4):
            await store.create(f"R{n}", {})

        first = await store.query(Query(limit=2))
        second = await store.query(Query(limit=2, cursor=first.cursor))

        assert [stored.id for stored in second.items] == ["R2", "R3"]
        assert second.cursor is None

    async def test_pages_go_on_where_they_stood_while_documents_come_and_go(
        self, store: DocumentStore
    ) -> None:
        for n in range(0, 10, 2):
            await store.create(f"R{n}", {"n": n})

        first = await store.query(Query(order_by="n", limit=2))
        await store.create("R1", {"n": 1})
        await store.create("R5", {"n": 5})
        rest = await drain(store, Query(order_by="n", limit=2, cursor=first.cursor))

        assert [stored.id for stored in first.items] == ["R0", "R2"]
        assert rest == ["R4", "R5", "R6", "R8"]

    async def test_a_cursor_belongs_to_its_query(
        self, documents: Documents, container: str, store: DocumentStore
    ) -> None:
        for n in range(4):
            await store.create(f"R{n}", {"n": n})
        cursor = (await store.query(Query(order_by="n", limit=2))).cursor
        assert cursor is not None

        strange = [
            Query(order_by="id", limit=2, cursor=cursor),
            Query(order_by="n", descending=True, limit=2, cursor=cursor),
            Query((Where("n", ">", 0),), "n", limit=2, cursor=cursor),
            *[
                Query(order_by="n", cursor=text)
                for text in (
                    "",
                    "x",
                    "é",
                    "AAAA",
                    cursor[:-2],
                    ("A" if cursor[0] == "B" else "B") + cursor[1:],
                )
            ],
        ]

        for query in strange:
            with pytest.raises(MalformedRequest):
                await store.query(query)
        with pytest.raises(MalformedRequest):
            await documents.open(container, "clinica-b").query(Query(order_by="n", limit=2, cursor=cursor))
        assert await drain(store, Query(order_by="n", limit=1, cursor=cursor)) == ["R2", "R3"]

    async def test_a_cursor_names_nothing_that_can_be_read(self, store: DocumentStore) -> None:
        for n in range(3):
            await store.create(f"R{n}", {"nome": "Maria"})

        page = await store.query(Query((Where("nome", "=", "Maria"),), limit=1))

        assert page.cursor is not None
        assert page.cursor.isascii()
        assert not set(page.cursor) & set("{}\" '=+/")

    @pytest.mark.parametrize("value", [2**53 - 1, -(2**40), 0.1, 1e300])
    async def test_large_and_small_numbers_are_compared_as_numbers(
        self, store: DocumentStore, value: Scalar
    ) -> None:
        await store.create("R1", {"n": value})

        assert await drain(store, Query((Where("n", "=", value),))) == ["R1"]
        assert await drain(store, Query((Where("n", ">", value),))) == []
