"""The quality of the rules on labelled relatos: the floor they may not fall under, and nothing invented."""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.evals.__main__ import main, read_relato
from tests.evals.score_relatos import Report, score

pytestmark = pytest.mark.anyio
HERE = Path(__file__).parent


def read_items(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()]


async def report_of(path: Path) -> Report:
    items = read_items(path)
    return score(items, {item["id"]: await read_relato(item) for item in items})


async def test_the_labelled_relatos_are_read_well_enough() -> None:
    report = await report_of(HERE / "dados" / "relatos.jsonl")

    assert report.items == 40
    assert report.resumo >= 0.98, report.wrong


async def test_our_own_relatos_of_other_trades_are_read_well_enough() -> None:
    report = await report_of(HERE / "relatos_proprios.jsonl")

    assert report.resumo >= 0.98, report.wrong


async def test_relatos_written_by_a_stranger_to_the_rules_are_read_well_enough() -> None:
    report = await report_of(HERE / "relatos_cegos.jsonl")

    assert report.items == 100
    assert report.resumo >= 0.97, [name for name, *_ in report.wrong]


async def test_relatos_of_a_second_stranger_are_read_well_enough() -> None:
    report = await report_of(HERE / "dados" / "relatos_cegos_2.jsonl")

    assert report.items == 30
    assert report.resumo >= 0.97, [name for name, *_ in report.wrong]


async def test_relatos_that_nothing_was_mended_by_are_read_well_enough() -> None:
    report = await report_of(HERE / "dados" / "relatos_reserva.jsonl")

    assert report.items == 30
    assert report.resumo >= 0.87
    assert len(report.invented_values) <= 1


@pytest.mark.parametrize("name", ["relatos_cegos.jsonl", "dados/relatos_cegos_2.jsonl"])
async def test_nothing_is_told_where_a_stranger_left_it_open(name: str) -> None:
    report = await report_of(HERE / name)

    assert report.invented_values == []
    assert report.invented_dates == []


@pytest.mark.parametrize(
    "name", ["dados/relatos.jsonl", "relatos_proprios.jsonl", "dados/relatos_cegos_2.jsonl"]
)
async def test_no_value_no_date_and_no_number_is_invented(name: str) -> None:
    report = await report_of(HERE / name)

    assert report.invented_values == []
    assert report.invented_dates == []
    assert report.invented_numbers == []


def test_an_item_without_a_prediction_is_wrong_in_every_field() -> None:
    item = json.loads((HERE / "dados" / "relatos.jsonl").read_text("utf-8").splitlines()[0])

    assert score([item], {}).resumo == 0


def test_predictions_are_written_also_without_labels(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    bare = {
        "id": "rel-1",
        "texto": "Marina quer aparelho, R$ 2.500,00. Paula",
        "data_referencia": "2025-04-03",
    }
    (tmp_path / "relatos.jsonl").write_text(json.dumps(bare), "utf-8")

    status = main(["--dados", str(tmp_path), "--saida", str(tmp_path / "saida"), "--tarefa", "relatos"])

    assert status == 0
    written = json.loads((tmp_path / "saida" / "relatos.jsonl").read_text("utf-8"))
    assert (written["id"], written["valor_orcamento"]) == ("rel-1", 2500.0)
    assert "sem rótulos" in capsys.readouterr().out


@pytest.mark.parametrize("tarefa", ["confirmacoes", "nenhuma"])
def test_a_task_that_is_not_there_is_refused_and_not_skipped(
    tmp_path: Path, tarefa: str, capsys: pytest.CaptureFixture[str]
) -> None:
    status = main(["--dados", str(tmp_path), "--saida", str(tmp_path), "--tarefa", tarefa])

    assert status == 2
    assert tarefa in capsys.readouterr().err
