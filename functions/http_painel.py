"""The panel: one page and the modules it is made of, none of which says anything of a conta."""

from functools import cache
from pathlib import Path
from typing import Any

import azure.durable_functions as df

from shared.kit.http import Routes
from shared.kit.routes import Answer, Call, Route
from shared.kit.static import MEDIA_TYPES, StaticFiles
from shared.wiring import contas

blueprint = df.Blueprint()
routes = Routes(blueprint, contas.authenticate, contas.audit)
_WEB = Path(__file__).parent / "web"
_VENDORED = {
    "pico.css": _WEB / "vendor/pico/pico.classless.min.css",
    "preact.js": _WEB / "vendor/htm-preact/standalone.module.js",
    "uplot.css": _WEB / "vendor/uplot/uPlot.min.css",
    "uplot.js": _WEB / "vendor/uplot/uPlot.iife.min.js",
}
_PAGE = StaticFiles({"": _WEB / "painel/painel.html"})


@cache
def _files() -> StaticFiles:
    """The list is closed when it is first read: what is in the folder then."""
    own = (path for path in (_WEB / "painel").iterdir() if path.suffix in MEDIA_TYPES)
    return StaticFiles({path.name: path for path in own if path.suffix != ".html"} | _VENDORED)


@routes.add(
    Route(
        "GET",
        "painel",
        "Mostra o painel no navegador",
        papeis=None,
        answers={200: ""},
        produces=("text/html",),
        tag="Sistema",
    )
)
async def get_painel(call: Call[Any, Any]) -> Answer:
    return await _PAGE.answer("", call.headers)


@routes.add(
    Route(
        "GET",
        "painel/{arquivo}",
        "Um dos arquivos do painel",
        papeis=None,
        answers={200: ""},
        produces=("text/css", "text/javascript"),
        tag="Sistema",
    )
)
async def get_painel_arquivo(call: Call[Any, Any]) -> Answer:
    return await _files().answer(call.path["arquivo"], call.headers)
