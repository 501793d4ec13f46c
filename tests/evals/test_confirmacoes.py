"""The quality of the rules on answers to a confirmation: the floor they may not fall under, and no grave error."""

import json
from pathlib import Path

import pytest

from tests.evals.score_confirmacoes import Report, read_confirmacao, report_confirmacoes, score

pytestmark = pytest.mark.anyio
DADOS = Path(__file__).parent / "dados"


async def report_of(name: str) -> Report:
    items = [json.loads(line) for line in (DADOS / name).read_text("utf-8").splitlines()]
    return score(items, {item["id"]: await read_confirmacao(item) for item in items})


async def test_our_own_answers_are_read_well_and_without_a_grave_error() -> None:
    report = await report_of("confirmacoes_proprias.jsonl")

    assert report.items >= 200
    assert report.grave == {}
    assert report.resumo >= 0.93, report.wrong


async def test_answers_written_by_a_stranger_to_the_rules_are_read_well_enough() -> None:
    report = await report_of("confirmacoes_cegas.jsonl")

    assert report.items == 160
    assert report.grave == {}
    assert report.resumo >= 0.93, [(label, found) for _, label, found in report.wrong]


async def test_answers_labelled_before_they_were_read_are_acted_upon_only_with_ground() -> None:
    report = await report_of("confirmacoes_cegas_2.jsonl")

    assert report.items == 368
    assert report.grave == {}
    assert report.resumo >= 0.96, [(label, found) for _, label, found in report.wrong]


async def test_answers_of_other_trades_and_other_regions_are_read_well_enough() -> None:
    report = await report_of("confirmacoes_cegas_3.jsonl")

    assert report.items == 80
    assert report.grave == {}
    assert report.resumo >= 0.95, [(label, found) for _, label, found in report.wrong]


async def test_answers_that_nothing_was_mended_by_are_read_well_enough() -> None:
    report = await report_of("confirmacoes_reserva.jsonl")

    assert report.items == 80
    assert report.resumo >= 0.88
    # An opt-out that is not heard, at most; nobody is confirmed or cancelled by mistake.
    assert report.grave.keys() <= {"ignorou_opt_out"}
    assert sum(len(ids) for ids in report.grave.values()) <= 1


def test_the_five_grave_errors_are_told_by_their_names() -> None:
    pairs = [
        ("cancelado", "confirmado"),
        ("confirmado", "cancelado"),
        ("reagendar", "cancelado"),
        ("opt_out", "duvida"),
        ("duvida", "confirmado"),
        ("confirmado", "indefinido"),
    ]
    labelled = [
        {"id": str(place), "classe": label, "classes_aceitas": [label]}
        for place, (label, _) in enumerate(pairs)
    ]
    predicted = {str(place): {"classe": found} for place, (_, found) in enumerate(pairs)}

    report = score(labelled, predicted)

    assert report.grave == {
        "confirmou_quem_nao_vem": ["0"],
        "cancelou_quem_vem": ["1"],
        "cancelou_quem_quer_remarcar": ["2"],
        "ignorou_opt_out": ["3"],
        "agiu_sem_base": ["4"],
    }


def test_an_answer_without_a_prediction_is_wrong() -> None:
    report = score([{"id": "conf-1", "classe": "opt_out", "classes_aceitas": ["opt_out"]}], {})

    assert (report.resumo, report.grave) == (0.0, {"ignorou_opt_out": ["conf-1"]})


def test_a_grave_error_is_told_in_the_report() -> None:
    item = {"id": "conf-1", "classe": "cancelado", "classes_aceitas": ["cancelado"]}

    report = report_confirmacoes([item], {"conf-1": {"classe": "confirmado"}})

    assert "GRAVE confirmou_quem_nao_vem: conf-1" in report
