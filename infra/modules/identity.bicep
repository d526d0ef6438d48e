metadata description = 'The identity that the function app acts as.'

import { tagMap } from 'types.bicep'

@description('Name of the identity.')
param name string

@description('Where the identity is.')
param location string

@description('Tags of every resource.')
param tags tagMap

resource identity 'Microsoft.ManagedIdentity/userAssignedIdentities@2024-11-30' = {
  name: name
  location: location
  tags: tags
}

@description('Resource id of the identity.')
output id string = identity.id

@description('Name of the identity.')
output name string = identity.name

@description('Client id, by which the app asks for tokens.')
output clientId string = identity.properties.clientId

@description('Object id, which roles are assigned to.')
output principalId string = identity.properties.principalId
