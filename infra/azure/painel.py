"""Makes the workbook "Retorno: operação" of the queries in consultas/, so that each query stands in one place.

Run as `python -m infra.azure.painel` after a change; a contract test holds the file to it.
"""

import json
import re
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
WORKBOOK = HERE / "painel_operacao.json"
QUERIES = HERE / "consultas"
_RATE = re.compile(r"let cambio = [\d.]+;.*")
_LOGS = {"queryType": 0, "resourceType": "microsoft.operationalinsights/workspaces"}


@dataclass(frozen=True, slots=True)
class Tile:
    """One query and how it is shown; `width` is in percent of the row."""

    query: str
    shown: str = "timechart"
    width: int = 50


SECTIONS: dict[str, tuple[Tile, ...]] = {
    "O que pede atenção": (
        Tile("filas_envenenadas", "table"),
        Tile("falhas", "table"),
        Tile("varredura", "barchart"),
        Tile("fluxos"),
    ),
    "Quem chama": (
        Tile("http_respostas", "areachart"),
        Tile("cache"),
        Tile("webhooks_recusados", "barchart"),
        Tile("http_latencia", "table"),
    ),
    "Filas, fluxos e rotinas": (
        Tile("filas_idade"),
        Tile("filas_trabalho", "table"),
        Tile("atividades", "barchart"),
        Tile("rotinas", "table"),
    ),
    "Linguagem": (
        Tile("extracao"),
        Tile("modelos_quedas"),
        Tile("modelos_gasto", "table", 100),
    ),
    "Quem é contatado": (Tile("porteira", "piechart"), Tile("envios", "barchart")),
    "Documentos": (Tile("ru", "table", 100),),
}


def main() -> int:
    WORKBOOK.write_text(render(), encoding="utf-8")
    print(f"{WORKBOOK.name}: {sum(map(len, SECTIONS.values()))} consultas.")
    return 0


def render() -> str:
    items: list[dict[str, Any]] = [_parameters()]
    for title, tiles in SECTIONS.items():
        items.append({"type": 1, "content": {"json": f"## {title}"}, "name": title})
        items += [_item(tile) for tile in tiles]
    workbook = {
        "version": "Notebook/1.0",
        "items": items,
        "fallbackResourceIds": ["__WORKSPACE__"],
        "$schema": "https://github.com/Microsoft/Application-Insights-Workbooks/blob/master/schema/workbook.json",
    }
    return json.dumps(workbook, ensure_ascii=False, indent=2) + "\n"


def _parameters() -> dict[str, Any]:
    """The time that all look at, and the rate that dollars are shown in reais by."""
    hours = [3_600_000 * hours for hours in (1, 4, 24, 72, 168, 720)]
    period = {
        "id": "periodo",
        "version": "KqlParameterItem/1.0",
        "name": "periodo",
        "label": "Período",
        "type": 4,
        "isRequired": True,
        "value": {"durationMs": 86_400_000},
        "typeSettings": {"selectableValues": [{"durationMs": span} for span in hours]},
    }
    rate = {
        "id": "cambio",
        "version": "KqlParameterItem/1.0",
        "name": "cambio",
        "label": "Reais por dólar",
        "type": 1,
        "isRequired": True,
        "value": "5.40",
    }
    content = {"version": "KqlParameterItem/1.0", "parameters": [period, rate], "style": "pills", **_LOGS}
    return {"type": 9, "content": content, "name": "parametros"}


def _item(tile: Tile) -> dict[str, Any]:
    title, _, query = (QUERIES / f"{tile.query}.kql").read_text(encoding="utf-8").partition("\n")
    content = {
        "version": "KqlItem/1.0",
        "query": _RATE.sub("let cambio = {cambio};", query.strip()),
        "size": 0,
        "title": title.removeprefix("// "),
        "timeContextFromParameter": "periodo",
        "visualization": tile.shown,
        **_LOGS,
    }
    return {"type": 3, "content": content, "customWidth": str(tile.width), "name": tile.query}


if __name__ == "__main__":
    sys.exit(main())
