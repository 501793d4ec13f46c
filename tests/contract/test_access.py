"""What every route declares of who may call it, so that the matrix of `e2e` has something true to read."""

import re

import pytest

import function_app
from shared.kit.auth import Papel
from shared.kit.routes import ROUTES, Route


def routes() -> list[Route]:
    assert function_app.app  # importing it is what declares the routes
    return ROUTES


def protected() -> list[Route]:
    return [route for route in routes() if route.papeis is not None]


@pytest.mark.parametrize("route", protected(), ids=lambda route: route.name)
def test_a_protected_route_names_its_papeis_and_its_area(route: Route) -> None:
    assert route.papeis
    assert route.papeis <= set(Papel)
    assert re.fullmatch(r"[a-z]+", route.area)


@pytest.mark.parametrize("route", protected(), ids=lambda route: route.name)
def test_a_reader_writes_nothing_and_an_admin_is_kept_out_of_nothing(route: Route) -> None:
    assert route.papeis is not None
    own_session = route.area == "sessao"

    assert Papel.ADMIN in route.papeis
    assert Papel.LEITURA not in route.papeis or route.is_safe or own_session


@pytest.mark.parametrize("route", routes(), ids=lambda route: route.name)
def test_a_route_says_what_it_answers(route: Route) -> None:
    good = [status for status in route.answers if status < 400]

    assert good or route.name == "get_openapi"
    assert all(400 <= status < 500 for status in route.refusals)
    assert not set(route.refusals) & set(route.answers)


def test_every_write_of_a_principal_is_audited() -> None:
    unaudited = [route.name for route in protected() if not route.is_safe and not route.is_audited]

    assert unaudited == []


def test_a_function_name_opens_with_its_method() -> None:
    assert [route.name for route in routes() if not route.name.startswith(route.method.lower())] == []
