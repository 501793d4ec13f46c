"""The app with the floors of benches: what `GET /clientes/{id}` does without asking who calls, and asking alone."""

import importlib.util
from pathlib import Path

import azure.functions as func

from shared.clientes.views import ClienteDetalhe
from shared.wiring import base, clientes, contas

_spec = importlib.util.spec_from_file_location("retorno_app", Path(__file__).parents[3] / "function_app.py")
assert _spec is not None
assert _spec.loader is not None
_module = importlib.util.module_from_spec(_spec)
_spec.loader.exec_module(_module)
app = _module.app


@app.function_name("aaa_piso")
@app.route(route="piso/{cliente_id}", methods=["GET"], auth_level=func.AuthLevel.ANONYMOUS)
async def aaa_piso(req: func.HttpRequest) -> func.HttpResponse:
    read = await clientes.cliente_service().get(base.settings().conta_padrao, req.route_params["cliente_id"])
    shown = ClienteDetalhe.model_validate(read.cliente, from_attributes=True)
    return func.HttpResponse(shown.model_dump_json(), mimetype="application/json")


@app.function_name("aaa_porta")
@app.route(route="porta", methods=["GET"], auth_level=func.AuthLevel.ANONYMOUS)
async def aaa_porta(req: func.HttpRequest) -> func.HttpResponse:
    await contas.authenticate(req.headers)
    return func.HttpResponse("{}", mimetype="application/json")
