"""The sample app under a local host, one per test module or one per test."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.local_host import LocalHost

SAMPLE = Path(__file__).parent / "sample_app"


class SampleHost(LocalHost):
    """A local host of the sample app, whose functions note what they did."""

    def __init__(self, folder: Path) -> None:
        self._notes = folder / "registro.jsonl"
        super().__init__(folder, app=SAMPLE, environ={"REGISTRO": str(self._notes)})

    def notes(self, what: str) -> list[dict[str, Any]]:
        """What the functions noted under this name, oldest first."""
        if not self._notes.exists():
            return []
        lines = [json.loads(line) for line in self._notes.read_text().splitlines()]
        return [line for line in lines if line["o_que"] == what]


@pytest.fixture(scope="module")
def host(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SampleHost]:
    """A running host that the tests of a module share."""
    host = SampleHost(tmp_path_factory.mktemp("host"))
    yield host.start()
    host.close()


@pytest.fixture
def own_host(tmp_path: Path) -> Iterator[SampleHost]:
    """A running host of the test's own, to kill or to move through time."""
    host = SampleHost(tmp_path)
    yield host.start()
    host.close()
