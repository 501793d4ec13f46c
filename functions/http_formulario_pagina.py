"""The page of a form, for who has an address with its key, and the files that it is made of."""

import asyncio
from functools import cache
from html import escape
from pathlib import Path
from string import Template
from typing import Any

import azure.durable_functions as df

from shared.kit.errors import NotFound
from shared.kit.http import Routes
from shared.kit.routes import Answer, Call, Route
from shared.kit.static import StaticFiles, page_headers
from shared.wiring import contas, credenciais

blueprint = df.Blueprint()
routes = Routes(blueprint, contas.authenticate, contas.audit)
_WEB = Path(__file__).parent / "web/formulario"
_MODULES = ("consentimento", "enviado", "formulario", "moldura", "palavras", "pedido", "situacao")
_NAMES = ("formulario.css", *(f"{name}.js" for name in _MODULES))
_FILES = StaticFiles({name: _WEB / name for name in _NAMES})
_TAG = "Formulários"


@routes.add(
    Route(
        "GET",
        "formulario/{chave}",
        "Mostra o formulário no navegador, também dentro de uma página das origens da chave",
        papeis=None,
        answers={200: "", 404: ""},
        produces=("text/html",),
        tag=_TAG,
    )
)
async def get_formulario(call: Call[Any, Any]) -> Answer:
    try:
        pagina = await credenciais.formulario_service().open(call.path["chave"])
    except NotFound:
        missing = await asyncio.to_thread(_page, "indisponivel.html")
        return Answer(missing.template.encode(), status=404, headers=page_headers())
    page = await asyncio.to_thread(_page, "formulario.html")
    said = {"nome": escape(pagina.nome), "origens": escape(" ".join(pagina.origens))}
    return Answer(page.substitute(said).encode(), headers=page_headers(pagina.origens))


@cache
def _page(name: str) -> Template:
    return Template((_WEB / name).read_text(encoding="utf-8"))


# Its own path: below `formulario/` everything is a key.
@routes.add(
    Route(
        "GET",
        "formulario-arquivos/{arquivo}",
        "Um dos arquivos da página dos formulários",
        papeis=None,
        answers={200: ""},
        refusals=(404,),
        produces=("text/css", "text/javascript"),
        tag=_TAG,
    )
)
async def get_formulario_arquivo(call: Call[Any, Any]) -> Answer:
    return await _FILES.answer(call.path["arquivo"], call.headers)
