"""What the portal asks of the logs is there: events, fields, queries, rules, the workbook; and errors are kept."""

import json
import re
from pathlib import Path
from typing import Any

import pytest

from infra.azure import painel
from tests.contract import bicep
from tests.contract.eventos import logged
from tests.contract.fresh import ROOT
from tests.contract.surface import HTTP, TIMERS

_SAVED = sorted(painel.QUERIES.glob("*.kql"))
_ALERTS = sorted((painel.QUERIES / "alertas").glob("*.kql"))
_ALL = pytest.mark.parametrize(
    "path", [*_SAVED, *_ALERTS], ids=lambda path: f"{path.parent.name}-{path.stem}"
)
_NAMED = re.compile(r'tostring\(e\.evento\)\s*(?:==|!?in)\s*(\([^)]*\)|"[^"]*")')
_FIELD = re.compile(r"\be\.(\w+)")
# What Application Insights itself keeps, of which our events know nothing.
_PLATFORM = {"AppRequests", "AppAvailabilityResults"}


def kql(path: Path) -> str:
    return re.sub(r"(?<!:)//.*", "", path.read_text(encoding="utf-8")).strip()


def events(query: str) -> set[str]:
    return {name for found in _NAMED.findall(query) for name in re.findall(r'"([^"]*)"', found)}


@_ALL
def test_every_event_that_a_query_names_is_logged_somewhere(path: Path) -> None:
    assert events(kql(path)) <= logged().keys()


@_ALL
def test_every_field_that_a_query_reads_is_logged_with_one_of_its_events(path: Path) -> None:
    query, known = kql(path), logged()

    fields = set().union(*(known[event] for event in events(query) or known))

    assert set(_FIELD.findall(query)) <= fields


@_ALL
def test_a_quick_filter_on_the_text_lets_every_event_of_its_query_pass(path: Path) -> None:
    query = kql(path)
    if query.splitlines()[0] in _PLATFORM:
        return

    starts = re.findall(r"""startswith '\{"evento":(?: "([\w.]*))?""", query)

    assert starts
    for event in events(query):
        assert any(event.startswith(start) for start in starts), event


@_ALL
def test_a_query_begins_with_a_table_and_closes_what_it_opens(path: Path) -> None:
    query = kql(path)
    table = next(line for line in query.splitlines() if not line.startswith("let "))

    assert table in {"AppTraces", *_PLATFORM}
    for opened, closed in ("()", "[]"):
        assert query.count(opened) == query.count(closed)
    assert re.sub(r"'[^']*'", "", query).count('"') % 2 == 0


def test_the_reader_of_events_finds_those_known_to_be_there() -> None:
    known = logged()

    assert {"relato_id", "conta", "leitor", "latency_ms", "trace_id"} <= known["relato.extracted"]
    assert {"route", "status", "cache", "ru", "latency_ms"} <= known["http.answered"]
    assert "texto" not in known["relato.received"]
    assert len(known) > 100


def test_routes_and_timers_that_queries_name_are_the_app_s() -> None:
    texts = [kql(path) for path in (*_SAVED, *_ALERTS)]
    timers = {name for text in texts for name in re.findall(r'tostring\(e\.timer\) == "(\w+)"', text)}

    assert timers
    assert timers <= set(TIMERS)
    assert any("_webhook_" in name for name in HTTP)


def test_every_saved_query_is_in_the_query_pack_under_its_title() -> None:
    queries = bicep.variables("consultas")["queries"]

    assert [one["name"] for one in queries] == [path.stem for path in _SAVED]
    for one, path in zip(queries, _SAVED, strict=True):
        assert f"// {one['title']}" == path.read_text(encoding="utf-8").splitlines()[0]
        assert f"'../consultas/{path.stem}.kql'" in bicep.code(bicep.AZURE / "modules/consultas.bicep")


def test_every_alert_has_its_query_and_every_query_its_alert() -> None:
    rules = bicep.variables("alertas")["rules"]

    assert sorted(one["name"] for one in rules) == [path.stem for path in _ALERTS]
    for path in _ALERTS:
        assert re.search(r"\bvalor = ", kql(path)), path.stem
        text = bicep.code(bicep.AZURE / "modules/alertas.bicep")
        assert f"loadTextContent('../consultas/alertas/{path.stem}.kql')" in text


@pytest.mark.parametrize(
    ("name", "operator", "threshold"),
    [
        ("meta_no_ar", "LessThan", "99.9"),
        ("meta_sem_cache", "GreaterThanOrEqual", "2000"),
        ("meta_com_cache", "GreaterThanOrEqual", "100"),
        ("meta_acertos", "LessThanOrEqual", "80"),
        ("meta_erros", "GreaterThanOrEqual", "0.1"),
    ],
)
def test_s4_s_targets_are_watched_at_their_figures(name: str, operator: str, threshold: str) -> None:
    text = bicep.code(bicep.AZURE / "modules/alertas.bicep")
    found = re.search(
        rf"name: '{name}'.*?operator: '(\w+)'\s+threshold: (?:json\(')?([\d.]+)", text, re.DOTALL
    )

    assert found
    assert found.groups() == (operator, threshold)


def test_the_workbook_is_made_of_the_queries_as_they_stand() -> None:
    assert painel.WORKBOOK.read_text(encoding="utf-8") == painel.render()


def test_the_workbook_shows_each_query_once_but_for_the_one_that_asks_for_a_trace() -> None:
    workbook: Any = json.loads(painel.render())
    shown = [item["name"] for item in workbook["items"] if item["type"] == 3]

    assert sorted(shown) == sorted({path.stem for path in _SAVED} - {"rastro"})
    text = bicep.code(bicep.AZURE / "modules/painel_operacao.bicep")
    assert "'../painel_operacao.json'" in text
    assert "'Retorno: operação'" in text


def test_sampling_keeps_every_error_and_every_event_of_ours() -> None:
    logging: Any = json.loads((ROOT / "host.json").read_text(encoding="utf-8"))["logging"]

    sampling = logging["applicationInsights"]["samplingSettings"]

    assert {"Exception", "Request", "Trace"} <= set(sampling["excludedTypes"].split(";"))
    assert logging["logLevel"]["default"] == "Information"
