using 'main.bicep'

// Production: storage and vault behind a private network, three zones, no wait for a first request.
param environmentName = readEnvironmentVariable('AZURE_ENV_NAME', 'prod')
param location = readEnvironmentVariable('AZURE_LOCATION', 'westeurope')
param bootstrapToken = readEnvironmentVariable('INSIGHTS_BOOTSTRAP_TOKEN', '')
param keyVault = bool(readEnvironmentVariable(
  'INSIGHTS_VAULT',
  empty(readEnvironmentVariable('INSIGHTS_BOOTSTRAP_TOKEN', '')) ? 'false' : 'true'
))
param authority = readEnvironmentVariable('INSIGHTS_AUTHORITY', '')
param audience = readEnvironmentVariable('INSIGHTS_AUDIENCE', '')
param clientId = readEnvironmentVariable('INSIGHTS_CLIENT_ID', '')
param scope = readEnvironmentVariable('INSIGHTS_SCOPE', '')
param privateNetwork = true
param zoneRedundant = true
param alwaysReadyHttp = 2
param alwaysReadyAppend = 1
param softDeleteDays = 30
param packageHistoryDays = 90
param telemetryDays = 90
param telemetryDailyCapGb = 10
