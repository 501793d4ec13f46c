"""The page that shows the API's description and lets a developer try it: Swagger UI, served from here alone."""

from pathlib import Path
from typing import Any

import azure.durable_functions as df

from shared.kit.http import Routes
from shared.kit.routes import Answer, Call, Route
from shared.kit.static import StaticFiles
from shared.wiring import contas

blueprint = df.Blueprint()
routes = Routes(blueprint, contas.authenticate, contas.audit)
_WEB = Path(__file__).parent / "web"
_PAGE = StaticFiles({"": _WEB / "docs/docs.html"})
_FILES = StaticFiles(
    {
        "docs.css": _WEB / "docs/docs.css",
        "docs.js": _WEB / "docs/docs.js",
        "swagger-ui.css": _WEB / "vendor/swagger-ui/swagger-ui.css",
        "swagger-ui-bundle.js": _WEB / "vendor/swagger-ui/swagger-ui-bundle.js",
    }
)


@routes.add(
    Route(
        "GET",
        "docs",
        "Mostra esta documentação no navegador",
        papeis=None,
        answers={200: ""},
        produces=("text/html",),
        tag="Sistema",
    )
)
async def get_docs(call: Call[Any, Any]) -> Answer:
    return await _PAGE.answer("", call.headers)


@routes.add(
    Route(
        "GET",
        "docs/{arquivo}",
        "Um dos arquivos da página da documentação",
        papeis=None,
        answers={200: ""},
        produces=("text/css", "text/javascript"),
        tag="Sistema",
    )
)
async def get_docs_arquivo(call: Call[Any, Any]) -> Answer:
    return await _FILES.answer(call.path["arquivo"], call.headers)
