"""Importing the app does nothing: no SDK, no file, no socket, no environment. Cold start is a feature."""

import sys
from typing import Any

import pytest

from tests.contract.fresh import run_fresh

# What every Functions app of this kind loads anyway, and the yardstick of tests/bench.
_FLOOR = "import azure.functions, azure.durable_functions, pydantic\n"
_LOADED = (
    _FLOOR
    + """
import json, sys
before = set(sys.modules)
import function_app
print(json.dumps(sorted(set(sys.modules) - before)))
"""
)
# Not even the parts of pydantic that a first model brings.
_EXPECTED = {None, "function_app", "functions", "shared"}
_HEAVY_PARTS_OF_PYTHON = {"sqlite3", "multiprocessing", "unittest", "zipfile", "csv"}
_WATCHED = (
    _FLOOR
    + """
import importlib.metadata, json, os, sys

class Watched(dict):
    def __getitem__(self, name):
        seen.append(f"environment: {name}")
        return super().__getitem__(name)

    def get(self, name, default=None):
        seen.append(f"environment: {name}")
        return super().get(name, default)

    def __contains__(self, name):
        seen.append(f"environment: {name}")
        return super().__contains__(name)

    def __iter__(self):
        seen.append("environment: all of it")
        return super().__iter__()

def watch(event, arguments):
    is_code = event == "open" and str(arguments[0]).endswith((".py", ".pyc", ".zip"))
    if event.startswith(("open", "socket.", "subprocess.", "os.", "sqlite3.", "tempfile.")) and not is_code:
        if event != "os.listdir":  # the import system looks into folders
            seen.append(f"{event}: {arguments[0] if arguments else ''}")

seen = []
os.environ = Watched(os.environ)
sys.addaudithook(watch)
import function_app
print(json.dumps(seen[:20]))
"""
)


@pytest.fixture(scope="module")
def loaded() -> set[str]:
    """The modules that the app adds to those that it cannot do without."""
    return set(run_fresh(_LOADED))


def test_importing_the_app_loads_no_sdk_and_no_package_beyond_functions_and_pydantic(
    loaded: set[str],
) -> None:
    foreign = {package for name in loaded if (package := _package(name)) not in _EXPECTED}

    assert foreign == set()


def test_importing_the_app_loads_no_heavy_part_of_python(loaded: set[str]) -> None:
    assert loaded & _HEAVY_PARTS_OF_PYTHON == set()


def test_importing_the_app_loads_no_adapter(loaded: set[str]) -> None:
    adapters = {name for name in loaded if name.startswith("shared.adapters.")}

    assert adapters == set()


def test_importing_the_app_opens_nothing_and_reads_no_environment() -> None:
    seen: list[Any] = run_fresh(_WATCHED)

    assert seen == []


def _package(name: str) -> str | None:
    """The package a module belongs to, `azure` told apart by its second name; none for the standard library."""
    first, _, rest = name.partition(".")
    if first == "azure":
        return f"azure.{rest.partition('.')[0]}"
    return None if first in sys.stdlib_module_names else first
