using 'main.bicep'

// Development: small, reachable, cheap. azd sets the first two; deploy.sh sets the token.
param environmentName = readEnvironmentVariable('AZURE_ENV_NAME', 'dev')
param location = readEnvironmentVariable('AZURE_LOCATION', 'westeurope')
param bootstrapToken = readEnvironmentVariable('INSIGHTS_BOOTSTRAP_TOKEN', '')
param keyVault = bool(readEnvironmentVariable(
  'INSIGHTS_VAULT',
  empty(readEnvironmentVariable('INSIGHTS_BOOTSTRAP_TOKEN', '')) ? 'false' : 'true'
))
