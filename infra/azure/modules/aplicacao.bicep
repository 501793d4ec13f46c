// The function app on Flex Consumption, and its settings: plain ones here, secret ones by reference to the vault.
param name string
param planName string
param location string
param tags object
param identityId string
param clientId string
param workspaceId string
param insightsConnection string
param storageName string
param packagesUrl string
param documentsEndpoint string
param documentsDatabase string
@description('Of the Durable Task Scheduler; empty where flows live in the storage account.')
param schedulerEndpoint string
param hubName string
param vaultUri string
@allowed([
  '3.11'
  '3.12'
])
param pythonVersion string
@description('HTTP instances that never go to sleep; 0 is cheapest, and then the first request of a while waits for one.')
param alwaysReadyHttp int
param maximumInstances int
@allowed([
  512
  2048
  4096
])
param instanceMemoryMb int
@description('Origins whose pages may call the API; none: no page but ours.')
param origins array
@description('Settings by their names in shared/config.py, without the secret ones.')
param settings object
@description('Names of the secret settings that have a secret in the vault, such as CHAVE_HMAC.')
param secrets array

// What the host asks for; the rest is ours. Everything is reached as `clientId`, with no key.
var ofTheHost = {
  AzureWebJobsStorage__accountName: storageName
  AzureWebJobsStorage__credential: 'managedidentity'
  AzureWebJobsStorage__clientId: clientId
  APPLICATIONINSIGHTS_CONNECTION_STRING: insightsConnection
  APPLICATIONINSIGHTS_AUTHENTICATION_STRING: 'ClientId=${clientId};Authorization=AAD'
  AZURE_CLIENT_ID: clientId
}
var ofTheScheduler = empty(schedulerEndpoint) ? {} : {
  DURABLE_TASK_SCHEDULER_CONNECTION_STRING: 'Endpoint=${schedulerEndpoint};TaskHub=${hubName};Authentication=ManagedIdentity;ClientID=${clientId}'
}
var ofDocuments = {
  DOCUMENTOS__TIPO: 'cosmos'
  DOCUMENTOS__ENDPOINT: documentsEndpoint
  DOCUMENTOS__BANCO: documentsDatabase
}
// The vault's names have no `_`: CANAIS__META is the secret CANAIS--META. Without a version, the newest counts.
var references = toObject(secrets, secret => secret, secret => '@Microsoft.KeyVault(SecretUri=${vaultUri}secrets/${replace(secret, '_', '-')})')

resource plan 'Microsoft.Web/serverfarms@2024-04-01' = {
  name: planName
  location: location
  tags: tags
  kind: 'functionapp'
  sku: {
    name: 'FC1'
    tier: 'FlexConsumption'
  }
  properties: {
    reserved: true
  }
}

resource app 'Microsoft.Web/sites@2024-04-01' = {
  name: name
  location: location
  tags: union(tags, {
    'azd-service-name': 'api'
  })
  kind: 'functionapp,linux'
  identity: {
    type: 'UserAssigned'
    userAssignedIdentities: {
      '${identityId}': {}
    }
  }
  properties: {
    serverFarmId: plan.id
    httpsOnly: true
    publicNetworkAccess: 'Enabled'
    keyVaultReferenceIdentity: identityId
    // Flex refuses what it does not have (ftpsState, linuxFxVersion, alwaysOn): what it takes is in test_azure_facts.
    siteConfig: {
      minTlsVersion: '1.2'
      scmMinTlsVersion: '1.2'
      http20Enabled: true
      remoteDebuggingEnabled: false
      cors: {
        allowedOrigins: origins
        supportCredentials: false
      }
    }
    functionAppConfig: {
      deployment: {
        storage: {
          type: 'blobContainer'
          value: packagesUrl
          authentication: {
            type: 'UserAssignedIdentity'
            userAssignedIdentityResourceId: identityId
          }
        }
      }
      runtime: {
        name: 'python'
        version: pythonVersion
      }
      scaleAndConcurrency: {
        instanceMemoryMB: instanceMemoryMb
        maximumInstanceCount: maximumInstances
        alwaysReady: (alwaysReadyHttp > 0) ? [
          {
            name: 'http'
            instanceCount: alwaysReadyHttp
          }
        ] : []
      }
    }
  }
}

resource appSettings 'Microsoft.Web/sites/config@2024-04-01' = {
  parent: app
  name: 'appsettings'
  properties: union(ofTheHost, ofTheScheduler, ofDocuments, settings, references)
}

// Publishing with a password is publishing with a key.
resource ftpPassword 'Microsoft.Web/sites/basicPublishingCredentialsPolicies@2024-04-01' = {
  parent: app
  name: 'ftp'
  properties: {
    allow: false
  }
}

resource scmPassword 'Microsoft.Web/sites/basicPublishingCredentialsPolicies@2024-04-01' = {
  parent: app
  name: 'scm'
  properties: {
    allow: false
  }
}

// What the app and the host log goes to Application Insights; here is what happens before either runs.
resource diagnostics 'Microsoft.Insights/diagnosticSettings@2021-05-01-preview' = {
  name: 'para-o-workspace'
  scope: app
  properties: {
    workspaceId: workspaceId
    logs: [
      {
        category: 'FunctionAppLogs'
        enabled: true
      }
    ]
    metrics: [
      {
        category: 'AllMetrics'
        enabled: true
      }
    ]
  }
}

output name string = app.name
output id string = app.id
output url string = 'https://${app.properties.defaultHostName}'
