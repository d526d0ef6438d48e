metadata description = 'The key vault of the bootstrap token, the one credential that cannot be an identity.'

import { tagMap } from 'types.bicep'

@description('Name of the vault.')
@minLength(3)
@maxLength(24)
param name string

@description('Where the vault is.')
param location string

@description('Tags of every resource.')
param tags tagMap

@description('Whether the vault can be reached from outside the virtual network.')
param publicAccess bool

@description('Whether a deleted vault cannot be purged before its time. Once true it stays so.')
param purgeProtection bool

@description('The token; empty: the one that the vault has stays.')
@secure()
param bootstrapToken string

resource vault 'Microsoft.KeyVault/vaults@2026-02-01' = {
  name: name
  location: location
  tags: tags
  properties: {
    tenantId: tenant().tenantId
    sku: {
      family: 'A'
      name: 'standard'
    }
    enableRbacAuthorization: true
    enableSoftDelete: true
    // A vault has it for good, so it is no parameter: a deployment with another one would fail.
    softDeleteRetentionInDays: 90
    // To say false is an error.
    enablePurgeProtection: purgeProtection ? true : null
    publicNetworkAccess: publicAccess ? 'Enabled' : 'Disabled'
    networkAcls: {
      bypass: 'None'
      defaultAction: publicAccess ? 'Allow' : 'Deny'
    }
  }
}

resource secret 'Microsoft.KeyVault/vaults/secrets@2026-02-01' = if (!empty(bootstrapToken)) {
  parent: vault
  name: 'bootstrap-token'
  tags: tags
  properties: {
    value: bootstrapToken
    contentType: 'text/plain'
  }
}

@description('Resource id of the vault.')
output id string = vault.id

@description('Name of the vault.')
output name string = vault.name
