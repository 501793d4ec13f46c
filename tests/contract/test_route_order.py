"""Whatever order the host reads routes in, each answers for itself."""

from collections.abc import Callable
from typing import Any

import pytest

from infra.local.routing import Router
from tests.contract.fresh import LIST_FUNCTIONS, run_fresh

Functions = dict[str, list[dict[str, Any]]]

_CATCH_ALL = "zz_nao_encontrado"
# Ordinal order, and the culture's, where punctuation comes first: the host's has been either.
_ORDERS: list[Callable[[str], str]] = [str, lambda name: name.replace("_", "\1").replace("-", "\2")]


@pytest.fixture(scope="module")
def http() -> dict[str, dict[str, Any]]:
    listed: Functions = run_fresh(LIST_FUNCTIONS)
    return {name: it for name, bindings in listed.items() for it in bindings if it["type"] == "httpTrigger"}


@pytest.mark.parametrize("order", _ORDERS, ids=["ordinal", "culture"])
def test_no_route_is_shadowed_by_one_that_sorts_before_it(
    http: dict[str, dict[str, Any]], order: Callable[[str], str]
) -> None:
    router = Router(
        (http[name]["route"], frozenset(http[name]["methods"]), name) for name in sorted(http, key=order)
    )

    answering = {
        (name, method): _target(router.match(method, _example(trigger["route"])))
        for name, trigger in http.items()
        for method in trigger["methods"]
    }

    assert answering == {(name, method): name for name, method in answering}


def test_the_catch_all_is_the_last_to_be_tried(http: dict[str, dict[str, Any]]) -> None:
    assert [max(http, key=order) for order in _ORDERS] == [_CATCH_ALL, _CATCH_ALL]


def _example(route: str) -> str:
    """A path that the route is meant for: its literals, and a value that no literal has in each place."""
    places = [segment for segment in route.split("/") if not segment.endswith("?}")]
    return "/".join("um-valor" if segment.startswith("{") else segment for segment in places)


def _target(match: tuple[str, dict[str, str]] | None) -> str | None:
    return match[0] if match else None
