"""The HTTP routes of relatos: S0's two synchronous ones, and the life of a relato from receipt to outcome."""

import re
from typing import TYPE_CHECKING, Any

import azure.durable_functions as df

from shared.kit.auth import QUEM_ATENDE, TODOS
from shared.kit.http import Routes
from shared.kit.routes import Answer, Call, Route
from shared.relatos.envelope import Envelope, Pedido
from shared.wiring import base, contas, relatos

if TYPE_CHECKING:
    from shared.relatos.entradas import CorrecaoExtracao, FiltroRelatos
    from shared.relatos.models import NovaResposta, NovoDesfecho, NovoRelato
    from shared.relatos.s0 import PedidoRelato, RelatoConversa

blueprint = df.Blueprint()
routes = Routes(blueprint, contas.authenticate, contas.audit)
_S0 = "S0: conversão de orçamentos"
_REFUSAL = "Token inválido"
_TEXTO = (
    "Falei hoje com a Marina Lopes sobre o aparelho ortodôntico: R$ 3.500,00 em 10 vezes no cartão. Gostou, mas vai "
    "pensar e pediu para ligar na semana que vem. Paula"
)
_MAX_WAIT_S = 25
_WAIT = re.compile(r"\bwait\s*=\s*\"?(\d{1,9})", re.IGNORECASE)


def _processar(path: str) -> Route:
    return Route(
        "POST",
        path,
        "Extrai os dados de um relato, sem guardar nada",
        papeis=QUEM_ATENDE,
        area="relatos",
        safe=True,
        body="shared.relatos.s0:PedidoRelato",
        answers={200: "shared.relatos.s0:RelatoProcessado"},
        tag=_S0,
        refusal=_REFUSAL,
        example={"relato": _TEXTO},
    )


def _gerar(path: str) -> Route:
    return Route(
        "POST",
        path,
        "Escreve a estratégia de retorno de um relato já extraído, sem guardar nada",
        papeis=QUEM_ATENDE,
        area="relatos",
        safe=True,
        body="shared.relatos.s0:RelatoConversa",
        answers={200: "shared.relatos.s0:EstrategiaGerada"},
        tag=_S0,
        refusal=_REFUSAL,
        example={
            "data_conversa": "2025-02-15 10:30:00",
            "identidade_cliente": "Marina Lopes",
            "identidade_atendente": "Paula",
            "resumo_assunto": "Orçamento de aparelho ortodôntico",
            "valor_orcamento": 3500.0,
            "forma_pagamento": "cartão de crédito em 10 vezes",
            "informacoes_organizadas": ["Quer começar depois das férias"],
            "instrucoes_proximo_passo": "Ligar na semana que vem",
        },
    )


@routes.add(_processar("processar_relato"))
async def post_processar_relato(call: "Call[PedidoRelato, Any]") -> Answer:
    return Answer(await relatos.s0_service().process(call.principal.conta, call.body))


@routes.add(_processar("V1/processar_relato"))
async def post_v1_processar_relato(call: "Call[PedidoRelato, Any]") -> Answer:
    return Answer(await relatos.s0_service().process(call.principal.conta, call.body))


@routes.add(_gerar("gerar_estrategia"))
async def post_gerar_estrategia(call: "Call[RelatoConversa, Any]") -> Answer:
    return Answer(await relatos.s0_service().strategy(call.principal.conta, call.body))


@routes.add(_gerar("V1/gerar_estrategia"))
async def post_v1_gerar_estrategia(call: "Call[RelatoConversa, Any]") -> Answer:
    return Answer(await relatos.s0_service().strategy(call.principal.conta, call.body))


@routes.add(
    Route(
        "POST",
        "relatos",
        "Recebe um relato e começa a cuidar do retorno",
        papeis=QUEM_ATENDE,
        area="relatos",
        body="shared.relatos.models:NovoRelato",
        answers={202: "shared.relatos.views:RelatoAceito", 201: "shared.relatos.views:RelatoDetalhe"},
        tag="Relatos",
        flows=True,
        reads=("Idempotency-Key", "Prefer"),
        example={
            "texto": _TEXTO,
            "cliente": {"nome": "Marina Lopes", "telefone": "(31) 99876-5432"},
            "atendente": "Paula",
        },
    )
)
async def post_relatos(call: "Call[NovoRelato, Any]") -> Answer:
    wait_s = _wait_s(call.headers.get("prefer", ""))
    service = relatos.relato_service()
    relato = await service.receive(call.body, _envelope(call, now=wait_s > 0))
    headers = {"Location": f"/relatos/{relato.id}"}
    if wait_s:
        headers["Preference-Applied"] = f"wait={wait_s}"
        flows = base.flows(call.client)
        done = await service.finish(call.principal.conta, relato.id, flows, within_s=wait_s)
        if done is not None:
            return Answer(done, status=201, headers=headers)
    return Answer(relato, status=202, headers=headers)


@routes.add(
    Route(
        "GET",
        "relatos",
        "Lista os relatos, do mais novo ao mais antigo",
        papeis=TODOS,
        area="relatos",
        query="shared.relatos.entradas:FiltroRelatos",
        answers={200: "shared.relatos.views:RelatoLista"},
        tag="Relatos",
    )
)
async def get_relatos(call: "Call[Any, FiltroRelatos]") -> Answer:
    return Answer(await relatos.relato_service().search(call.principal.conta, call.query))


@routes.add(
    Route(
        "GET",
        "relatos/{relato_id}",
        "Mostra um relato, o que se entendeu dele e seus contatos",
        papeis=TODOS,
        area="relatos",
        answers={200: "shared.relatos.views:RelatoDetalhe"},
        tag="Relatos",
    )
)
async def get_relato(call: Call[Any, Any]) -> Answer:
    read = await relatos.relato_service().get(call.principal.conta, call.document_id("relato_id"))
    return Answer(read.relato, etag=read.etag)


@routes.add(
    Route(
        "PATCH",
        "relatos/{relato_id}/extracao",
        "Corrige o que se entendeu de um relato; o que ainda não venceu é planejado de novo",
        papeis=QUEM_ATENDE,
        area="relatos",
        body="shared.relatos.entradas:CorrecaoExtracao",
        example={"valor_orcamento": 3200.0, "proximo_contato": "2026-03-16"},
        answers={200: "shared.relatos.views:RelatoDetalhe"},
        refusals=(404, 409, 412),
        versioned=True,
        tag="Relatos",
        flows=True,
    )
)
async def patch_relato_extracao(call: "Call[CorrecaoExtracao, Any]") -> Answer:
    pedido = Pedido(call.principal, call.document_id("relato_id"), call.precondition)
    saved = await relatos.correcao_service().correct(pedido, call.body, flows=base.flows(call.client))
    return Answer(saved.relato, etag=saved.etag, detalhe={"campos": ", ".join(sorted(call.body.said()))})


@routes.add(
    Route(
        "POST",
        "relatos/{relato_id}/desfecho",
        "Registra como o orçamento terminou e encerra o acompanhamento",
        papeis=QUEM_ATENDE,
        area="relatos",
        body="shared.relatos.models:NovoDesfecho",
        example={"tipo": "perdido", "motivo": "Fechou com outra clínica"},
        answers={200: "shared.relatos.views:RelatoDetalhe"},
        refusals=(409,),
        tag="Relatos",
        flows=True,
    )
)
async def post_relato_desfecho(call: "Call[NovoDesfecho, Any]") -> Answer:
    relato = await relatos.desfecho_service().record_desfecho(
        call.principal, call.document_id("relato_id"), call.body, flows=base.flows(call.client)
    )
    return Answer(relato)


@routes.add(
    Route(
        "POST",
        "relatos/{relato_id}/resposta",
        "Registra que o cliente respondeu, por qualquer meio, e encerra o acompanhamento",
        papeis=QUEM_ATENDE,
        area="relatos",
        body="shared.relatos.models:NovaResposta",
        example={"canal": "whatsapp", "texto": "Oi! Podemos marcar para quinta?"},
        answers={200: "shared.relatos.views:RelatoDetalhe"},
        tag="Relatos",
        flows=True,
    )
)
async def post_relato_resposta(call: "Call[NovaResposta, Any]") -> Answer:
    relato = await relatos.desfecho_service().record_resposta(
        call.principal, call.document_id("relato_id"), call.body, flows=base.flows(call.client)
    )
    return Answer(relato)


@routes.add(
    Route(
        "POST",
        "relatos/{relato_id}/reprocessar",
        "Retoma um relato que falhou, do passo em que parou",
        papeis=QUEM_ATENDE,
        area="relatos",
        answers={202: "shared.relatos.views:RelatoAceito"},
        refusals=(409,),
        tag="Relatos",
    )
)
async def post_relato_reprocessar(call: Call[Any, Any]) -> Answer:
    relato = await relatos.relato_service().retry(call.principal.conta, call.document_id("relato_id"))
    headers = {"Location": f"/relatos/{relato.id}"}
    return Answer(relato, status=202, headers=headers)


def _envelope(call: "Call[NovoRelato, Any]", *, now: bool) -> Envelope:
    return Envelope(
        principal=call.principal, traceparent=call.traceparent, chave=call.idempotency_key, agora=now
    )


def _wait_s(prefer: str) -> int:
    """The seconds of `Prefer: wait=N`, at most 25, or 0. Source: https://www.rfc-editor.org/rfc/rfc7240"""
    found = _WAIT.search(prefer)
    return min(int(found[1]), _MAX_WAIT_S) if found else 0
