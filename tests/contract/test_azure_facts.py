"""Names, versions and limits in the Bicep files are those that public documentation gives (azure_documentado.py)."""

import json
from typing import Any

import pytest

from tests.contract import bicep
from tests.contract.azure_documentado import (
    EVERY,
    FLEX_ALWAYS_READY,
    FLEX_INSTANCES,
    FLEX_MEMORY_MB,
    FLEX_SITE_CONFIG,
    NOT_ON_FLEX,
    TYPES,
    WINDOWS,
)

_STAGES = pytest.mark.parametrize("stage", ["dev", "prod"])


def test_every_type_of_resource_is_used_in_a_version_that_was_looked_up_and_no_other_is_listed() -> None:
    assert {f"{one.type}@{one.api}" for one in bicep.resources()} == TYPES


def test_the_site_is_told_nothing_that_flex_consumption_refuses() -> None:
    site = _app()["siteConfig"]

    assert set(site) <= FLEX_SITE_CONFIG


@_STAGES
def test_no_setting_is_one_that_flex_consumption_does_without(stage: str) -> None:
    variables = bicep.variables("aplicacao")
    scheduler = variables["ofTheScheduler"]["operator"]["operands"]["false_value"]
    of = _parameters(stage)

    told = {*variables["ofTheHost"], *variables["ofDocuments"], *scheduler, *of["settings"], *of["secrets"]}

    assert len(told) > 20
    assert told.isdisjoint(NOT_ON_FLEX)


@_STAGES
def test_instances_are_of_a_size_and_number_that_flex_consumption_has(stage: str) -> None:
    of = _parameters(stage)

    assert of["instanceMemoryMb"] in FLEX_MEMORY_MB
    assert of["maximumInstances"] in FLEX_INSTANCES
    assert of["alwaysReadyHttp"] <= of["maximumInstances"]


def test_always_ready_instances_are_of_a_group_that_there_is() -> None:
    scale = _app()["functionAppConfig"]["scaleAndConcurrency"]

    groups = {one["name"] for one in scale["alwaysReady"]["operator"]["operands"]["true_value"]}

    assert groups
    assert groups <= FLEX_ALWAYS_READY


def test_what_a_template_may_choose_of_memory_is_what_there_is() -> None:
    parameter = bicep.module("aplicacao")["parameters"]["instanceMemoryMb"]
    (allowed,) = [one["argument"] for one in parameter["decorators"] if one["type"] == "allowed"]

    assert set(allowed) == FLEX_MEMORY_MB


def test_every_rule_looks_back_at_least_as_far_as_it_is_apart() -> None:
    rules = bicep.variables("alertas")["rules"]

    for rule in rules:
        assert rule["every"] in EVERY, rule["name"]
        assert WINDOWS.index(rule["window"]) >= EVERY.index(rule["every"]), rule["name"]


def test_no_rule_counts_periods_since_its_query_gives_one_value_without_a_time() -> None:
    (rule,) = bicep.of_type("Microsoft.Insights/scheduledQueryRules")
    (condition,) = rule.body["properties"]["criteria"]["allOf"]

    assert condition["failingPeriods"] == {"numberOfEvaluationPeriods": 1, "minFailingPeriodsToAlert": 1}
    for path in (bicep.AZURE / "consultas/alertas").glob("*.kql"):
        *_, last = path.read_text(encoding="utf-8").strip().splitlines()
        assert " by " not in last, path.stem


def test_vectors_take_throughput_of_their_own_wherever_any_is_shared() -> None:
    containers = {
        one.symbol: one.body["properties"]["options"]["operator"]["operands"]
        for one in bicep.of_type("Microsoft.DocumentDB/databaseAccounts/sqlDatabases/containers")
    }

    assert containers["vectorContainer"]["condition"] == "hasAutoscale"
    assert containers["vectorContainer"]["true_value"] == "ownThroughput"


def _app() -> dict[str, Any]:
    (app,) = bicep.of_type("Microsoft.Web/sites")
    properties: dict[str, Any] = app.body["properties"]
    return properties


def _parameters(stage: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((bicep.AZURE / f"parametros/{stage}.json").read_text(encoding="utf-8"))
    return found
