"""`make repor` knows every queue of the app that has a poison queue, and takes up only what is one of them."""

from pathlib import Path

import pytest

from infra.repor.__main__ import FILAS, main
from infra.repor.documentos import RETOMADAS
from infra.repor.filas import ids_of
from tests.contract.surface import QUEUES


def test_the_queues_of_the_command_are_those_of_the_app() -> None:
    queues = {queue for queue in QUEUES.values() if not queue.endswith("-poison")}

    assert set(FILAS) == queues
    assert set(RETOMADAS) <= queues


@pytest.mark.parametrize(
    "arguments",
    [
        [],
        ["--fila", "relatos-recebidos-poison"],
        ["--fila", "x"],
        ["--fila", "saude-paginas", "--maximo", "0"],
    ],
)
def test_what_the_command_does_not_know_it_refuses_before_it_does_anything(arguments: list[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(arguments)

    assert ended.value.code == 2


@pytest.mark.parametrize(
    "content",
    ["", "não é base64", "bnVsbA==", "W10=", "eyJ2IjoxfQ==", "eyJjb250YSI6ICJBbmEgTGltYSJ9"],
)
def test_a_body_that_names_no_conta_names_nothing(content: str) -> None:
    assert ids_of(content) == ""


def test_the_page_for_operators_tells_what_becomes_of_each_queue() -> None:
    page = (Path(__file__).parents[2] / "docs" / "operations.md").read_text(encoding="utf-8")

    assert [fila for fila in FILAS if f"`{fila}`" not in page] == []
