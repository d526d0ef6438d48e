metadata description = 'Where telemetry goes: Application Insights on a Log Analytics workspace. Both take identities only, no keys.'

import { tagMap } from 'types.bicep'

@description('Name of the workspace.')
@minLength(4)
@maxLength(63)
param workspaceName string

@description('Name of the Application Insights component.')
param componentName string

@description('Where both are.')
param location string

@description('Tags of every resource.')
param tags tagMap

@description('How many days telemetry is kept.')
@minValue(30)
@maxValue(730)
param telemetryDays int

@description('How many GB of telemetry a day are taken in at most; -1 for no cap. What comes after the cap is lost until the next day.')
@minValue(-1)
@maxValue(1000)
param telemetryDailyCapGb int

resource workspace 'Microsoft.OperationalInsights/workspaces@2025-07-01' = {
  name: workspaceName
  location: location
  tags: tags
  properties: {
    sku: {
      name: 'PerGB2018'
    }
    retentionInDays: telemetryDays
    workspaceCapping: {
      dailyQuotaGb: telemetryDailyCapGb
    }
    features: {
      disableLocalAuth: true
    }
  }
}

resource component 'Microsoft.Insights/components@2020-02-02' = {
  name: componentName
  location: location
  tags: tags
  kind: 'web'
  properties: {
    Application_Type: 'web'
    DisableLocalAuth: true
    IngestionMode: 'LogAnalytics'
    WorkspaceResourceId: workspace.id
  }
}

@description('Name of the workspace.')
output workspaceName string = workspace.name

@description('Name of the Application Insights component.')
output componentName string = component.name
