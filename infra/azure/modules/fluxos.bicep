// The Durable Task Scheduler, where flows live; left out where Durable keeps them in the storage account.
param name string
param hubName string
param location string
param tags object
param principalId string
@allowed([
  'Consumption'
  'Dedicated'
])
param sku string

var dataContributor = '0ad04412-c4d5-4796-b79c-f76d14c8d402'
// Whoever comes shows an identity with a role; of the app's addresses none is fixed.
var anyAddress = '0.0.0.0/0'

resource scheduler 'Microsoft.DurableTask/schedulers@2025-11-01' = {
  name: name
  location: location
  tags: tags
  properties: {
    ipAllowlist: [
      anyAddress
    ]
    sku: (sku == 'Dedicated') ? {
      name: sku
      capacity: 1
    } : {
      name: sku
    }
  }
}

resource hub 'Microsoft.DurableTask/schedulers/taskHubs@2025-11-01' = {
  parent: scheduler
  name: hubName
  properties: {}
}

resource reachesFlows 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  name: guid(hub.id, principalId, dataContributor)
  scope: hub
  properties: {
    principalId: principalId
    principalType: 'ServicePrincipal'
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', dataContributor)
  }
}

output endpoint string = scheduler.properties.endpoint
output hubName string = hub.name
