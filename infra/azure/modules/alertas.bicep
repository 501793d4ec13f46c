// What wakes somebody. Each rule compares `valor` of its query in consultas/alertas with a threshold; an operator's
// command that follows is in docs/operations.md. The budget's own warning is in orcamento.bicep.
param name string
param location string
param tags object
param workspaceId string
param insightsId string
@description('Where the app answers, without a path.')
param url string
@description('Who hears of alerts.')
param email string
@description('The probe from outside: a few dollars a month, and what 99.9 % is measured by.')
param probed bool

// 0 is worst. A query sums up its whole window: more than one period would ask it for a column TimeGenerated.
var rules = [
  {
    name: 'envenenadas'
    description: 'Uma mensagem falhou cinco vezes: docs/operations.md diz como tentar de novo.'
    query: loadTextContent('../consultas/alertas/envenenadas.kql')
    severity: 1
    every: 'PT5M'
    window: 'PT5M'
    operator: 'GreaterThan'
    threshold: 0
  }
  {
    name: 'varredura'
    description: 'A varredura achou trabalho que ficou para trás: uma fila ou um serviço falhou.'
    query: loadTextContent('../consultas/alertas/varredura.kql')
    severity: 3
    every: 'PT15M'
    window: 'PT15M'
    operator: 'GreaterThan'
    threshold: 0
  }
  {
    name: 'varredura_falhou'
    description: 'Uma rotina não conseguiu cuidar de uma conta.'
    query: loadTextContent('../consultas/alertas/varredura_falhou.kql')
    severity: 2
    every: 'PT15M'
    window: 'PT15M'
    operator: 'GreaterThan'
    threshold: 0
  }
  {
    name: 'fluxos_atrasados'
    description: 'Há fluxos com contato ou aviso vencido há mais de dez minutos.'
    query: loadTextContent('../consultas/alertas/fluxos_atrasados.kql')
    severity: 2
    every: 'PT15M'
    window: 'PT30M'
    operator: 'GreaterThan'
    threshold: 0
  }
  {
    name: 'quedas_de_modelo'
    description: 'Mais de 20 % das tarefas de linguagem caíram para outro modelo ou para as regras.'
    query: loadTextContent('../consultas/alertas/quedas_de_modelo.kql')
    severity: 2
    every: 'PT15M'
    window: 'PT1H'
    operator: 'GreaterThan'
    threshold: 20
  }
  {
    name: 'erros_5xx'
    description: 'Respostas 5xx em série.'
    query: loadTextContent('../consultas/alertas/erros_5xx.kql')
    severity: 1
    every: 'PT5M'
    window: 'PT5M'
    operator: 'GreaterThan'
    threshold: 5
  }
  {
    name: 'assinaturas'
    description: 'Webhooks com assinatura ou credencial errada: um segredo mudou, ou alguém finge ser o provedor.'
    query: loadTextContent('../consultas/alertas/assinaturas.kql')
    severity: 2
    every: 'PT15M'
    window: 'PT15M'
    operator: 'GreaterThan'
    threshold: 10
  }
  {
    name: 'falhas'
    description: 'Algo foi registrado como erro: a consulta Falhas diz o quê.'
    query: loadTextContent('../consultas/alertas/falhas.kql')
    severity: 3
    every: 'PT15M'
    window: 'PT15M'
    operator: 'GreaterThan'
    threshold: 0
  }
  {
    name: 'rotinas_paradas'
    description: 'A varredura não roda há meia hora: ninguém retoma o que ficou para trás.'
    query: loadTextContent('../consultas/alertas/rotinas_paradas.kql')
    severity: 1
    every: 'PT15M'
    window: 'PT30M'
    operator: 'LessThan'
    threshold: 1
  }
  {
    name: 'meta_no_ar'
    description: 'Meta: no ar em 99,9 % do dia.'
    query: loadTextContent('../consultas/alertas/meta_no_ar.kql')
    severity: 1
    every: 'PT1H'
    window: 'P1D'
    operator: 'LessThan'
    threshold: json('99.9')
  }
  {
    name: 'meta_erros'
    description: 'Meta: menos de 0,1 % de erros no dia.'
    query: loadTextContent('../consultas/alertas/meta_erros.kql')
    severity: 2
    every: 'PT1H'
    window: 'P1D'
    operator: 'GreaterThanOrEqual'
    threshold: json('0.1')
  }
  {
    name: 'meta_sem_cache'
    description: 'Meta: menos de 2 s sem cache (p95).'
    query: loadTextContent('../consultas/alertas/meta_sem_cache.kql')
    severity: 3
    every: 'PT15M'
    window: 'PT1H'
    operator: 'GreaterThanOrEqual'
    threshold: 2000
  }
  {
    name: 'meta_com_cache'
    description: 'Meta: menos de 100 ms com cache (p95).'
    query: loadTextContent('../consultas/alertas/meta_com_cache.kql')
    severity: 3
    every: 'PT15M'
    window: 'PT1H'
    operator: 'GreaterThanOrEqual'
    threshold: 100
  }
  {
    name: 'meta_acertos'
    description: 'Meta: mais de 80 % das leituras vêm do cache.'
    query: loadTextContent('../consultas/alertas/meta_acertos.kql')
    severity: 3
    every: 'PT1H'
    window: 'PT6H'
    operator: 'LessThanOrEqual'
    threshold: 80
  }
]
// São Paulo, Virginia and Texas: one that fails is the Internet's weather, two are ours.
var probes = [
  'latam-br-gru-edge'
  'us-va-ash-azr'
  'us-tx-sn1-azr'
]

resource whom 'Microsoft.Insights/actionGroups@2023-01-01' = {
  name: name
  location: 'global'
  tags: tags
  properties: {
    enabled: true
    groupShortName: 'retorno'
    emailReceivers: [
      {
        name: 'operador'
        emailAddress: email
        useCommonAlertSchema: true
      }
    ]
  }
}

resource alerts 'Microsoft.Insights/scheduledQueryRules@2023-12-01' = [for rule in rules: {
  name: '${name}-${rule.name}'
  location: location
  kind: 'LogAlert'
  tags: tags
  properties: {
    displayName: 'Retorno: ${rule.name}'
    description: rule.description
    enabled: true
    severity: rule.severity
    evaluationFrequency: rule.every
    windowSize: rule.window
    scopes: [
      workspaceId
    ]
    // The tables of a workspace come with the first telemetry.
    skipQueryValidation: true
    autoMitigate: true
    criteria: {
      allOf: [
        {
          query: rule.query
          timeAggregation: 'Maximum'
          metricMeasureColumn: 'valor'
          operator: rule.operator
          threshold: rule.threshold
          failingPeriods: {
            numberOfEvaluationPeriods: 1
            minFailingPeriodsToAlert: 1
          }
        }
      ]
    }
    actions: {
      actionGroups: [
        whom.id
      ]
    }
  }
}]

resource probe 'Microsoft.Insights/webtests@2022-06-15' = if (probed) {
  name: '${name}-sondagem'
  location: location
  kind: 'standard'
  tags: union(tags, {
    'hidden-link:${insightsId}': 'Resource'
  })
  properties: {
    SyntheticMonitorId: '${name}-sondagem'
    Name: 'Retorno: sondagem'
    Enabled: true
    Frequency: 300
    Timeout: 30
    Kind: 'standard'
    RetryEnabled: true
    Locations: [for place in probes: {
      Id: place
    }]
    Request: {
      RequestUrl: '${url}/health'
      HttpVerb: 'GET'
      ParseDependentRequests: false
    }
    ValidationRules: {
      ExpectedHttpStatusCode: 200
      SSLCheck: true
      SSLCertRemainingLifetimeCheck: 7
    }
  }
}
