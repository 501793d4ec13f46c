"""What the host would wake is what `surface` says, name by name."""

from typing import Any

import pytest

from shared.acompanhamentos import names
from shared.atendimentos import names as confirmacao
from tests.contract.fresh import LIST_FUNCTIONS, run_fresh
from tests.contract.surface import (
    ACTIVITIES,
    ANONYMOUS,
    CATCH_ALL,
    HTTP,
    ORCHESTRATORS,
    QUEUES,
    TIMERS,
    WITH_DURABLE_CLIENT,
)

Functions = dict[str, list[dict[str, Any]]]

_LIST_ROUTES = """
import json, function_app
from shared.kit.routes import ROUTES
print(json.dumps([[r.name, r.method, r.path, None if r.papeis is None else sorted(r.papeis)] for r in ROUTES]))
"""


@pytest.fixture(scope="module")
def functions() -> Functions:
    listed: Functions = run_fresh(LIST_FUNCTIONS)
    return listed


@pytest.fixture(scope="module")
def http(functions: Functions) -> dict[str, dict[str, Any]]:
    return _triggers(functions, "httpTrigger")


def test_the_functions_are_those_of_the_contract(functions: Functions) -> None:
    expected = {*HTTP, *QUEUES, *TIMERS, *ORCHESTRATORS, *ACTIVITIES}

    assert set(functions) == expected


def test_routes_and_methods_are_those_of_the_contract(http: dict[str, dict[str, Any]]) -> None:
    found = {name: f"{_methods(it)} {it['route']}" for name, it in http.items()}

    assert found == HTTP


def test_no_route_asks_for_a_function_key_since_credentials_are_retornos_own(
    http: dict[str, dict[str, Any]],
) -> None:
    assert {trigger["authLevel"] for trigger in http.values()} == {"ANONYMOUS"}


def test_queues_and_schedules_are_those_of_the_contract(functions: Functions) -> None:
    queues = _triggers(functions, "queueTrigger")
    timers = _triggers(functions, "timerTrigger")

    assert {name: trigger["queueName"] for name, trigger in queues.items()} == QUEUES
    assert {trigger["connection"] for trigger in queues.values()} == {"AzureWebJobsStorage"}
    assert {name: trigger["schedule"] for name, trigger in timers.items()} == TIMERS
    assert not any(trigger["runOnStartup"] for trigger in timers.values())


def test_every_queue_has_a_function_for_its_poison(functions: Functions) -> None:
    queues = {trigger["queueName"] for trigger in _triggers(functions, "queueTrigger").values()}

    missing = {queue for queue in queues if not queue.endswith("-poison") and f"{queue}-poison" not in queues}

    assert missing == set()


def test_flows_and_activities_are_those_of_the_contract(functions: Functions) -> None:
    assert set(_triggers(functions, "orchestrationTrigger")) == ORCHESTRATORS
    assert set(_triggers(functions, "activityTrigger")) == ACTIVITIES
    assert set(_triggers(functions, "durableClient")) == WITH_DURABLE_CLIENT


def test_the_names_that_flows_call_are_names_of_functions() -> None:
    called = {names.FAZER_CONTATO, names.ENCERRAR_ACOMPANHAMENTO}

    assert {names.FLOW, confirmacao.FLOW} == ORCHESTRATORS
    assert called | {confirmacao.PROXIMO_AVISO, confirmacao.FAZER_AVISO} == ACTIVITIES


def test_every_http_function_keeps_the_contract_of_kit_and_says_who_may_call() -> None:
    routes = run_fresh(_LIST_ROUTES)

    declared = {name: f"{method} {path}" for name, method, path, _ in routes}
    anonymous = {name for name, _, _, papeis in routes if papeis is None}

    assert declared == {name: route for name, route in HTTP.items() if name != CATCH_ALL}
    assert anonymous == ANONYMOUS
    assert [] not in [papeis for _, _, _, papeis in routes]


def _triggers(functions: Functions, kind: str) -> dict[str, dict[str, Any]]:
    """The binding of that kind, for each function that has one."""
    return {name: it for name, bindings in functions.items() for it in bindings if it["type"] == kind}


def _methods(trigger: dict[str, Any]) -> str:
    """A GET answers HEAD too, so that the contract names it once."""
    methods = " ".join(sorted(trigger["methods"]))
    return {"GET": "GET alone", "GET HEAD": "GET"}.get(methods, methods)
