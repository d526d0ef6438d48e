targetScope = 'resourceGroup'

import { tagMap } from 'modules/types.bicep'

metadata name = 'Template Insights'
metadata description = 'Everything that the service needs in a resource group: identity, storage, telemetry, function app, alerts.'

@description('Name of the environment, part of names and tags: letters, digits and hyphens, neither first nor last a hyphen.')
@minLength(2)
@maxLength(24)
param environmentName string

@description('Region of all resources; one that has Flex Consumption.')
@minLength(3)
@maxLength(30)
param location string = resourceGroup().location

@description('Tags of every resource, besides those that the template sets.')
param extraTags tagMap = {}

@description('Whether storage and vault can be reached from a virtual network only, which is made for it.')
param privateNetwork bool = false

@description('Addresses of that network, in CIDR notation; a /24 is enough.')
@minLength(9)
@maxLength(18)
param networkAddresses string = '10.90.0.0/24'

@description('Whether storage keeps its copies in three zones of the region, which has to have zones. Not easily changed later.')
param zoneRedundantStorage bool = false

@description('Whether instances are spread over zones. The platform then keeps two at least always ready, and bills them, for each of the nine groups of functions, and up to four more where a Coder is followed, days are exported and a webhook is told, that scale by themselves: requests, four queues, four timers.')
param zoneRedundantPlan bool = false

@description('Memory of an instance, in MB.')
@allowed([512, 2048, 4096])
param instanceMemoryMb int = 2048

@description('How many instances there are at most for each group of functions that scales by itself.')
@minValue(40)
@maxValue(1000)
param maximumInstances int = 100

@description('How many requests an instance answers at once before another one is started.')
@minValue(1)
@maxValue(1000)
param httpConcurrency int = 100

@description('How many instances wait for requests at all times, which cost whether or not any come; 0: the first request waits for a start.')
@minValue(0)
@maxValue(100)
param alwaysReadyHttp int = 0

@description('How many instances wait for usage to append at all times.')
@minValue(0)
@maxValue(100)
param alwaysReadyAppend int = 0

@description('How a deployment replaces instances: in turn (RollingUpdate, which Azure has as a preview), or all at once, with a moment of no answers (Recreate).')
@allowed(['RollingUpdate', 'Recreate'])
param updateStrategy string = 'RollingUpdate'

@description('How many days deleted blobs and containers can be restored.')
@minValue(7)
@maxValue(90)
param softDeleteDays int = 7

@description('How many days after it was deployed a former deployment package is deleted. One that was in use for longer is deleted within a day of being replaced, and can be restored for softDeleteDays.')
@minValue(30)
@maxValue(3650)
param packageHistoryDays int = 365

@description('Whether the key vault, once deleted, cannot be purged for 90 days, so that nobody can destroy it; a deployment after that has to recover it. Once true it stays so.')
param vaultPurgeProtection bool = false

@description('How many days telemetry is kept.')
@minValue(30)
@maxValue(730)
param telemetryDays int = 30

@description('How many GB of telemetry a day are taken in at most; -1 for no cap.')
@minValue(-1)
@maxValue(1000)
param telemetryDailyCapGb int = 1

@description('Resource id of an action group that alerts go to; empty: one is made.')
@maxLength(512)
param actionGroupId string = ''

@description('Addresses that the action group made here mails; with none, it mails the owners of the subscription.')
@maxLength(20)
param operatorEmails string[] = []

@description('From how many percent of failed executions of an operation on there is an alert; of fewer than 20 in a quarter of an hour, two have to fail.')
@minValue(1)
@maxValue(100)
param failurePercent int = 5

@description('From how many minutes of waiting on a message is too old.')
@minValue(5)
@maxValue(1440)
param oldestMessageMinutes int = 30

@description('From how many throttled storage transactions in five minutes on there is an alert.')
@minValue(1)
@maxValue(100000)
param throttledTransactions int = 100

@description('A token that may do everything, kept in a key vault; empty: there is neither token nor vault, unless keyVault says so.')
@secure()
@maxLength(256)
param bootstrapToken string = ''

@description('Whether there is a key vault that the app takes the bootstrap token from. True without bootstrapToken keeps the token that was given before.')
#disable-next-line secure-secrets-in-params // That there is a token tells nothing about it.
param keyVault bool = !empty(bootstrapToken)

@description('Address of the OpenID Connect issuer that people and services sign in with, such as Entra ID; empty: API tokens only.')
@maxLength(512)
param authority string = ''

@description('Audiences that a token of the issuer may be made for, separated by commas; goes with authority.')
@maxLength(512)
param audience string = ''

@description('Application under which the page signs people in; empty: the page takes API tokens only.')
@maxLength(128)
param clientId string = ''

@description('Scopes that the page asks the issuer for, separated by spaces.')
@maxLength(512)
param scope string = ''

@description('Origins that the page loads icons and pictures from, separated by commas, such as https://coder.example.com; empty: none.')
@maxLength(2048)
param imageOrigins string = ''

@description('How many proxies stand between callers and the app. The front end of Azure is one.')
@minValue(0)
@maxValue(8)
param trustedProxies int = 1

@description('How many days entries of the audit are kept.')
@minValue(30)
@maxValue(3650)
param auditRetentionDays int = 365

@description('Database of a Coder that the app follows: a connection string or postgres:// URL, better a reference to a secret of a key vault; empty: none. Without a password the identity of the app signs in to Azure Database for PostgreSQL.')
@secure()
@maxLength(2048)
param coderDatabase string = ''

@description('Address of a Coder that the app follows by its API, where its database cannot be reached; empty: none. Its API tells less.')
@maxLength(2048)
param coderUrl string = ''

@description('Token for the API of that Coder, better a reference to a secret of a key vault.')
@secure()
@maxLength(2048)
param coderToken string = ''

@description('Blob container that sealed days are exported to as Parquet; empty: none.')
@maxLength(63)
param exportContainer string = ''

@description('Address of an incoming webhook (Teams, Slack) that is told of usage, better a reference to a secret of a key vault; empty: none.')
@secure()
@maxLength(2048)
param noticesWebhook string = ''

@description('What the webhook takes.')
param noticeFormat 'teams' | 'slack' = 'teams'

@description('Where people reach the page, for links in what the webhook is told; empty: no links.')
@maxLength(512)
param page string = ''

@description('Whether the webhook is told how each week was.')
param digest bool = true

@description('By how many percent the active users of a template must have fallen in a week for an alert; 0: none.')
@minValue(0)
@maxValue(100)
param fellPercent int = 0

@description('Above how many users at once on a day there is an alert; 0: none.')
@minValue(0)
@maxValue(1000000)
param peakAbove int = 0

@description('Above how many milliseconds of latency of a template there is an alert; 0: none.')
@minValue(0)
@maxValue(60000)
param latencyAboveMs int = 0

@description('Who says which roles people have and who is on which list: the source (coder), except where it was set here, or the service alone (local).')
@allowed(['coder', 'local'])
param coderAccess string = 'coder'

@description('What reports say of people.')
@allowed(['named', 'pseudonymous', 'aggregated'])
param privacyLevel string = 'named'

@description('Organizations with another level than that: id=level, separated by commas.')
@maxLength(4096)
param privacyOrganizations string = ''

@description('Where people are not named, and of days older than personDays: of how many people everything that is shown is at least.')
@minValue(3)
@maxValue(1000)
param groupFloor int = 5

@description('Where people are not named: for how many days before a day of usage the catalog must have known somebody who counts on it.')
@minValue(0)
@maxValue(365)
param knownDays int = 7

@description('Where people are not named: the subjects, separated by commas, that the issuer names the officers by who may have single people shown to them.')
@maxLength(4096)
param officers string = ''

@description('For how many hours a person is shown to an officer at most.')
@minValue(1)
@maxValue(168)
param revealHours int = 24

@description('Whether a person is shown to an officer only when a second one has approved it.')
param revealsNeedTwo bool = false

@description('Where people are not named, or not kept as long as usage: a secret of 32 characters or more for pseudonyms and roundings, better a reference to a secret of a key vault.')
@secure()
@maxLength(2048)
param privacyKey string = ''

@description('For how many days usage has people in it, before counts take their place for good; 0: as long as it is kept. With less than that it takes the privacy key, whatever the level.')
@minValue(0)
@maxValue(3650)
param personDays int = 0

@description('How many days usage is kept.')
@minValue(1)
@maxValue(3650)
param retentionDays int = 180

@description('For how many months figures without people are kept of usage that is purged; 0 keeps none.')
@minValue(0)
@maxValue(240)
param keepMonths int = 0

@description('Of how many users such a figure must be, at least.')
@minValue(1)
@maxValue(1000)
param keepFloor int = 5

@description('How long a small request waits for others to share a queue message, in milliseconds.')
@minValue(0)
@maxValue(1000)
param groupCommitMilliseconds int = 8

@description('How many users the catalog may have, with those that were deleted and the system\'s own.')
@minValue(1)
@maxValue(1000000)
param maxUsers int = 100000

@description('How many templates the catalog may have.')
@minValue(1)
@maxValue(100000)
param maxTemplates int = 10000

@description('How many minutes after its end a half-hour is settled, if it is quiet.')
@minValue(0)
@maxValue(10080)
param settleGraceMinutes int = 120

@description('How many minutes after its end a day is sealed, if it is quiet.')
@minValue(0)
@maxValue(10080)
param sealGraceMinutes int = 180

@description('For how many minutes nothing late may have come before anything is settled or sealed: longer than the pauses between the parts of an import.')
@minValue(61)
@maxValue(10080)
param quietMinutes int = 75

@description('How often a partition in use is gone through at least, in minutes.')
@minValue(1)
@maxValue(1440)
param foldIntervalMinutes int = 60

@description('Memory for usage between reports, in MiB; 0 keeps none.')
@minValue(0)
@maxValue(65536)
param cacheMegabytes int = 192

@description('Memory for the usage that reports hold while they are made, together or one alone, in MiB.')
@minValue(1)
@maxValue(65536)
param reportMegabytes int = 256

var suffix = uniqueString(resourceGroup().id, environmentName)
var nameSuffix = 'insights-${environmentName}-${suffix}'
var tags = union(extraTags, {
  application: 'template-insights'
  environment: environmentName
  'azd-env-name': environmentName
})
// Known before anything is deployed, so that what-if can tell what it would change.
var identityName = 'id-${nameSuffix}'
var storageName = 'stinsights${suffix}'
var workspaceName = 'log-${nameSuffix}'
var componentName = 'appi-${nameSuffix}'
var vaultName = keyVault ? 'kv-insights-${take(suffix, 12)}' : ''
var operatorsName = 'ag-${nameSuffix}'
var packageContainer = 'deployments'

module identity 'modules/identity.bicep' = {
  params: {
    name: identityName
    location: location
    tags: tags
  }
}

module storage 'modules/storage.bicep' = {
  params: {
    name: storageName
    location: location
    tags: tags
    zoneRedundant: zoneRedundantStorage
    publicAccess: !privateNetwork
    packageContainer: packageContainer
    exportContainer: exportContainer
    softDeleteDays: softDeleteDays
    packageHistoryDays: packageHistoryDays
  }
}

module monitoring 'modules/monitoring.bicep' = {
  params: {
    workspaceName: workspaceName
    componentName: componentName
    location: location
    tags: tags
    telemetryDays: telemetryDays
    telemetryDailyCapGb: telemetryDailyCapGb
  }
}

module vault 'modules/vault.bicep' = if (keyVault) {
  params: {
    name: vaultName
    location: location
    tags: tags
    publicAccess: !privateNetwork
    purgeProtection: vaultPurgeProtection
    bootstrapToken: bootstrapToken
  }
}

module roles 'modules/roles.bicep' = {
  params: {
    identityName: identityName
    storageName: storageName
    componentName: componentName
    vaultName: vaultName
  }
  dependsOn: [
    identity
    storage
    monitoring
    vault
  ]
}

module network 'modules/network.bicep' = if (privateNetwork) {
  params: {
    name: 'vnet-${nameSuffix}'
    securityGroupName: 'nsg-${nameSuffix}'
    location: location
    tags: tags
    addressPrefix: networkAddresses
  }
}

module storageEndpoints 'modules/endpoint.bicep' = [
  for group in ['blob', 'queue', 'table']: if (privateNetwork) {
    params: {
      nameSuffix: nameSuffix
      location: location
      tags: tags
      serviceId: storage.outputs.id
      group: group
      // The linter wants names of the cloud from here. The service itself knows the public cloud only, see StorageClients.cs.
      zoneName: 'privatelink.${group}.${az.environment().suffixes.storage}'
      networkId: network!.outputs.id
      subnetId: network!.outputs.endpointSubnetId
    }
  }
]

module vaultEndpoint 'modules/endpoint.bicep' = if (privateNetwork && keyVault) {
  params: {
    nameSuffix: nameSuffix
    location: location
    tags: tags
    serviceId: vault!.outputs.id
    group: 'vault'
    // The zone is vaultcore, whatever the names of vaults end with.
    zoneName: 'privatelink${replace(az.environment().suffixes.keyvaultDns, '.vault.', '.vaultcore.')}'
    networkId: network!.outputs.id
    subnetId: network!.outputs.endpointSubnetId
  }
}

module app 'modules/app.bicep' = {
  params: {
    planName: 'asp-${nameSuffix}'
    name: 'func-${nameSuffix}'
    location: location
    tags: tags
    identityName: identityName
    storageName: storageName
    packageContainer: packageContainer
    vaultName: vaultName
    componentName: componentName
    subnetId: privateNetwork ? network!.outputs.appSubnetId : null
    zoneRedundant: zoneRedundantPlan
    instanceMemoryMb: instanceMemoryMb
    maximumInstances: maximumInstances
    httpConcurrency: httpConcurrency
    alwaysReadyHttp: alwaysReadyHttp
    alwaysReadyAppend: alwaysReadyAppend
    updateStrategy: updateStrategy
    coderDatabase: coderDatabase
    privacyKey: privacyKey
    coderUrl: coderUrl
    coderToken: coderToken
    noticesWebhook: noticesWebhook
    settings: {
      retentionDays: retentionDays
      keepMonths: keepMonths
      keepFloor: keepFloor
      groupCommitMilliseconds: groupCommitMilliseconds
      maxUsers: maxUsers
      maxTemplates: maxTemplates
      settleGraceMinutes: settleGraceMinutes
      sealGraceMinutes: sealGraceMinutes
      quietMinutes: quietMinutes
      foldIntervalMinutes: foldIntervalMinutes
      cacheMegabytes: cacheMegabytes
      reportMegabytes: reportMegabytes
      authority: authority
      audience: audience
      clientId: clientId
      scope: scope
      imageOrigins: imageOrigins
      trustedProxies: trustedProxies
      auditRetentionDays: auditRetentionDays
      exportContainer: exportContainer
      noticeFormat: noticeFormat
      page: page
      digest: digest
      fellPercent: fellPercent
      peakAbove: peakAbove
      latencyAboveMs: latencyAboveMs
      coderAccess: coderAccess
      privacyLevel: privacyLevel
      privacyOrganizations: privacyOrganizations
      groupFloor: groupFloor
      knownDays: knownDays
      officers: officers
      revealHours: revealHours
      revealsNeedTwo: revealsNeedTwo
      personDays: personDays
    }
  }
  // The app loads its package and its settings with these roles, over these endpoints, as soon as it exists.
  dependsOn: [
    monitoring
    roles
    storageEndpoints
    vaultEndpoint
  ]
}

module operators 'modules/operators.bicep' = if (empty(actionGroupId)) {
  params: {
    name: operatorsName
    tags: tags
    emails: operatorEmails
  }
}

module alerts 'modules/alerts.bicep' = {
  params: {
    nameSuffix: nameSuffix
    location: location
    tags: tags
    workspaceName: workspaceName
    storageName: storageName
    actionGroupId: empty(actionGroupId) ? resourceId('Microsoft.Insights/actionGroups', operatorsName) : actionGroupId
    failurePercent: failurePercent
    oldestMessageMinutes: oldestMessageMinutes
    throttledTransactions: throttledTransactions
  }
  dependsOn: [
    storage
    monitoring
    operators
  ]
}

module workbook 'modules/workbook.bicep' = {
  params: {
    displayName: 'Template Insights (${environmentName})'
    location: location
    tags: tags
    workspaceName: workspaceName
  }
  dependsOn: [
    monitoring
  ]
}

@description('Where the service answers.')
output url string = app.outputs.url

@description('Name of the function app.')
output functionAppName string = app.outputs.name

@description('Name of the storage account.')
output storageAccountName string = storage.outputs.name

@description('Name of the Log Analytics workspace.')
output workspaceName string = monitoring.outputs.workspaceName

@description('Name of the Application Insights component.')
output componentName string = monitoring.outputs.componentName

@description('Name of the key vault; empty where there is none.')
output vaultName string = vaultName

@description('Name of the identity of the app.')
output identityName string = identity.outputs.name

@description('Resource id of the identity of the app.')
output identityId string = identity.outputs.id

@description('Client id of the identity of the app.')
output identityClientId string = identity.outputs.clientId

@description('Object id of the identity of the app, to give it further roles.')
output identityPrincipalId string = identity.outputs.principalId
