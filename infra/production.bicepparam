using 'main.bicep'

// Production: storage and vault behind a private network, data in three zones, no wait for a first request.
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
param actionGroupId = readEnvironmentVariable('INSIGHTS_ACTION_GROUP', '')
param privateNetwork = true
// Data survives the loss of a zone. The app does not notice it either with zoneRedundantPlan = true, which keeps 18 instances ready that cost
// about 370 dollars a month; without, it may stand still until the zone is back or the platform starts it in another, and loses nothing it accepted.
param zoneRedundantStorage = true
param zoneRedundantPlan = false
param alwaysReadyHttp = 2
param alwaysReadyAppend = 1
param softDeleteDays = 30
param vaultPurgeProtection = true
param telemetryDays = 90
param telemetryDailyCapGb = 10
param coderDatabase = readEnvironmentVariable('INSIGHTS_CODER_DATABASE', '')
param coderUrl = readEnvironmentVariable('INSIGHTS_CODER_URL', '')
param coderToken = readEnvironmentVariable('INSIGHTS_CODER_TOKEN', '')
param exportContainer = readEnvironmentVariable('INSIGHTS_EXPORT_CONTAINER', '')
param noticesWebhook = readEnvironmentVariable('INSIGHTS_WEBHOOK', '')
param page = readEnvironmentVariable('INSIGHTS_PAGE', '')
