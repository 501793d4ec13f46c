"""The quality of the rules on requests that no rule has seen: the floor they may not fall under, no danger unheard."""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.evals.score_chamados import FIELDS, Report, macro_f1, read_chamado, score, weighted_kappa

pytestmark = pytest.mark.anyio
CEGOS = Path(__file__).parent / "dados" / "chamados_cegos.jsonl"
MOST_WRONGLY_AUTOMATIC = 0.03


def read_items() -> list[dict[str, Any]]:
    return [json.loads(line) for line in CEGOS.read_text("utf-8").splitlines()]


async def report_of_strangers() -> Report:
    items = read_items()
    return score(items, {item["id"]: await read_chamado(item) for item in items})


async def test_requests_written_by_a_stranger_to_the_rules_are_read_well_enough() -> None:
    report = await report_of_strangers()

    assert report.items == 160
    assert report.resumo >= 0.75


async def test_nothing_critical_is_read_as_trifling() -> None:
    report = await report_of_strangers()

    assert report.understated_critical == []


async def test_hardly_anything_is_answered_by_itself_that_needs_a_person() -> None:
    report = await report_of_strangers()

    assert len(report.wrongly_automatic) < MOST_WRONGLY_AUTOMATIC * report.items


async def test_an_item_without_a_prediction_is_wrong_in_every_field() -> None:
    found = score(read_items()[:1], {})

    assert (len(found.wrong), found.macro_f1["intencao"]) == (len(FIELDS), 0.0)


async def test_the_measures_are_those_of_the_labelled_set() -> None:
    pairs: list[tuple[str, str | None]] = [
        ("baixa", "baixa"),
        ("media", "alta"),
        ("alta", "alta"),
        ("critica", "alta"),
    ]

    assert macro_f1(pairs) == pytest.approx((1 + 0 + 0.5 + 0) / 4)
    assert weighted_kappa(pairs) == pytest.approx(1 - 2 * 4 / 32)
