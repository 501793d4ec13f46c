// Retorno on Azure, whole: `azd up` at the root. What differs between dev and prod is in parametros/*.json.
targetScope = 'subscription'

@description('Of the azd environment; a part of the names.')
@minLength(2)
@maxLength(16)
param environmentName string
@description('Which of parametros/*.json holds.')
@allowed([
  'dev'
  'prod'
])
param stage string
param location string
@description('Whoever deploys, who makes the first secrets in the vault.')
param principalId string = ''
@allowed([
  'User'
  'ServicePrincipal'
])
param principalType string = 'User'
@description('Who hears of alerts and of the budget.')
param alertEmail string
@description('First day of the month of the first deployment, AAAA-MM-01: a budget keeps it.')
param budgetStart string
@description('CANAL_PADRAO: who carries the messages of a conta that chose no channel; simulado is for one machine only.')
@allowed([
  'meta'
  'botconversa'
  'zapi'
  'twilio'
  'telegram'
  'email'
])
param defaultChannel string
@description('CONTA_PADRAO: the conta of open sign-ups and of the credentials of S0 and S4.')
param defaultConta string
@description('PUBLIC_BASE_URL, where a domain of yours leads here; else the address that Azure gives.')
param publicUrl string = ''

var of = (stage == 'prod') ? loadJsonContent('parametros/prod.json') : loadJsonContent('parametros/dev.json')
var database = 'retorno'
var hub = 'retorno'
var usesScheduler = (of.durable == 'scheduler')

// Short, the same at each deployment, and nobody else's.
var env = toLower(environmentName)
var unique = take(uniqueString(subscription().id, environmentName, location), 6)
var names = {
  group: 'rg-retorno-${env}'
  identity: 'id-retorno-${env}'
  workspace: 'log-retorno-${env}'
  insights: 'appi-retorno-${env}'
  storage: 'stretorno${stage}${unique}'
  documents: 'cosmos-retorno-${env}-${unique}'
  scheduler: 'dts-retorno-${env}-${unique}'
  vault: 'kv-retorno-${stage}-${unique}'
  plan: 'plan-retorno-${env}'
  app: 'func-retorno-${env}-${unique}'
  budget: 'budget-retorno-${env}'
  alerts: 'ag-retorno-${env}'
  queries: 'pack-retorno-${env}'
}
var tags = {
  'azd-env-name': environmentName
  sistema: 'retorno'
  ambiente: stage
}
var ownAddress = 'https://${names.app}.azurewebsites.net'

resource group 'Microsoft.Resources/resourceGroups@2024-03-01' = {
  name: names.group
  location: location
  tags: tags
}

module identidade 'modules/identidade.bicep' = {
  name: 'identidade'
  scope: group
  params: {
    name: names.identity
    location: location
    tags: tags
  }
}

module observabilidade 'modules/observabilidade.bicep' = {
  name: 'observabilidade'
  scope: group
  params: {
    workspaceName: names.workspace
    insightsName: names.insights
    location: location
    tags: tags
    principalId: identidade.outputs.principalId
    retentionDays: of.retentionDays
    dailyGb: of.dailyGb
  }
}

module armazenamento 'modules/armazenamento.bicep' = {
  name: 'armazenamento'
  scope: group
  params: {
    name: names.storage
    location: location
    tags: tags
    principalId: identidade.outputs.principalId
    workspaceId: observabilidade.outputs.workspaceId
    sku: of.storageSku
    keepsFlows: !usesScheduler
  }
}

module documentos 'modules/documentos.bicep' = {
  name: 'documentos'
  scope: group
  params: {
    name: names.documents
    location: location
    tags: tags
    principalId: identidade.outputs.principalId
    workspaceId: observabilidade.outputs.workspaceId
    database: database
    capacity: of.documentsCapacity
    sharedRu: of.documentsSharedRu
    ownRu: of.documentsOwnRu
    backupTier: of.documentsBackup
    zoneRedundant: of.zoneRedundant
    embeddingsModel: of.settings.EMBEDDINGS__MODELO
    embeddingsDim: int(of.settings.EMBEDDINGS__DIM)
  }
}

module fluxos 'modules/fluxos.bicep' = if (usesScheduler) {
  name: 'fluxos'
  scope: group
  params: {
    name: names.scheduler
    hubName: hub
    location: location
    tags: tags
    principalId: identidade.outputs.principalId
    sku: of.schedulerSku
  }
}

module cofre 'modules/cofre.bicep' = {
  name: 'cofre'
  scope: group
  params: {
    name: names.vault
    location: location
    tags: tags
    principalId: identidade.outputs.principalId
    workspaceId: observabilidade.outputs.workspaceId
    deployerId: principalId
    deployerType: principalType
    purgeProtected: of.purgeProtected
  }
}

module aplicacao 'modules/aplicacao.bicep' = {
  name: 'aplicacao'
  scope: group
  params: {
    name: names.app
    planName: names.plan
    location: location
    tags: tags
    identityId: identidade.outputs.id
    clientId: identidade.outputs.clientId
    workspaceId: observabilidade.outputs.workspaceId
    insightsConnection: observabilidade.outputs.connectionString
    storageName: armazenamento.outputs.name
    packagesUrl: armazenamento.outputs.packagesUrl
    documentsEndpoint: documentos.outputs.endpoint
    documentsDatabase: database
    schedulerEndpoint: usesScheduler ? fluxos!.outputs.endpoint : ''
    hubName: hub
    vaultUri: cofre.outputs.uri
    pythonVersion: '3.12'
    alwaysReadyHttp: of.alwaysReadyHttp
    maximumInstances: of.maximumInstances
    instanceMemoryMb: of.instanceMemoryMb
    origins: of.origins
    secrets: of.secrets
    settings: union(of.settings, {
      CANAL_PADRAO: defaultChannel
      CONTA_PADRAO: defaultConta
      PUBLIC_BASE_URL: empty(publicUrl) ? ownAddress : publicUrl
    })
  }
}

module orcamento 'modules/orcamento.bicep' = {
  name: 'orcamento'
  scope: group
  params: {
    name: names.budget
    amount: of.budget
    startDate: budgetStart
    email: alertEmail
  }
}

module alertas 'modules/alertas.bicep' = {
  name: 'alertas'
  scope: group
  params: {
    name: names.alerts
    location: location
    tags: tags
    workspaceId: observabilidade.outputs.workspaceId
    insightsId: observabilidade.outputs.appInsightsId
    url: aplicacao.outputs.url
    email: alertEmail
    probed: of.probed
  }
}

module consultas 'modules/consultas.bicep' = {
  name: 'consultas'
  scope: group
  params: {
    name: names.queries
    location: location
    tags: tags
  }
}

module painel_operacao 'modules/painel_operacao.bicep' = {
  name: 'painel_operacao'
  scope: group
  params: {
    location: location
    tags: tags
    workspaceId: observabilidade.outputs.workspaceId
  }
}

output AZURE_LOCATION string = location
output AZURE_RESOURCE_GROUP string = group.name
output RETORNO_APP string = aplicacao.outputs.name
output RETORNO_COFRE string = cofre.outputs.name
output RETORNO_DURABLE string = of.durable
output RETORNO_APP_ID string = aplicacao.outputs.id
output RETORNO_SEGREDOS string = join(of.secrets, ',')
output RETORNO_URL string = aplicacao.outputs.url
