"""The HTTP routes of importações: a file of clientes or atendimentos goes in, its progress and errors come out."""

from typing import TYPE_CHECKING, Any

import azure.durable_functions as df

from shared.clientes.importacao.arquivo import Arquivo
from shared.kit import clock
from shared.kit.auth import Papel
from shared.kit.http import Routes
from shared.kit.routes import Answer, Call, Route
from shared.wiring import contas, importacoes

if TYPE_CHECKING:
    from shared.clientes.importacao.models import FiltroErros, FiltroImportacoes, PedidoImportacao

blueprint = df.Blueprint()
routes = Routes(blueprint, contas.authenticate, contas.audit)
_QUEM_IMPORTA = frozenset({Papel.ADMIN, Papel.CS, Papel.INTEGRACAO})
_MAX_FILE_BYTES = 20 * 1024 * 1024
# To come whenever the example is tried.
_DIA = clock.example_day(clock.system_now())
_MEDIA = ("text/csv", "application/json", "application/x-ndjson")


@routes.add(
    Route(
        "POST",
        "clientes/importar",
        "Recebe um arquivo de clientes (CSV, JSON ou NDJSON, até 20 MB) e começa a importá-lo",
        papeis=_QUEM_IMPORTA,
        area="clientes",
        query="shared.clientes.importacao.models:PedidoImportacao",
        answers={202: "shared.clientes.importacao.views:ImportacaoAceita"},
        refusals=(422,),
        tag="Importações",
        media=_MEDIA,
        max_body_bytes=_MAX_FILE_BYTES,
        reads=("Idempotency-Key",),
        example="nome;celular;e-mail\r\nMarina Alves;(11) 98888-7777;marina@exemplo.com.br\r\n",
    )
)
async def post_clientes_importar(call: "Call[Any, PedidoImportacao]") -> Answer:
    return await _received(call, "clientes")


@routes.add(
    Route(
        "POST",
        "atendimentos/importar",
        "Recebe um arquivo de atendimentos (CSV, JSON ou NDJSON, até 20 MB) e começa a importá-lo",
        papeis=_QUEM_IMPORTA,
        area="atendimentos",
        query="shared.clientes.importacao.models:PedidoImportacao",
        answers={202: "shared.clientes.importacao.views:ImportacaoAceita"},
        refusals=(422,),
        tag="Importações",
        media=_MEDIA,
        max_body_bytes=_MAX_FILE_BYTES,
        reads=("Idempotency-Key",),
        example="agenda;paciente;celular;data;hora;médico\r\n"
        f"51177197;Marina Alves;(11) 98888-7777;{_DIA:%d/%m/%Y};14:30;Dra. Paula Reis\r\n",
    )
)
async def post_atendimentos_importar(call: "Call[Any, PedidoImportacao]") -> Answer:
    return await _received(call, "atendimentos")


async def _received(call: "Call[Any, PedidoImportacao]", tipo: str) -> Answer:
    arquivo = Arquivo(
        tipo=tipo,
        conteudo=call.raw,
        media_type=call.headers.get("content-type", _MEDIA[1]).partition(";")[0].strip().lower(),
        nome=call.query.nome_arquivo,
        chave=call.idempotency_key,
        traceparent=call.traceparent,
    )
    importacao = await importacoes.importacao_service().receive(call.principal, arquivo)
    return Answer(importacao, status=202, headers={"Location": f"/importacoes/{importacao.id}"})


@routes.add(
    Route(
        "GET",
        "importacoes",
        "Lista as importações, da mais nova à mais antiga",
        papeis=_QUEM_IMPORTA,
        area="clientes",
        query="shared.clientes.importacao.models:FiltroImportacoes",
        answers={200: "shared.clientes.importacao.views:ImportacaoLista"},
        tag="Importações",
    )
)
async def get_importacoes(call: "Call[Any, FiltroImportacoes]") -> Answer:
    return Answer(await importacoes.importacao_service().search(call.principal.conta, call.query))


@routes.add(
    Route(
        "GET",
        "importacoes/{importacao_id}",
        "Mostra o andamento de uma importação e seus primeiros erros",
        papeis=_QUEM_IMPORTA,
        area="clientes",
        answers={200: "shared.clientes.importacao.views:ImportacaoDetalhe"},
        refusals=(404,),
        tag="Importações",
    )
)
async def get_importacao(call: Call[Any, Any]) -> Answer:
    service = importacoes.importacao_service()
    return Answer(await service.detail(call.principal.conta, call.document_id("importacao_id")))


@routes.add(
    Route(
        "GET",
        "importacoes/{importacao_id}/erros",
        "Lista, pela ordem do arquivo, as linhas que não entraram e o motivo (guardadas por 30 dias)",
        papeis=_QUEM_IMPORTA,
        area="clientes",
        query="shared.clientes.importacao.models:FiltroErros",
        answers={200: "shared.clientes.importacao.views:ErroLista"},
        refusals=(404,),
        tag="Importações",
    )
)
async def get_importacao_erros(call: "Call[Any, FiltroErros]") -> Answer:
    service = importacoes.importacao_service()
    importacao_id = call.document_id("importacao_id")
    return Answer(await service.errors(call.principal.conta, importacao_id, call.query))
