metadata description = 'The storage account: tables, queues, and the container of the deployment package. Nothing of it can be reached with a key.'

import { tagMap } from 'types.bicep'
import { tables, queues, poisonSuffix } from 'names.bicep'

@description('Name of the account.')
@minLength(3)
@maxLength(24)
param name string

@description('Where the account is.')
param location string

@description('Tags of every resource.')
param tags tagMap

@description('Whether copies are kept in three zones of the region instead of one.')
param zoneRedundant bool

@description('Whether the account can be reached from outside the virtual network.')
param publicAccess bool

@description('Name of the container of the deployment package.')
@minLength(3)
@maxLength(63)
param packageContainer string

@description('Name of the container that sealed days are exported to; empty: none.')
@maxLength(63)
param exportContainer string

@description('How many days deleted blobs and containers can be restored.')
@minValue(7)
@maxValue(90)
param softDeleteDays int

@description('How many days after it was deployed a former deployment package is deleted; softDeleteDays longer it can be restored.')
@minValue(30)
@maxValue(3650)
param packageHistoryDays int

resource account 'Microsoft.Storage/storageAccounts@2025-06-01' = {
  name: name
  location: location
  tags: tags
  kind: 'StorageV2'
  sku: {
    name: zoneRedundant ? 'Standard_ZRS' : 'Standard_LRS'
  }
  properties: {
    accessTier: 'Hot'
    allowBlobPublicAccess: false
    allowCrossTenantReplication: false
    allowSharedKeyAccess: false
    defaultToOAuthAuthentication: true
    minimumTlsVersion: 'TLS1_2'
    publicNetworkAccess: publicAccess ? 'Enabled' : 'Disabled'
    supportsHttpsTrafficOnly: true
    networkAcls: {
      bypass: 'None'
      defaultAction: publicAccess ? 'Allow' : 'Deny'
    }
  }
}

resource blobService 'Microsoft.Storage/storageAccounts/blobServices@2025-06-01' = {
  parent: account
  name: 'default'
  properties: {
    // A deployment overwrites the package: its former versions are what one rolls back to.
    isVersioningEnabled: true
    deleteRetentionPolicy: {
      enabled: true
      days: softDeleteDays
    }
    containerDeleteRetentionPolicy: {
      enabled: true
      days: softDeleteDays
    }
  }
}

resource packages 'Microsoft.Storage/storageAccounts/blobServices/containers@2025-06-01' = {
  parent: blobService
  name: packageContainer
  properties: {
    publicAccess: 'None'
  }
}

resource lake 'Microsoft.Storage/storageAccounts/blobServices/containers@2025-06-01' = if (!empty(exportContainer)) {
  parent: blobService
  name: empty(exportContainer) ? 'none' : exportContainer
  properties: {
    publicAccess: 'None'
  }
}

// Only versions are deleted, never the blob itself: an instance that starts months after the last deployment loads it. A version counts
// from its deployment, not from when it was replaced, so the days are many: a package that was in use for longer goes with the next
// daily run after it is replaced, and then is a deleted version, to be restored for softDeleteDays.
resource lifecycle 'Microsoft.Storage/storageAccounts/managementPolicies@2025-06-01' = {
  parent: account
  name: 'default'
  properties: {
    policy: {
      rules: concat(
        [
          {
            name: 'former-packages'
            enabled: true
            type: 'Lifecycle'
            definition: {
              actions: {
                version: {
                  delete: {
                    daysAfterCreationGreaterThan: packageHistoryDays
                  }
                }
              }
              filters: {
                blobTypes: ['blockBlob']
                prefixMatch: ['${packageContainer}/']
              }
            }
          }
          {
            // The host writes the status of every timer again and again; nobody needs its history.
            name: 'former-host-state'
            enabled: true
            type: 'Lifecycle'
            definition: {
              actions: {
                version: {
                  delete: {
                    daysAfterCreationGreaterThan: 1
                  }
                }
              }
              filters: {
                blobTypes: ['blockBlob']
                prefixMatch: ['azure-webjobs-hosts/', 'azure-webjobs-secrets/']
              }
            }
          }
        ],
        // A day that changed is written anew, without whom was erased: its former versions go, and can be restored for softDeleteDays.
        !empty(exportContainer)
          ? [
              {
                name: 'former-exports'
                enabled: true
                type: 'Lifecycle'
                definition: {
                  actions: {
                    version: {
                      delete: {
                        daysAfterCreationGreaterThan: 1
                      }
                    }
                  }
                  filters: {
                    blobTypes: ['blockBlob']
                    prefixMatch: ['${exportContainer}/']
                  }
                }
              }
            ]
          : []
      )
    }
  }
  dependsOn: [
    blobService
  ]
}

resource queueService 'Microsoft.Storage/storageAccounts/queueServices@2025-06-01' = {
  parent: account
  name: 'default'
}

resource declaredQueues 'Microsoft.Storage/storageAccounts/queueServices/queues@2025-06-01' = [
  for queue in flatten(map(queues, queue => [queue, '${queue}${poisonSuffix}'])): {
    parent: queueService
    name: queue
  }
]

resource tableService 'Microsoft.Storage/storageAccounts/tableServices@2025-06-01' = {
  parent: account
  name: 'default'
}

resource declaredTables 'Microsoft.Storage/storageAccounts/tableServices/tables@2025-06-01' = [
  for table in tables: {
    parent: tableService
    name: table
  }
]

@description('Resource id of the account.')
output id string = account.id

@description('Name of the account.')
output name string = account.name
