"""The function app: one registration per blueprint, and nothing else."""

import azure.durable_functions as df

from functions import (
    durable_acompanhamento,
    http_acompanhamentos,
    http_audio,
    http_auditoria,
    http_auth,
    http_clientes,
    http_conta,
    http_credenciais,
    http_docs,
    http_importacoes,
    http_inicio,
    http_kommo,
    http_relatos,
    http_titulares,
    http_usuarios,
    http_zz_nao_encontrado,
    queue_importacoes,
    queue_kommo,
    queue_relatos,
    queue_titulares,
    timer_kommo,
    timer_reenvio,
    timer_retencao,
)

app = df.DFApp()
for module in (
    http_inicio,
    http_docs,
    http_relatos,
    http_audio,
    http_acompanhamentos,
    http_clientes,
    http_conta,
    http_auth,
    http_usuarios,
    http_credenciais,
    http_importacoes,
    http_kommo,
    http_titulares,
    http_auditoria,
    http_zz_nao_encontrado,
    queue_relatos,
    queue_importacoes,
    queue_kommo,
    queue_titulares,
    timer_reenvio,
    timer_kommo,
    timer_retencao,
    durable_acompanhamento,
):
    app.register_functions(module.blueprint)
