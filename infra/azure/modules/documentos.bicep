// Cosmos DB for NoSQL: every container of the app, in one database, reached by the app's identity and by no key.
param name string
param location string
param tags object
param principalId string
param workspaceId string
@description('What the app is told as DOCUMENTOS__BANCO.')
param database string
@description('serverless is paid by request, up to some 5,000 RU/s a container; autoscale by the hour, up to what it is given.')
@allowed([
  'serverless'
  'autoscale'
])
param capacity string
@description('With autoscale: the most RU/s that the ordinary containers share.')
param sharedRu int
@description('With autoscale: the most RU/s of each container that has its own.')
param ownRu int
@description('How far back a restore reaches.')
@allowed([
  'Continuous7Days'
  'Continuous30Days'
])
param backupTier string
param zoneRedundant bool
@description('EMBEDDINGS__MODELO, as the app is told it.')
param embeddingsModel string
@description('EMBEDDINGS__DIM, as the app is told it: how long the vectors of an outside model are.')
param embeddingsDim int

// Each is named by the code; tests/contract keeps both equal.
var containers = [
  'acessos'
  'atendimentos'
  'atividades'
  'auditoria'
  'chamados'
  'clientes'
  'contas'
  'credenciais'
  'envios'
  'horarios'
  'identidades'
  'importacoes'
  'limites'
  'mensagens'
  'migracoes'
  'pedidos'
  'perguntas'
  'recebimentos'
  'relatos'
  'respostas'
  'resumos'
  'ritmos'
  'saude'
  'supressoes'
  'tarefas'
  'usuarios'
]
// Those of every cliente every day, or of every message. A database shares its RU/s among 25 containers at most.
var busy = [
  'atividades'
  'clientes'
  'envios'
  'recebimentos'
  'saude'
]
var hasAutoscale = (capacity == 'autoscale')
var ownThroughput = {
  autoscaleSettings: {
    maxThroughput: ownRu
  }
}

// `container_of` in shared/mensagens/indice.py: an embedder's name and length, with nothing but letters and digits.
// The embedder without a package or a key is `ngramas`, whose vectors the path `lexico` holds in every deployment.
var isOutside = contains(embeddingsModel, ':')
var lexicalDim = 256
var space = isOutside ? '${embeddingsModel}-${embeddingsDim}' : 'ngramas-1-${lexicalDim}'
var vectors = 'vetores-${replace(replace(replace(replace(toLower(space), ':', '-'), '.', '-'), '_', '-'), '--', '-')}'
var lexicalPath = '/lexico/vetor'
var meaningPath = '/embedding/vetor'
var lengths = concat(isOutside ? [
  {
    path: meaningPath
    dimensions: embeddingsDim
  }
] : [], [
  {
    path: lexicalPath
    dimensions: lexicalDim
  }
])

// Their `corpo` is long and nothing is found by it: indexing it would be paid for at each write.
var withBody = [
  'recebimentos'
  'resumos'
]
var bodyPath = {
  path: '/corpo/?'
}
var etagPath = {
  path: '/"_etag"/?'
}
var everyPath = {
  path: '/*'
}
var builtInDataContributor = '00000000-0000-0000-0000-000000000002'

resource account 'Microsoft.DocumentDB/databaseAccounts@2024-11-15' = {
  name: name
  location: location
  tags: tags
  kind: 'GlobalDocumentDB'
  properties: {
    databaseAccountOfferType: 'Standard'
    locations: [
      {
        locationName: location
        failoverPriority: 0
        isZoneRedundant: zoneRedundant
      }
    ]
    consistencyPolicy: {
      defaultConsistencyLevel: 'Session'
    }
    capabilities: concat([
      {
        name: 'EnableNoSQLVectorSearch'
      }
    ], hasAutoscale ? [] : [
      {
        name: 'EnableServerless'
      }
    ])
    backupPolicy: {
      type: 'Continuous'
      continuousModeProperties: {
        tier: backupTier
      }
    }
    disableLocalAuth: true
    disableKeyBasedMetadataWriteAccess: true
    minimalTlsVersion: 'Tls12'
    publicNetworkAccess: 'Enabled'
  }
}

resource sqlDatabase 'Microsoft.DocumentDB/databaseAccounts/sqlDatabases@2024-11-15' = {
  parent: account
  name: database
  properties: {
    resource: {
      id: database
    }
    options: hasAutoscale ? {
      autoscaleSettings: {
        maxThroughput: sharedRu
      }
    } : {}
  }
}

@batchSize(5)
resource sqlContainers 'Microsoft.DocumentDB/databaseAccounts/sqlDatabases/containers@2024-11-15' = [for container in containers: {
  parent: sqlDatabase
  name: container
  properties: {
    resource: {
      id: container
      partitionKey: {
        kind: 'Hash'
        paths: [
          '/pk'
        ]
        version: 2
      }
      defaultTtl: -1
      indexingPolicy: {
        indexingMode: 'consistent'
        automatic: true
        includedPaths: [
          everyPath
        ]
        excludedPaths: concat([
          etagPath
        ], contains(withBody, container) ? [bodyPath] : [])
      }
    }
    options: (hasAutoscale && contains(busy, container)) ? ownThroughput : {}
  }
}]

// Its policy cannot be changed later: another embedder is another container. Vectors take throughput of their own.
resource vectorContainer 'Microsoft.DocumentDB/databaseAccounts/sqlDatabases/containers@2024-11-15' = {
  parent: sqlDatabase
  name: vectors
  properties: {
    resource: {
      id: vectors
      partitionKey: {
        kind: 'Hash'
        paths: [
          '/pk'
        ]
        version: 2
      }
      defaultTtl: -1
      indexingPolicy: {
        indexingMode: 'consistent'
        automatic: true
        includedPaths: [
          everyPath
        ]
        excludedPaths: concat([
          etagPath
        ], map(lengths, vector => { path: '${vector.path}/*' }))
        vectorIndexes: map(lengths, vector => { path: vector.path, type: 'quantizedFlat' })
      }
      vectorEmbeddingPolicy: {
        vectorEmbeddings: map(lengths, vector => {
          path: vector.path
          dimensions: vector.dimensions
          dataType: 'float32'
          distanceFunction: 'cosine'
        })
      }
    }
    options: hasAutoscale ? ownThroughput : {}
  }
}

// Documents of this database alone; making or dropping a container is the deployment's business.
resource reachesDocuments 'Microsoft.DocumentDB/databaseAccounts/sqlRoleAssignments@2024-11-15' = {
  parent: account
  name: guid(account.id, principalId, database)
  properties: {
    principalId: principalId
    roleDefinitionId: '${account.id}/sqlRoleDefinitions/${builtInDataContributor}'
    scope: '${account.id}/dbs/${sqlDatabase.name}'
  }
}

// Not DataPlaneRequests: a line for each request, with nothing that metrics and our own events do not tell.
resource diagnostics 'Microsoft.Insights/diagnosticSettings@2021-05-01-preview' = {
  name: 'para-o-workspace'
  scope: account
  properties: {
    workspaceId: workspaceId
    logAnalyticsDestinationType: 'Dedicated'
    logs: [
      {
        category: 'ControlPlaneRequests'
        enabled: true
      }
      {
        category: 'PartitionKeyRUConsumption'
        enabled: true
      }
      {
        category: 'PartitionKeyStatistics'
        enabled: true
      }
    ]
    metrics: [
      {
        category: 'Requests'
        enabled: true
      }
    ]
  }
}

output endpoint string = account.properties.documentEndpoint
output id string = account.id
