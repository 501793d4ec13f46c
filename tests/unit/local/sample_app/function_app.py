"""A small app for the tests of the local host; what its functions did is a line each in the file `REGISTRO`."""

# mypy: disable-error-code="untyped-decorator"
# The SDK types its decorators as Any.

import asyncio
import json
import os
import time
from base64 import b64encode
from datetime import timedelta
from pathlib import Path
from typing import Any

import azure.durable_functions as df
import azure.functions as func
from azure.storage.queue.aio import QueueClient

from shared.kit import clock

app = df.DFApp(http_auth_level=func.AuthLevel.ANONYMOUS)


def note(what: str, **facts: Any) -> None:
    line = json.dumps({"o_que": what, "agora": clock.now().isoformat(), **facts})
    with Path(os.environ["REGISTRO"]).open("a") as file:
        file.write(line + "\n")


async def enqueue(queue: str, body: str, *, raw: bool = False) -> None:
    client = QueueClient.from_connection_string(os.environ["AzureWebJobsStorage"], queue)  # noqa: SIM112
    async with client:
        await client.send_message(body if raw else b64encode(body.encode()).decode())


@app.function_name("a_eco")
@app.route(route="eco/{nome}/{numero:int?}")
def a_eco(req: func.HttpRequest, context: func.Context) -> func.HttpResponse:
    seen = {
        "method": req.method,
        "url": req.url,
        "headers": dict(req.headers),
        "params": dict(req.params),
        "route_params": dict(req.route_params),
        "body": req.get_body().decode(),
        "function": context.function_name,
    }
    headers = {"X-Amostra": os.environ["DA_AMOSTRA"], "Set-Cookie": "a=1; Path=/"}
    return func.HttpResponse(json.dumps(seen), headers=headers, mimetype="application/json")


@app.route(route="itens/recentes", methods=["GET"])
async def itens_recentes(req: func.HttpRequest) -> str:
    return "recentes"


@app.route(route="itens/{id}", methods=["GET"])
async def itens_um(req: func.HttpRequest) -> str:
    return f"um {req.route_params['id']}"


@app.route(route="sombra/{id}", methods=["GET"])
async def sombra_a(req: func.HttpRequest) -> str:
    return "a"


@app.route(route="sombra/literal", methods=["GET"])
async def sombra_b(req: func.HttpRequest) -> str:
    return "b"


@app.route(route="falha")
async def falha(req: func.HttpRequest) -> func.HttpResponse:
    raise RuntimeError("on purpose")


@app.route(route="segredo", auth_level=func.AuthLevel.FUNCTION)
async def segredo(req: func.HttpRequest) -> str:
    return "entrou"


@app.route(route="dormir")
def dormir(req: func.HttpRequest) -> str:
    time.sleep(0.3)  # a sync function blocks its thread, not the loop
    return "acordou"


@app.route(route="fila/{nome}", methods=["POST"])
async def fila(req: func.HttpRequest) -> str:
    await enqueue(req.route_params["nome"], req.get_body().decode(), raw="cru" in req.params)
    return "enviado"


@app.route(route="saida", methods=["POST"])
@app.queue_output(arg_name="saida", queue_name="mensagens", connection="AzureWebJobsStorage")
async def com_saida(req: func.HttpRequest, saida: func.Out[str]) -> str:
    saida.set(req.get_body().decode())
    return "saiu"


@app.queue_trigger(arg_name="msg", queue_name="mensagens", connection="AzureWebJobsStorage")
async def recebe(msg: func.QueueMessage) -> None:
    body = msg.get_json()
    note("mensagem", id=msg.id, tentativa=msg.dequeue_count, corpo=body)
    if body.get("falhar"):
        raise RuntimeError("on purpose")
    await asyncio.sleep(body.get("segundos", 0))
    note("mensagem tratada", corpo=body)


@app.queue_trigger(arg_name="msg", queue_name="mensagens-poison", connection="AzureWebJobsStorage")
async def recebe_veneno(msg: str) -> None:
    note("veneno", corpo=msg)


@app.timer_trigger(arg_name="timer", schedule="0 */5 * * * *")
async def de_cinco_em_cinco(timer: func.TimerRequest) -> None:
    note("cinco")


@app.timer_trigger(arg_name="timer", schedule="0 0 9 * * *")
async def diario(timer: func.TimerRequest) -> None:
    note("diario", atrasado=timer.past_due)
    raise RuntimeError("a failing timer keeps its schedule")


@app.route(route="fluxos/{id}", methods=["POST"])
@app.durable_client_input(client_name="client")
async def iniciar(req: func.HttpRequest, client: Any) -> func.HttpResponse:
    started = await client.start_new("fluxo", req.route_params["id"], {"dias": 3})
    answer: func.HttpResponse = client.create_check_status_response(req, started)
    return answer


@app.route(route="fluxos/{id}/avisar", methods=["POST"])
@app.durable_client_input(client_name="client")
async def avisar(req: func.HttpRequest, client: Any) -> func.HttpResponse:
    await client.raise_event(req.route_params["id"], "aviso", "oi")
    return func.HttpResponse(status_code=202)


@app.orchestration_trigger(context_name="context")
def fluxo(context: df.DurableOrchestrationContext) -> Any:
    prazo = context.current_utc_datetime + timedelta(days=context.get_input()["dias"])
    aviso, relogio = context.wait_for_external_event("aviso"), context.create_timer(prazo)
    winner = yield context.task_any([aviso, relogio])
    if winner is aviso:
        relogio.cancel()
    como = "avisado" if winner is aviso else "venceu"
    return (yield context.call_activity("anotar", {"id": context.instance_id, "como": como}))


@app.activity_trigger(input_name="pedido")
@app.durable_client_input(client_name="client")
async def anotar(pedido: dict, client: Any) -> dict:  # type: ignore[type-arg]  # the worker takes bare classes only
    note("fluxo", **pedido)
    if not pedido["id"].endswith("-filho"):
        await client.start_new("fluxo", f"{pedido['id']}-filho", {"dias": 1})
        await enqueue("mensagens", json.dumps({"fluxo": pedido["id"]}))
    return pedido
