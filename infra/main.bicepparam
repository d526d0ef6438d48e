using 'main.bicep'

// Development: small, reachable, cheap. azd and deploy.sh set the region; the rest comes from the environment, if at all.
param environmentName = readEnvironmentVariable('AZURE_ENV_NAME', 'dev')
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
param coderDatabase = readEnvironmentVariable('INSIGHTS_CODER_DATABASE', '')
param coderUrl = readEnvironmentVariable('INSIGHTS_CODER_URL', '')
param coderToken = readEnvironmentVariable('INSIGHTS_CODER_TOKEN', '')
param exportContainer = readEnvironmentVariable('INSIGHTS_EXPORT_CONTAINER', '')
param noticesWebhook = readEnvironmentVariable('INSIGHTS_WEBHOOK', '')
param page = readEnvironmentVariable('INSIGHTS_PAGE', '')
