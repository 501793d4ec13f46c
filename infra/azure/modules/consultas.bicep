// The queries an operator keeps at hand, as a query pack in the portal: each file of consultas/ is one.
param name string
param location string
param tags object

var queries = [
  {
    name: 'atividades'
    title: 'Passos dos fluxos: quantos, quantos falharam e quanto levaram'
    body: loadTextContent('../consultas/atividades.kql')
  }
  {
    name: 'cache'
    title: 'Cache: acertos em % e p95 em ms do que veio dele e do que não veio'
    body: loadTextContent('../consultas/cache.kql')
  }
  {
    name: 'envios'
    title: 'Envios: aceitos, não saídos, incertos e falhos por provedor'
    body: loadTextContent('../consultas/envios.kql')
  }
  {
    name: 'extracao'
    title: 'Leitura de relatos e chamados: duração p95 em ms por leitor (modelo ou regras)'
    body: loadTextContent('../consultas/extracao.kql')
  }
  {
    name: 'falhas'
    title: 'Falhas: o que se registrou como erro, por acontecimento e origem'
    body: loadTextContent('../consultas/falhas.kql')
  }
  {
    name: 'filas_envenenadas'
    title: 'Mensagens envenenadas: cinco tentativas falharam; docs/operations.md diz como tentar de novo'
    body: loadTextContent('../consultas/filas_envenenadas.kql')
  }
  {
    name: 'filas_idade'
    title: 'Filas: quanto as mensagens esperaram até serem apanhadas, p95 em ms'
    body: loadTextContent('../consultas/filas_idade.kql')
  }
  {
    name: 'filas_trabalho'
    title: 'Filas: trabalhos, tentativas que falharam, duração e RU por fila'
    body: loadTextContent('../consultas/filas_trabalho.kql')
  }
  {
    name: 'fluxos'
    title: 'Fluxos que esperam e fluxos atrasados'
    body: loadTextContent('../consultas/fluxos.kql')
  }
  {
    name: 'http_latencia'
    title: 'Tempo de resposta por rota, em ms: mediana, p95 e p99'
    body: loadTextContent('../consultas/http_latencia.kql')
  }
  {
    name: 'http_respostas'
    title: 'Respostas por classe de status'
    body: loadTextContent('../consultas/http_respostas.kql')
  }
  {
    name: 'modelos_gasto'
    title: 'Modelos: tokens e reais gastos por modelo e por tarefa'
    body: loadTextContent('../consultas/modelos_gasto.kql')
  }
  {
    name: 'modelos_quedas'
    title: 'Modelos: quantas tarefas caíram para o modelo seguinte ou para as regras, em %'
    body: loadTextContent('../consultas/modelos_quedas.kql')
  }
  {
    name: 'porteira'
    title: 'Porteira: o que se decidiu de cada envio, e por quê'
    body: loadTextContent('../consultas/porteira.kql')
  }
  {
    name: 'rastro'
    title: 'Rastro: tudo o que se registrou sob um trace_id, do pedido ao último contato'
    body: loadTextContent('../consultas/rastro.kql')
  }
  {
    name: 'rotinas'
    title: 'Rotinas: quando cada uma rodou por último, quanto levou e quantas vezes falhou'
    body: loadTextContent('../consultas/rotinas.kql')
  }
  {
    name: 'ru'
    title: 'Cosmos DB: RU por passo, os mais caros primeiro'
    body: loadTextContent('../consultas/ru.kql')
  }
  {
    name: 'varredura'
    title: 'Varredura: o que ficou para trás e foi posto de novo na fila'
    body: loadTextContent('../consultas/varredura.kql')
  }
  {
    name: 'webhooks_recusados'
    title: 'Webhooks recusados por assinatura ou credencial errada'
    body: loadTextContent('../consultas/webhooks_recusados.kql')
  }
]

resource pack 'Microsoft.OperationalInsights/queryPacks@2019-09-01' = {
  name: name
  location: location
  tags: tags
  properties: {}
}

resource saved 'Microsoft.OperationalInsights/queryPacks/queries@2019-09-01' = [for query in queries: {
  parent: pack
  name: guid(pack.id, query.name)
  properties: {
    displayName: 'Retorno: ${query.name}'
    description: query.title
    body: query.body
    tags: {
      sistema: [
        'retorno'
      ]
    }
  }
}]
