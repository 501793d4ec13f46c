// The workbook "Retorno: operação". Its JSON is made of consultas/*.kql by `python -m infra.azure.painel`.
param location string
param tags object
param workspaceId string

resource workbook 'Microsoft.Insights/workbooks@2023-06-01' = {
  name: guid(resourceGroup().id, 'retorno-operacao')
  location: location
  tags: tags
  kind: 'shared'
  properties: {
    displayName: 'Retorno: operação'
    category: 'workbook'
    version: '1.0'
    sourceId: workspaceId
    serializedData: replace(loadTextContent('../painel_operacao.json'), '__WORKSPACE__', workspaceId)
  }
}
