"""The quality of the rules on requests that no rule has seen: the floor they may not fall under, no danger unheard."""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.evals.score_chamados import FIELDS, Report, macro_f1, read_chamado, score, weighted_kappa

pytestmark = pytest.mark.anyio
DADOS = Path(__file__).parent / "dados"
# Blind when they were written; what was missed in them has since been learned from, as kinds and not as phrases.
PISO = {"chamados_cegos": (160, 0.88), "chamados_cegos_2": (120, 0.8)}
# Nothing was mended by what is missed here: what may be expected of requests that nobody has seen.
RESERVA = ("chamados_reserva", 120, 0.77)
SETS = pytest.mark.parametrize("nome", PISO)
MOST_WRONGLY_AUTOMATIC = 0.03


def read_items(nome: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (DADOS / f"{nome}.jsonl").read_text("utf-8").splitlines()]


async def report_of_strangers(nome: str) -> Report:
    items = read_items(nome)
    return score(items, {item["id"]: await read_chamado(item) for item in items})


@SETS
async def test_requests_written_by_a_stranger_to_the_rules_are_read_well_enough(nome: str) -> None:
    report = await report_of_strangers(nome)

    items, least = PISO[nome]
    assert report.items == items
    assert report.resumo >= least


async def test_requests_that_nothing_was_mended_by_are_read_well_enough() -> None:
    nome, items, least = RESERVA

    report = await report_of_strangers(nome)

    assert report.items == items
    assert report.resumo >= least
    assert len(report.wrongly_automatic) < MOST_WRONGLY_AUTOMATIC * report.items


@SETS
async def test_nothing_critical_is_read_as_trifling(nome: str) -> None:
    report = await report_of_strangers(nome)

    assert report.understated_critical == []


@SETS
async def test_hardly_anything_is_answered_by_itself_that_needs_a_person(nome: str) -> None:
    report = await report_of_strangers(nome)

    assert len(report.wrongly_automatic) < MOST_WRONGLY_AUTOMATIC * report.items


async def test_an_item_without_a_prediction_is_wrong_in_every_field() -> None:
    found = score(read_items("chamados_cegos")[:1], {})

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
