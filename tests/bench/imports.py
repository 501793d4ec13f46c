"""Cold start: what importing the app costs over what it cannot do without, in fresh interpreters."""

import json
import os
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from infra.azure.package import PACKAGES, build
from tests.bench.report import Row, at_most

ROOT = Path(__file__).parents[2]
_RUNS = 7
_GOAL = 1.2
_FLOOR = "import azure.functions, azure.durable_functions, pydantic"
_APP = "import function_app"
# What the first POST /relatos of an instance needs besides: settings, SDKs, services.
_READY = "import function_app\nfrom shared.wiring import relatos\nrelatos.relato_service()"
_TIMED = "import time\nbegun = time.perf_counter()\n{code}\nprint((time.perf_counter() - begun) * 1000)"


@dataclass(frozen=True, slots=True)
class Place:
    """Where interpreters are started: the sources, or a package as the Python worker sees it."""

    folder: Path
    flags: tuple[str, ...] = ()
    prelude: str = ""
    environ: Mapping[str, str] = field(default_factory=dict)

    def medians(self, *codes: str) -> Sequence[float]:
        """The median milliseconds of each code; they take turns, so that a busy moment hits all of them."""
        for code in codes:
            self._run(code)  # leaves the bytecode that a deployed package brings
        runs = [[self._run(code) for code in codes] for _ in range(_RUNS)]
        return [statistics.median(column) for column in zip(*runs, strict=True)]

    def _run(self, code: str) -> float:
        command = [sys.executable, *self.flags, "-c", self.prelude + _TIMED.format(code=code)]
        done = subprocess.run(
            command, cwd=self.folder, env=dict(self.environ), check=True, capture_output=True, text=True
        )
        return float(done.stdout)


def measure() -> list[Row]:
    with tempfile.TemporaryDirectory() as scratch:
        sources = Place(ROOT, environ=_settings(scratch))
        built = build(Path(scratch) / "pacote")
        paths = [str(built.folder / PACKAGES), str(built.folder)]
        prelude = f"import sys\nsys.path[:0] = {paths!r}\n"
        # `-I` leaves the environment to os.environ, which the settings are read from.
        package = Place(built.folder, ("-I", "-S"), prelude, _settings(scratch))
        return _rows("sources", sources) + _rows("package", package)


def _rows(name: str, place: Place) -> list[Row]:
    floor, app, ready = place.medians(_FLOOR, _APP, _READY)
    return [
        at_most(f"import function_app ({name})", app, floor, unit="ms", goal=_GOAL),
        Row(
            f"  and build what a first relato needs ({name})",
            f"{ready:.0f} ms",
            f"{floor:.0f} ms",
            ready / floor,
        ),
    ]


def _settings(scratch: str) -> dict[str, str]:
    """The sample's, with documents of the bench's own."""
    sample = json.loads((ROOT / "local.settings.sample.json").read_text(encoding="utf-8"))
    own = {"DOCUMENTOS__CAMINHO": os.path.join(scratch, "documentos.db")}
    return {name: str(value) for name, value in sample["Values"].items()} | own
