"""The HTTP routes of approved answers: write, read, change, renew, delete and list them, and try a text out."""

from typing import TYPE_CHECKING, Any

import azure.durable_functions as df

from shared.kit.auth import QUEM_ATENDE, TODOS, Papel
from shared.kit.http import Routes
from shared.kit.routes import Answer, Call, Route
from shared.wiring import contas, respostas

if TYPE_CHECKING:
    from shared.chamados.ensaio import PedidoEnsaio
    from shared.respostas.models import FiltroRespostas, NovaResposta
    from shared.respostas.views import RespostaDetalhe

blueprint = df.Blueprint()
routes = Routes(blueprint, contas.authenticate, contas.audit)
_AREA, _TAG = "respostas", "Respostas"
_NOVA, _DETALHE = "shared.respostas.models:NovaResposta", "shared.respostas.views:RespostaDetalhe"
# What leaves in the conta's name without anybody reading it again is approved by who answers for it.
_QUEM_APROVA = frozenset({Papel.ADMIN, Papel.CS})
_EXAMPLE = {
    "intencao": "informacao",
    "setor": "geral",
    "titulo": "Horário de atendimento",
    "perguntas": ["Qual é o horário de atendimento?", "Até que horas vocês ficam abertos?"],
    "texto": "Olá, {{nome}}! Atendemos de segunda a sexta, das 8h às 18h, e aos sábados até o meio-dia.",
}


@routes.add(
    Route(
        "POST",
        "respostas",
        "Aprova uma resposta, que passa a ser dada sozinha quando servir com segurança",
        papeis=_QUEM_APROVA,
        area=_AREA,
        body=_NOVA,
        answers={201: _DETALHE},
        tag=_TAG,
        reads=("Idempotency-Key",),
        example=_EXAMPLE,
    )
)
async def post_respostas(call: "Call[NovaResposta, Any]") -> Answer:
    resposta = await respostas.resposta_service().create(
        call.principal, call.body, chave=call.idempotency_key, traceparent=call.traceparent
    )
    return _shown(resposta, status=201, headers={"Location": f"/respostas/{resposta.id}"})


@routes.add(
    Route(
        "GET",
        "respostas",
        "Lista as respostas aprovadas, da mais nova à mais antiga, com a situação e os usos de cada uma",
        papeis=TODOS,
        area=_AREA,
        query="shared.respostas.models:FiltroRespostas",
        answers={200: "shared.respostas.views:RespostaLista"},
        refusals=(400,),
        tag=_TAG,
    )
)
async def get_respostas(call: "Call[Any, FiltroRespostas]") -> Answer:
    return Answer(await respostas.resposta_service().search(call.principal.conta, call.query))


@routes.add(
    Route(
        "POST",
        "respostas/testar",
        "Diz que resposta um texto receberia sozinho, com que segurança, ou por que iria para uma pessoa",
        papeis=QUEM_ATENDE,
        area=_AREA,
        safe=True,
        body="shared.chamados.ensaio:PedidoEnsaio",
        answers={200: "shared.chamados.ensaio:Ensaio"},
        tag=_TAG,
        example={"texto": "Oi, boa tarde! Até que horas vocês atendem?", "nome": "Marina Duarte"},
    )
)
async def post_respostas_testar(call: "Call[PedidoEnsaio, Any]") -> Answer:
    return Answer(await respostas.ensaio_service().rehearse(call.principal.conta, call.body))


@routes.add(
    Route(
        "GET",
        "respostas/{resposta_id}",
        "Mostra uma resposta aprovada",
        papeis=TODOS,
        area=_AREA,
        answers={200: _DETALHE},
        refusals=(404,),
        tag=_TAG,
    )
)
async def get_resposta(call: Call[Any, Any]) -> Answer:
    resposta_id = call.document_id("resposta_id")
    return _shown(await respostas.resposta_service().get(call.principal.conta, resposta_id))


@routes.add(
    Route(
        "PUT",
        "respostas/{resposta_id}",
        "Troca uma resposta inteira; a nova redação vale a partir de agora",
        papeis=_QUEM_APROVA,
        area=_AREA,
        body=_NOVA,
        answers={200: _DETALHE},
        refusals=(404, 412),
        tag=_TAG,
        versioned=True,
        example=_EXAMPLE,
    )
)
async def put_resposta(call: "Call[NovaResposta, Any]") -> Answer:
    resposta_id = call.document_id("resposta_id")
    return _shown(
        await respostas.resposta_service().replace(
            call.principal, resposta_id, nova=call.body, lido=call.precondition
        )
    )


@routes.add(
    Route(
        "DELETE",
        "respostas/{resposta_id}",
        "Exclui uma resposta, que não é mais dada a ninguém",
        papeis=_QUEM_APROVA,
        area=_AREA,
        answers={204: ""},
        refusals=(404, 412),
        tag=_TAG,
        versioned=True,
    )
)
async def delete_resposta(call: Call[Any, Any]) -> Answer:
    resposta_id = call.document_id("resposta_id")
    await respostas.resposta_service().delete(call.principal.conta, resposta_id, lido=call.precondition)
    return Answer(None, status=204)


@routes.add(
    Route(
        "POST",
        "respostas/{resposta_id}/revalidar",
        "Confirma que uma resposta continua certa; ela vale de novo a partir de agora",
        papeis=_QUEM_APROVA,
        area=_AREA,
        answers={200: _DETALHE},
        refusals=(404,),
        tag=_TAG,
    )
)
async def post_resposta_revalidar(call: Call[Any, Any]) -> Answer:
    resposta_id = call.document_id("resposta_id")
    return _shown(await respostas.resposta_service().renew(call.principal, resposta_id))


def _shown(
    resposta: "RespostaDetalhe", *, status: int = 200, headers: dict[str, str] | None = None
) -> Answer:
    return Answer(resposta, status, headers or {}, etag=resposta.etag)
