"""The API's description: the routes' declarations and the words that they do not carry."""

import json
from functools import cache

from shared.wiring import base

_DESCRIPTION = """
O Retorno recebe **relatos** de atendimentos e **chamados** de clientes, entende o que dizem e cuida para que
ninguém fique sem retorno.

### Como se autenticar
Toda chamada leva uma credencial de uma conta; é dela, e nunca do corpo, que vem a conta. Qualquer uma serve:

* `Authorization: Bearer <JWT>`, com o `access_token` de `POST /auth/login`;
* `Authorization: Bearer <token de API>` ou `X-API-Key: <token de API>`;
* `Authorization: Basic`, para quem já chama assim.

Cada operação diz os **papéis** que podem chamá-la e o **escopo** que um token limitado precisa ter. Sem credencial, ou
com uma que não vale, a resposta é 401; com uma de outro papel, 403; o que é de outra conta não existe: 404.

### O que vale em toda parte
* Erros vêm em `application/problem+json` (RFC 9457): `type` é estável, `detail` pode ser mostrado a pessoas.
* Leituras trazem `ETag`: envie-o em `If-None-Match` e, se nada mudou, a resposta é 304, sem corpo.
* Respostas que custam caro ficam guardadas por minutos e dizem `X-Cache: HIT` ou `MISS`; o que as muda as renova na
  hora, e `POST /cache/clear` apaga todas as da conta.
* Onde uma mudança pede `If-Match`, envie o `ETag` da versão lida; se outra pessoa mudou antes, a resposta é 412.
* Listas são páginas: `cursor`, quando vem, é o começo da próxima.
* Passou do limite de chamadas, 429; `Retry-After` diz quantos segundos esperar.
* Instantes são UTC em ISO 8601 (`_em`), dias são locais (`_dia`), valores são números em reais.
""".strip()
_TAGS = {
    "Relatos": "O que um atendente conta de uma conversa de venda, do recebimento ao desfecho.",
    "Acompanhamentos": "Os orçamentos em aberto e o próximo contato de cada um.",
    "Tarefas": "O que uma pessoa precisa fazer, e até quando.",
    "Resumo do dia": "O que fazer primeiro: orçamentos, horários sem confirmação, prazos de chamados e clientes"
    " em queda, em ordem, cada um com o motivo, os pontos que o puseram ali e o dinheiro em jogo.",
    "Chamados": "O que os clientes pedem: recebido, lido, respondido ou entregue a uma pessoa, e acompanhado até o fim."
    " `status` é um dos três do S1; `situacao` é o do Retorno. `GET /chamados` responde com a lista do S1; com"
    " `limite`, `cursor` ou os filtros que o S1 não tem, com páginas; `formato` escolhe sem depender do resto.",
    "Atendimentos": "Consultas e procedimentos marcados: confirmados, lembrados, remarcados e cancelados por quem vem"
    " ou pela equipe. `data_consulta` sem fuso é a hora local da conta, ou do `fuso` enviado; as respostas a mostram"
    " na hora de onde acontece. O PUT por número de agenda pode ser repetido à vontade por sistemas de hospitais.",
    "Atividades": "O que acontece no produto que o cliente usa, contado por dia: logins, estoque, leads, econversa e"
    " integradores, de uma em uma ou em lotes que podem ser repetidos à vontade. `GET /logins` é do S4 e aceita"
    " `tenant_id` na consulta ou, como o S4, no corpo.",
    "Saúde": "Um score de 0 a 1 por cliente e por dia, que explica cada ponto: os quatro pilares do S4, o que mudou, o"
    " que fazer e o histórico. `POST /health-scores/simular` mostra qual seria com outras medidas ou outro perfil."
    " É calculado todo dia às 5h; `POST /health-scores/calcular` não espera.",
    "Métricas": "O que se contou e mediu do trabalho com chamados, da carteira de clientes e dos relatos: os campos do"
    " S1 e do S4 e, ao lado, números com o tamanho da amostra. Onde não há o que medir vem `null`.",
    "Respostas": "O que a conta aprovou para ser respondido sozinho, por intenção e por perguntas, até quando vale e"
    " quantas vezes foi dado. `{{nome}}` é o primeiro nome de quem pergunta; as outras variáveis são da conta.",
    "Clientes": "Quem atendemos: contatos, dados do CRM e consentimentos. `GET /clientes` serve a três leitores: com"
    " `skip` ou `limit`, a lista do S1; com datas de adesão, o dicionário do S4 por `client_id`; com `limite`,"
    " `cursor` ou `ordem`, páginas. Sem nada disso, quem usa Basic recebe o dicionário e os demais a lista;"
    " `formato` escolhe sem depender do resto.",
    "Importações": "Arquivos de clientes e de atendimentos (CSV, JSON ou NDJSON): o andamento e, linha a linha, o que"
    " não entrou.",
    "Titulares": "Os direitos da LGPD: entregar tudo o que se guarda de uma pessoa e eliminar, com o prazo de 15 dias"
    " e o que a lei manda guardar bloqueado e explicado.",
    "Auditoria": "Quem fez o quê, e quando: escritas e exportações, por identificadores, guardadas por 5 anos.",
    "Conta": "O que a clínica ou empresa decidiu: fuso, feriados, cadência, ofertas, privacidade, mensagens,"
    " chamados, atendimentos e scores de saúde.",
    "Acessos": "Quem entra e com que papel: convites, usuários e tokens de API.",
    "Envios": "As mensagens que saem. Todas passam por um só portão: pedido de saída, consentimento, horário,"
    " frequência e janela de 24 horas; cada envio conta, passo a passo, por que saiu, espera ou foi recusado.",
    "Recebimentos": "As mensagens que chegaram por qualquer canal, de quem são e o que foi feito de cada uma.",
    "Formulários": "O que a página de um site faz sem credencial: entregar um formulário e perguntar onde o"
    " pedido está.",
    "Webhooks": "Avisos de outros sistemas; cada um se autentica do jeito que o provedor sabe.",
    "S0: conversão de orçamentos": "As rotas do sistema S0, síncronas; nada fica guardado.",
    "S3: confirmação de consultas": "As rotas do S3, que lá eram de todos: os atendimentos, para quem atende;"
    " as do Botconversa, só para quem administra.",
    "S1: central de atendimento": "As rotas do sistema S1, com seus campos, status e textos.",
    "S2: mensagens": "A memória das conversas, nas rotas do sistema S2: cada mensagem, a sua resposta e quem a validou."
    " A busca compara sentido e palavras e traz primeiro o que uma pessoa validou; quando `X-Busca: lexical` vem na"
    " resposta, só as palavras foram comparadas.",
    "Sugestões": "O que uma pessoa resolveu e ainda ninguém aprovou, e as respostas aprovadas que venceram: só uma"
    " resposta aprovada e no prazo responde sozinha.",
    "Sistema": "A saudação, a sondagem e esta descrição: sem credencial.",
}
_PARAMETERS = {
    "relato_id": "O `id` do relato, como `POST /relatos` respondeu.",
    "cliente_id": "O `id` do cliente, como `POST /clientes` respondeu, ou o que ele tinha na importação.",
    "tarefa_id": "O `id` da tarefa, como `GET /tarefas` mostra.",
    "importacao_id": "O `id` da importação, como `POST /clientes/importar` respondeu.",
    "pedido_id": "O `id` do pedido, como `POST /titulares/{cliente_id}/eliminar` respondeu.",
    "envio_id": "O `id` do envio, como `POST /envios` respondeu.",
    "usuario_id": "O `id` do usuário, como `GET /usuarios` mostra.",
    "segredo": "O segredo que `POST /auth/chaves` mostrou uma única vez; pode ser trocado a qualquer momento.",
    "credencial_id": "O `id` do token, do convite ou da chave, como a lista dele mostra.",
    "atendimento_id": "O `id` do atendimento, como `POST /atendimentos` respondeu.",
    "agenda_id": "O número do atendimento na agenda do hospital (`nr_seq_agenda`).",
    "telefone": "Um telefone com DDD, com ou sem 55, com ou sem o nono dígito.",
    "chamado_id": "O `id` do chamado, como `POST /chamados` respondeu em `chamado_id`.",
    "resposta_id": "O `id` da resposta, como `POST /respostas` respondeu.",
    "chave": "A chave do formulário, que `POST /auth/chaves` mostrou uma única vez.",
    "conta": "O identificador da conta, como `GET /conta` mostra em `id`.",
    "recebimento_id": "O `id` da mensagem, como `GET /recebimentos` mostra.",
    "mensagem_id": "O `id` da mensagem, como `POST /api/v1/messages` respondeu, ou o que ela tinha na importação.",
    "client_id": "O UUID que o seu sistema dá ao cliente, ou o `id` dele em `GET /clientes`.",
    "sector": "Um setor: financeiro, suporte, vendas, admin ou geral.",
    "subscriber_id": "O número do subscriber no Botconversa.",
    "arquivo": "O nome de um dos arquivos que a página usa.",
}


@cache
def openapi() -> bytes:
    """The OpenAPI document. Routes are all declared at import, so it is made once."""
    from shared.kit.openapi import Texts, describe

    return json.dumps(
        describe(base.VERSION, Texts(_DESCRIPTION, _TAGS, _PARAMETERS)), ensure_ascii=False
    ).encode()
