"""What the host would wake, written out by hand: a name, a route or a queue changes here first, on purpose."""

from typing import Any

import pytest

from shared.acompanhamentos import names
from shared.atendimentos import names as confirmacao
from tests.contract.fresh import LIST_FUNCTIONS, run_fresh

Functions = dict[str, list[dict[str, Any]]]

_HTTP = {
    "delete_agenda_reserva": "DELETE agenda/reservas/{reserva_id}",
    "delete_auth_chave": "DELETE auth/chaves/{credencial_id}",
    "delete_auth_convite": "DELETE auth/convites/{credencial_id}",
    "delete_auth_token": "DELETE auth/tokens/{credencial_id}",
    "delete_cliente_opt_out": "DELETE clientes/{cliente_id}/opt-out",
    "delete_message": "DELETE api/v1/messages/{mensagem_id}",
    "delete_resposta": "DELETE respostas/{resposta_id}",
    "get_acompanhamentos": "GET acompanhamentos",
    "get_agenda": "GET agenda",
    "get_auditoria": "GET auditoria",
    "get_auth_chaves": "GET auth/chaves",
    "get_atendimentos": "GET atendimentos",
    "get_atendimentos_um": "GET atendimentos/{atendimento_id}",
    "get_auth_convites": "GET auth/convites",
    "get_auth_eu": "GET auth/eu",
    "get_auth_tokens": "GET auth/tokens",
    "get_canais": "GET canais",
    "get_carteira_evolucao": "GET clientes/evolucao",
    "get_chamado": "GET chamados/{chamado_id}",
    "get_chamados": "GET chamados",
    "get_chamados_cliente": "GET chamados/cliente/{cliente_id}",
    "get_cliente": "GET clientes/{cliente_id}",
    "get_clientes": "GET clientes",
    "get_conta": "GET conta",
    "get_dashboard": "GET dashboard",
    "get_docs": "GET docs",
    "get_docs_arquivo": "GET docs/{arquivo}",
    "get_envio": "GET envios/{envio_id}",
    "get_envios": "GET envios",
    "get_formulario": "GET formulario/{chave}",
    "get_formulario_arquivo": "GET formulario-arquivos/{arquivo}",
    "get_health": "GET health",
    "get_health_rodadas": "GET health-scores/rodadas",
    "get_health_score": "GET health-scores/{cliente_id}",
    "get_health_scores": "GET health-scores",
    "get_health_scores_rodada": "GET health-scores/rodadas/{dia}",
    "get_importacao": "GET importacoes/{importacao_id}",
    "get_importacao_erros": "GET importacoes/{importacao_id}/erros",
    "get_importacoes": "GET importacoes",
    "get_inicio": "GET {ignored:maxlength(0)?}",
    "get_logins": "GET logins",
    "get_messages_client": "GET api/v1/messages/client/{client_id}",
    "get_messages_n8n_ping": "GET api/v1/messages/n8n-ping",
    "get_messages_recent": "GET api/v1/messages/recent",
    "get_messages_sector": "GET api/v1/messages/sector/{sector}",
    "get_messages_uma": "GET api/v1/messages/{mensagem_id}",
    "get_metricas": "GET metricas",
    "get_metricas_conversao": "GET metricas/conversao",
    "get_metricas_por_canal": "GET metricas/por-canal",
    "get_metricas_por_status": "GET metricas/por-status",
    "get_n8n_ping": "GET n8n-ping",
    "get_openapi": "GET openapi.json",
    "get_painel": "GET painel",
    "get_painel_arquivo": "GET painel/{arquivo}",
    "get_recebimento": "GET recebimentos/{recebimento_id}",
    "get_recebimentos": "GET recebimentos",
    "get_relato": "GET relatos/{relato_id}",
    "get_relatos": "GET relatos",
    "get_resposta": "GET respostas/{resposta_id}",
    "get_respostas": "GET respostas",
    "get_resumo_do_dia": "GET resumo-do-dia",
    "get_sugestoes": "GET sugestoes",
    "get_tarefa": "GET tarefas/{tarefa_id}",
    "get_tarefas": "GET tarefas",
    "get_test_atendimento": "GET test/atendimento/{telefone}",
    "get_test_atendimentos_pendentes": "GET test/atendimentos/pendentes",
    "get_test_campanhas": "GET test/campanhas",
    "get_test_fluxos": "GET test/fluxos",
    "get_titular_exportar": "GET titulares/{cliente_id}/exportar",
    "get_titulares_pedido": "GET titulares/pedidos/{pedido_id}",
    "get_titulares_pedidos": "GET titulares/pedidos",
    "get_usuario": "GET usuarios/{usuario_id}",
    "get_usuarios": "GET usuarios",
    "get_webhook_botconversa_health": "GET webhook/botconversa/health",
    "get_webhook_meta": "GET webhook/meta",
    "get_webhook_meta_conta": "GET webhook/meta/{conta}",
    "patch_atendimento": "PATCH atendimentos/{atendimento_id}",
    "patch_cliente": "PATCH clientes/{cliente_id}",
    "patch_conta": "PATCH conta",
    "patch_relato_extracao": "PATCH relatos/{relato_id}/extracao",
    "patch_usuario": "PATCH usuarios/{usuario_id}",
    "post_agenda_reserva_confirmar": "POST agenda/reservas/{reserva_id}/confirmar",
    "post_agenda_reservas": "POST agenda/reservas",
    "post_atendimento_remarcar": "POST atendimentos/{atendimento_id}/remarcar",
    "post_atendimento_status": "POST atendimentos/{atendimento_id}/status",
    "post_atendimentos": "POST atendimentos",
    "post_atendimentos_importar": "POST atendimentos/importar",
    "post_atividades": "POST atividades",
    "post_auth_chave_trocar": "POST auth/chaves/{credencial_id}/trocar",
    "post_auth_chaves": "POST auth/chaves",
    "post_auth_convites": "POST auth/convites",
    "post_auth_login": "POST auth/login",
    "post_auth_sair": "POST auth/sair",
    "post_auth_senha": "POST auth/senha",
    "post_auth_signup": "POST auth/signup",
    "post_auth_tokens": "POST auth/tokens",
    "post_cache_clear": "POST cache/clear",
    "post_chamado_notas": "POST chamados/{chamado_id}/notas",
    "post_chamado_respostas": "POST chamados/{chamado_id}/respostas",
    "post_chamados": "POST chamados",
    "post_cliente_consentimentos": "POST clientes/{cliente_id}/consentimentos",
    "post_cliente_mesclar": "POST clientes/{cliente_id}/mesclar",
    "post_cliente_opt_out": "POST clientes/{cliente_id}/opt-out",
    "post_clientes": "POST clientes",
    "post_clientes_buscar": "POST clientes/buscar",
    "post_clientes_importar": "POST clientes/importar",
    "post_envio_cancelar": "POST envios/{envio_id}/cancelar",
    "post_envios": "POST envios",
    "post_envios_simular": "POST envios/simular",
    "post_formulario": "POST formulario/{chave}",
    "post_formulario_situacao": "POST formulario/{chave}/situacao",
    "post_gerar_estrategia": "POST gerar_estrategia",
    "post_health_score_calcular": "POST health-scores/{cliente_id}/calcular",
    "post_health_scores_buscar": "POST health-scores/buscar",
    "post_health_scores_calcular": "POST health-scores/calcular",
    "post_health_scores_simular": "POST health-scores/simular",
    "post_messages": "POST api/v1/messages",
    "post_messages_search": "POST api/v1/messages/search",
    "post_messages_test": "POST api/v1/messages/test",
    "post_processar_relato": "POST processar_relato",
    "post_relato_desfecho": "POST relatos/{relato_id}/desfecho",
    "post_relato_reprocessar": "POST relatos/{relato_id}/reprocessar",
    "post_relato_resposta": "POST relatos/{relato_id}/resposta",
    "post_relatos": "POST relatos",
    "post_resposta_revalidar": "POST respostas/{resposta_id}/revalidar",
    "post_respostas": "POST respostas",
    "post_resumo_do_dia_enviar": "POST resumo-do-dia/enviar",
    "post_respostas_testar": "POST respostas/testar",
    "post_sugestao_aprovar": "POST sugestoes/{mensagem_id}/aprovar",
    "post_sugestao_recusar": "POST sugestoes/{mensagem_id}/recusar",
    "post_tarefa_concluir": "POST tarefas/{tarefa_id}/concluir",
    "post_test_atendimento": "POST test/atendimento",
    "get_atendimentos_dia": "GET atendimentos/dia",
    "get_atendimentos_metricas": "GET atendimentos/metricas",
    "get_scheduler_status": "GET scheduler/status",
    "get_test_conexao": "GET test/conexao",
    "get_test_subscriber": "GET test/subscriber/{telefone}",
    "post_test_subscriber": "POST test/subscriber",
    "post_test_subscriber_campaign": "POST test/subscriber/{subscriber_id}/campaigns/{campaign_id}",
    "post_test_workflow": "POST test/workflow/{atendimento_id}",
    "post_test_subscriber_send_flow": "POST test/subscriber/{subscriber_id}/send_flow",
    "post_titular_eliminar": "POST titulares/{cliente_id}/eliminar",
    "post_transcrever_audio": "POST transcrever_audio",
    "post_usuario_senha": "POST usuarios/{usuario_id}/senha",
    "post_v1_gerar_estrategia": "POST V1/gerar_estrategia",
    "post_v1_processar_relato": "POST V1/processar_relato",
    "post_v1_transcrever_audio": "POST V1/transcrever_audio",
    "post_webhook_botconversa": "POST webhook/botconversa",
    "post_webhook_email": "POST webhook/email/{segredo}",
    "post_webhook_formulario": "POST webhook/formulario/{chave}",
    "post_webhook_formulario_situacao": "POST webhook/formulario/{chave}/situacao",
    "post_webhook_kommo": "POST webhook/kommo/{segredo}",
    "post_webhook_meta": "POST webhook/meta",
    "post_webhook_meta_conta": "POST webhook/meta/{conta}",
    "post_webhook_telegram": "POST webhook/telegram",
    "post_webhook_twilio": "POST webhook/twilio",
    "post_webhook_twilio_conta": "POST webhook/twilio/{conta}",
    "post_webhook_zapi": "POST webhook/zapi/{segredo}",
    "put_atendimentos_agenda": "PUT atendimentos/agenda/{agenda_id}",
    "put_chamado": "PUT chamados/{chamado_id}",
    "put_chamado_atendente": "PUT chamados/{chamado_id}/atendente",
    "put_chamado_classificacao": "PUT chamados/{chamado_id}/classificacao",
    "put_cliente_guarda_legal": "PUT clientes/{cliente_id}/guarda-legal",
    "put_message": "PUT api/v1/messages/{mensagem_id}",
    "put_resposta": "PUT respostas/{resposta_id}",
    "put_test_atendimento_status": "PUT test/atendimento/{atendimento_id}/status",
    "zz_nao_encontrado": "DELETE GET HEAD OPTIONS PATCH POST PUT {*path}",
}
_QUEUES = {
    "queue_atendimentos": "atendimentos-novos",
    "queue_atendimentos_poison": "atendimentos-novos-poison",
    "queue_chamados": "chamados-recebidos",
    "queue_chamados_poison": "chamados-recebidos-poison",
    "queue_envios": "envios-saida",
    "queue_envios_poison": "envios-saida-poison",
    "queue_importacoes": "importacoes-partes",
    "queue_importacoes_poison": "importacoes-partes-poison",
    "queue_kommo": "kommo-leads",
    "queue_kommo_poison": "kommo-leads-poison",
    "queue_mensagens": "mensagens-indexar",
    "queue_mensagens_poison": "mensagens-indexar-poison",
    "queue_poison": "relatos-recebidos-poison",
    "queue_recebimentos": "recebimentos-novos",
    "queue_recebimentos_poison": "recebimentos-novos-poison",
    "queue_relatos": "relatos-recebidos",
    "queue_respostas": "respostas-indexar",
    "queue_respostas_poison": "respostas-indexar-poison",
    "queue_saude": "saude-paginas",
    "queue_saude_poison": "saude-paginas-poison",
    "queue_titulares": "titulares-pedidos",
    "queue_titulares_poison": "titulares-pedidos-poison",
}
_TIMERS = {
    "timer_chamados": "0 */5 * * * *",
    "timer_envios": "0 * * * * *",
    "timer_kommo": "0 */15 * * * *",
    "timer_pauta": "0 */5 * * * *",
    "timer_reenvio": "0 */5 * * * *",
    "timer_retencao": "0 0 6 * * *",
    "timer_saude": "0 0 8 * * *",
}
_ORCHESTRATORS = {"acompanhamento", "confirmacao"}
_ACTIVITIES = {"encerrar_acompanhamento", "fazer_aviso", "fazer_contato", "proximo_aviso"}
_WITH_DURABLE_CLIENT = {
    "patch_atendimento",
    "patch_relato_extracao",
    "post_agenda_reserva_confirmar",
    "post_atendimento_remarcar",
    "post_atendimento_status",
    "post_relato_desfecho",
    "post_relato_resposta",
    "post_relatos",
    "post_test_workflow",
    "post_webhook_botconversa",
    "put_atendimentos_agenda",
    "put_test_atendimento_status",
    "queue_atendimentos",
    "queue_recebimentos",
    "queue_relatos",
    "queue_titulares",
    "timer_retencao",
}
_ANONYMOUS = {
    "get_docs",
    "get_docs_arquivo",
    "get_formulario",
    "get_formulario_arquivo",
    "get_health",
    "get_inicio",
    "get_messages_n8n_ping",
    "get_n8n_ping",
    "get_openapi",
    "get_painel",
    "get_painel_arquivo",
    "get_webhook_botconversa_health",
    "get_webhook_meta",
    "get_webhook_meta_conta",
    "post_auth_login",
    "post_auth_signup",
    "post_formulario",
    "post_formulario_situacao",
    "post_webhook_botconversa",
    "post_webhook_email",
    "post_webhook_formulario",
    "post_webhook_formulario_situacao",
    "post_webhook_kommo",
    "post_webhook_meta",
    "post_webhook_meta_conta",
    "post_webhook_telegram",
    "post_webhook_twilio",
    "post_webhook_twilio_conta",
    "post_webhook_zapi",
}
_CATCH_ALL = "zz_nao_encontrado"

_LIST_ROUTES = """
import json, function_app
from shared.kit.routes import ROUTES
print(json.dumps([[r.name, r.method, r.path, None if r.papeis is None else sorted(r.papeis)] for r in ROUTES]))
"""


@pytest.fixture(scope="module")
def functions() -> Functions:
    listed: Functions = run_fresh(LIST_FUNCTIONS)
    return listed


@pytest.fixture(scope="module")
def http(functions: Functions) -> dict[str, dict[str, Any]]:
    return _triggers(functions, "httpTrigger")


def test_the_functions_are_those_of_the_contract(functions: Functions) -> None:
    expected = {*_HTTP, *_QUEUES, *_TIMERS, *_ORCHESTRATORS, *_ACTIVITIES}

    assert set(functions) == expected


def test_routes_and_methods_are_those_of_the_contract(http: dict[str, dict[str, Any]]) -> None:
    found = {name: f"{_methods(it)} {it['route']}" for name, it in http.items()}

    assert found == _HTTP


def test_no_route_asks_for_a_function_key_since_credentials_are_retornos_own(
    http: dict[str, dict[str, Any]],
) -> None:
    assert {trigger["authLevel"] for trigger in http.values()} == {"ANONYMOUS"}


def test_queues_and_schedules_are_those_of_the_contract(functions: Functions) -> None:
    queues = _triggers(functions, "queueTrigger")
    timers = _triggers(functions, "timerTrigger")

    assert {name: trigger["queueName"] for name, trigger in queues.items()} == _QUEUES
    assert {trigger["connection"] for trigger in queues.values()} == {"AzureWebJobsStorage"}
    assert {name: trigger["schedule"] for name, trigger in timers.items()} == _TIMERS
    assert not any(trigger["runOnStartup"] for trigger in timers.values())


def test_every_queue_has_a_function_for_its_poison(functions: Functions) -> None:
    queues = {trigger["queueName"] for trigger in _triggers(functions, "queueTrigger").values()}

    missing = {queue for queue in queues if not queue.endswith("-poison") and f"{queue}-poison" not in queues}

    assert missing == set()


def test_flows_and_activities_are_those_of_the_contract(functions: Functions) -> None:
    assert set(_triggers(functions, "orchestrationTrigger")) == _ORCHESTRATORS
    assert set(_triggers(functions, "activityTrigger")) == _ACTIVITIES
    assert set(_triggers(functions, "durableClient")) == _WITH_DURABLE_CLIENT


def test_the_names_that_flows_call_are_names_of_functions() -> None:
    called = {names.FAZER_CONTATO, names.ENCERRAR_ACOMPANHAMENTO}

    assert {names.FLOW, confirmacao.FLOW} == _ORCHESTRATORS
    assert called | {confirmacao.PROXIMO_AVISO, confirmacao.FAZER_AVISO} == _ACTIVITIES


def test_every_http_function_keeps_the_contract_of_kit_and_says_who_may_call() -> None:
    routes = run_fresh(_LIST_ROUTES)

    declared = {name: f"{method} {path}" for name, method, path, _ in routes}
    anonymous = {name for name, _, _, papeis in routes if papeis is None}

    assert declared == {name: route for name, route in _HTTP.items() if name != _CATCH_ALL}
    assert anonymous == _ANONYMOUS
    assert [] not in [papeis for _, _, _, papeis in routes]


def _triggers(functions: Functions, kind: str) -> dict[str, dict[str, Any]]:
    """The binding of that kind, for each function that has one."""
    return {name: it for name, bindings in functions.items() for it in bindings if it["type"] == kind}


def _methods(trigger: dict[str, Any]) -> str:
    """A GET answers HEAD too, so that the contract names it once."""
    methods = " ".join(sorted(trigger["methods"]))
    return {"GET": "GET alone", "GET HEAD": "GET"}.get(methods, methods)
