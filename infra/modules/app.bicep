metadata description = 'The Flex Consumption plan and the function app.'

import { tagMap, serviceSettings } from 'types.bicep'

@description('Name of the plan.')
param planName string

@description('Name of the app.')
@minLength(2)
@maxLength(60)
param name string

@description('Where both are.')
param location string

@description('Tags of every resource.')
param tags tagMap

@description('Name of the identity that the app acts as.')
param identityName string

@description('Name of the storage account.')
param storageName string

@description('Name of the container of the deployment package.')
param packageContainer string

@description('Name of the Application Insights component.')
param componentName string

@description('Name of the key vault of the bootstrap token; empty where there is none.')
param vaultName string

@description('Resource id of the subnet that the app sends from; null for none.')
param subnetId string?

@description('Whether instances are spread over the zones of the region.')
param zoneRedundant bool

@description('Memory of an instance, in MB.')
@allowed([512, 2048, 4096])
param instanceMemoryMb int

@description('How many instances there are at most for each group of functions that scales by itself.')
@minValue(40)
@maxValue(1000)
param maximumInstances int

@description('How many requests an instance answers at once before another one is started.')
@minValue(1)
@maxValue(1000)
param httpConcurrency int

@description('How many instances wait for requests at all times.')
@minValue(0)
@maxValue(100)
param alwaysReadyHttp int

@description('How many instances wait for usage to append at all times.')
@minValue(0)
@maxValue(100)
param alwaysReadyAppend int

@description('How a deployment replaces instances.')
@allowed(['RollingUpdate', 'Recreate'])
param updateStrategy string

@description('Settings of the service.')
param settings serviceSettings

@description('Database of the Coder that the app follows; empty: none.')
@secure()
@maxLength(2048)
param coderDatabase string

@description('Secret that pseudonyms and roundings are made from; empty: people are named.')
@secure()
@maxLength(2048)
param privacyKey string

@description('Address of the Coder that the app follows by its API; empty: none.')
@maxLength(2048)
param coderUrl string

@description('Token for its API.')
@secure()
@maxLength(2048)
param coderToken string

@description('Address of the incoming webhook that is told of usage: a secret, or a reference to one; empty: none.')
@secure()
param noticesWebhook string

resource identity 'Microsoft.ManagedIdentity/userAssignedIdentities@2024-11-30' existing = {
  name: identityName
}

resource storage 'Microsoft.Storage/storageAccounts@2025-06-01' existing = {
  name: storageName
}

resource component 'Microsoft.Insights/components@2020-02-02' existing = {
  name: componentName
}

resource plan 'Microsoft.Web/serverfarms@2025-03-01' = {
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
    zoneRedundant: zoneRedundant
  }
}

resource app 'Microsoft.Web/sites@2025-03-01' = {
  name: name
  location: location
  // azd finds by this tag where to deploy the service of azure.yaml.
  tags: union(tags, { 'azd-service-name': 'insights' })
  kind: 'functionapp,linux'
  identity: {
    type: 'UserAssigned'
    userAssignedIdentities: {
      '${identity.id}': {}
    }
  }
  properties: {
    serverFarmId: plan.id
    httpsOnly: true
    clientAffinityEnabled: false
    publicNetworkAccess: 'Enabled'
    keyVaultReferenceIdentity: identity.id
    virtualNetworkSubnetId: subnetId
    functionAppConfig: {
      deployment: {
        storage: {
          type: 'blobContainer'
          value: '${storage.properties.primaryEndpoints.blob}${packageContainer}'
          authentication: {
            type: 'UserAssignedIdentity'
            userAssignedIdentityResourceId: identity.id
          }
        }
      }
      runtime: {
        name: 'dotnet-isolated'
        version: '10.0'
      }
      scaleAndConcurrency: {
        instanceMemoryMB: instanceMemoryMb
        maximumInstanceCount: maximumInstances
        alwaysReady: filter(
          [
            { name: 'http', instanceCount: alwaysReadyHttp }
            { name: 'function:AppendUsage', instanceCount: alwaysReadyAppend }
          ],
          group => group.instanceCount > 0
        )
        triggers: {
          http: {
            perInstanceConcurrency: httpConcurrency
          }
        }
      }
      // Instances are drained in turn, so that no request meets a restart. It is documented as a preview; Recreate is the way out. The
      // service has the property, Bicep's types do not:
      // https://learn.microsoft.com/azure/azure-functions/flex-consumption-site-updates
      #disable-next-line BCP037
      siteUpdateStrategy: {
        type: updateStrategy
      }
    }
    siteConfig: {
      appSettings: [
        { name: 'AzureWebJobsStorage__accountName', value: storageName }
        { name: 'AzureWebJobsStorage__credential', value: 'managedidentity' }
        { name: 'AzureWebJobsStorage__clientId', value: identity.properties.clientId }
        // Else / is a page of the host.
        { name: 'AzureWebJobsDisableHomepage', value: 'true' }
        // It names the ingestion endpoint; without a token of the identity nothing is taken in there.
        { name: 'APPLICATIONINSIGHTS_CONNECTION_STRING', value: component.properties.ConnectionString }
        {
          name: 'APPLICATIONINSIGHTS_AUTHENTICATION_STRING'
          value: 'ClientId=${identity.properties.clientId};Authorization=AAD'
        }
        // Without its version, so that a new one is taken without a deployment.
        {
          name: 'Insights__BootstrapToken'
          value: empty(vaultName) ? '' : '@Microsoft.KeyVault(VaultName=${vaultName};SecretName=bootstrap-token)'
        }
        { name: 'Insights__Usage__RetentionDays', value: string(settings.retentionDays) }
        { name: 'Insights__Usage__KeepMonths', value: string(settings.keepMonths) }
        { name: 'Insights__Usage__KeepFloor', value: string(settings.keepFloor) }
        { name: 'Insights__Privacy__Level', value: settings.privacyLevel }
        { name: 'Insights__Privacy__Organizations', value: settings.privacyOrganizations }
        { name: 'Insights__Privacy__GroupFloor', value: string(settings.groupFloor) }
        { name: 'Insights__Privacy__KnownDays', value: string(settings.knownDays) }
        { name: 'Insights__Privacy__Key', value: privacyKey }
        { name: 'Insights__Privacy__Officers', value: settings.officers }
        { name: 'Insights__Privacy__RevealHours', value: string(settings.revealHours) }
        { name: 'Insights__Privacy__RevealsNeedTwo', value: settings.revealsNeedTwo ? 'true' : 'false' }
        { name: 'Insights__Privacy__PersonDays', value: string(settings.personDays) }
        { name: 'Insights__Ingest__GroupCommitMilliseconds', value: string(settings.groupCommitMilliseconds) }
        { name: 'Insights__Catalog__MaxUsers', value: string(settings.maxUsers) }
        { name: 'Insights__Catalog__MaxTemplates', value: string(settings.maxTemplates) }
        { name: 'Insights__Aggregation__SettleGraceMinutes', value: string(settings.settleGraceMinutes) }
        { name: 'Insights__Aggregation__SealGraceMinutes', value: string(settings.sealGraceMinutes) }
        { name: 'Insights__Aggregation__QuietMinutes', value: string(settings.quietMinutes) }
        { name: 'Insights__Aggregation__FoldIntervalMinutes', value: string(settings.foldIntervalMinutes) }
        { name: 'Insights__Storage__CacheMegabytes', value: string(settings.cacheMegabytes) }
        { name: 'Insights__Storage__ReportMegabytes', value: string(settings.reportMegabytes) }
        { name: 'Insights__Auth__Authority', value: settings.authority }
        { name: 'Insights__Auth__Audience', value: settings.audience }
        { name: 'Insights__Auth__ClientId', value: settings.clientId }
        { name: 'Insights__Auth__Scope', value: settings.scope }
        { name: 'Insights__Dashboard__ImageOrigins', value: settings.imageOrigins }
        { name: 'Insights__Auth__TrustedProxies', value: string(settings.trustedProxies) }
        { name: 'Insights__Auth__AuditRetentionDays', value: string(settings.auditRetentionDays) }
        { name: 'Insights__Coder__Database', value: coderDatabase }
        { name: 'Insights__Coder__Url', value: coderUrl }
        { name: 'Insights__Coder__Token', value: coderToken }
        { name: 'Insights__Coder__Access', value: settings.coderAccess }
        { name: 'Insights__Export__Container', value: settings.exportContainer }
        { name: 'Insights__Notices__Webhook', value: noticesWebhook }
        { name: 'Insights__Notices__Format', value: settings.noticeFormat }
        { name: 'Insights__Notices__Page', value: settings.page }
        { name: 'Insights__Notices__Digest', value: settings.digest ? 'true' : 'false' }
        { name: 'Insights__Notices__FellPercent', value: string(settings.fellPercent) }
        { name: 'Insights__Notices__PeakAbove', value: string(settings.peakAbove) }
        { name: 'Insights__Notices__LatencyAboveMs', value: string(settings.latencyAboveMs) }
        // The template declares tables and queues.
        { name: 'Insights__Storage__CreateStorage', value: 'false' }
      ]
      ftpsState: 'Disabled'
      // Other plans take an instance that fails it out of use. That Flex Consumption asks for it is nowhere promised, and does no harm:
      // https://github.com/microsoft/azure-skills/blob/main/skills/azure-reliability/references/services/functions/reliability.md
      healthCheckPath: '/api/v2/healthz'
      http20Enabled: true
      minTlsVersion: '1.2'
      scmMinTlsVersion: '1.2'
    }
  }
}

resource ftpCredentials 'Microsoft.Web/sites/basicPublishingCredentialsPolicies@2025-03-01' = {
  parent: app
  name: 'ftp'
  properties: {
    allow: false
  }
}

resource scmCredentials 'Microsoft.Web/sites/basicPublishingCredentialsPolicies@2025-03-01' = {
  parent: app
  name: 'scm'
  properties: {
    allow: false
  }
}

@description('Name of the app.')
output name string = app.name

@description('Where the service answers.')
output url string = 'https://${app.properties.defaultHostName}'
