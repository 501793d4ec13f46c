"""The Bicep files as trees, and the little that tests ask of them; pycep tells a text and a name not apart."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from pycep import BicepParser

from tests.contract.fresh import ROOT

AZURE = ROOT / "infra/azure"
MAIN = AZURE / "main.bicep"


@dataclass(frozen=True, slots=True)
class Resource:
    """`body` is what one of them is, also where a loop makes many."""

    file: str
    symbol: str
    type: str
    api: str
    body: dict[str, Any]


def files() -> list[Path]:
    return [MAIN, *sorted((AZURE / "modules").glob("*.bicep"))]


@cache
def tree(path: Path) -> dict[str, Any]:
    return dict(BicepParser().parse(text=path.read_text(encoding="utf-8")))


def module(name: str) -> dict[str, Any]:
    return tree(AZURE / f"modules/{name}.bicep")


def variables(name: str) -> dict[str, Any]:
    return {symbol: it["value"] for symbol, it in module(name)["variables"].items()}


def resources() -> Iterator[Resource]:
    for path in files():
        for symbol, it in tree(path).get("resources", {}).items():
            body = it["config"]
            while "config" in body:  # a loop or a condition around it
                body = body["config"]
            yield Resource(path.stem, symbol, it["type"], it["api_version"], body)


def of_type(kind: str) -> list[Resource]:
    return [one for one in resources() if one.type == kind]


def code(path: Path) -> str:
    """The text without comments and descriptions, in which a name may stand that is not used."""
    text = path.read_text(encoding="utf-8")
    return re.sub(r"^\s*//.*$|^@description\(.*\)$", "", text, flags=re.MULTILINE)


def declared(path: Path) -> set[str]:
    """Every name that the file gives: parameters, variables, resources, modules."""
    kinds = ("parameters", "variables", "resources", "modules")
    return {name for kind in kinds for name in tree(path).get(kind, {})}
