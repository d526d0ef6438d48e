metadata description = 'One page for operators: what comes in, how fast it becomes rows, what waits and what fails.'

import { tagMap } from 'types.bicep'

@description('Display name of the workbook.')
param displayName string

@description('Where the workbook is.')
param location string

@description('Tags of every resource.')
param tags tagMap

@description('Name of the workspace that it queries.')
param workspaceName string

resource workspace 'Microsoft.OperationalInsights/workspaces@2025-07-01' existing = {
  name: workspaceName
}

var charts = [
  {
    title: 'Stats accepted'
    query: '''
      AppMetrics
      | where Name == 'insights.ingest.events'
      | summarize Events = sum(Sum) by bin(TimeGenerated, 5m)'''
  }
  {
    title: 'Messages appended'
    query: '''
      AppMetrics
      | where Name == 'insights.append.delay'
      | summarize Messages = sum(ItemCount) by bin(TimeGenerated, 5m)'''
  }
  {
    title: 'Seconds from the answer to a client until its stats are rows'
    query: '''
      AppMetrics
      | where Name == 'insights.append.delay'
      | summarize Mean = sum(Sum) / sum(ItemCount), Longest = max(Max) by bin(TimeGenerated, 5m)'''
  }
  {
    title: 'Messages that wait, by queue'
    query: '''
      AppMetrics
      | where Name == 'insights.queue.messages'
      | summarize Messages = max(Sum / max_of(ItemCount, 1)) by bin(TimeGenerated, 5m), Queue = tostring(Properties.queue)'''
  }
  {
    title: 'Age of the oldest message in minutes, by queue'
    query: '''
      AppMetrics
      | where Name == 'insights.queue.oldest_message.age'
      | summarize Minutes = max(Sum / max_of(ItemCount, 1)) / 60 by bin(TimeGenerated, 5m), Queue = tostring(Properties.queue)'''
  }
  {
    title: 'Minutes since a source last succeeded, by source'
    query: '''
      AppMetrics
      | where Name == 'insights.source.lag'
      | summarize Minutes = max(Sum / max_of(ItemCount, 1)) / 60 by bin(TimeGenerated, 5m), Source = tostring(Properties.source)'''
  }
  {
    title: 'Seconds a pass over a partition takes'
    query: '''
      AppMetrics
      | where Name == 'insights.fold.duration'
      | summarize Mean = sum(Sum) / sum(ItemCount), Longest = max(Max) by bin(TimeGenerated, 5m)'''
  }
  {
    title: 'Executions by operation'
    query: '''
      AppRequests
      | summarize Executions = sum(ItemCount) by bin(TimeGenerated, 5m), Operation = OperationName'''
  }
  {
    title: 'Failures by operation'
    query: '''
      AppRequests
      | where Success == false and ResultCode !startswith '4'
      | summarize Failures = sum(ItemCount) by bin(TimeGenerated, 5m), Operation = OperationName'''
  }
]

var timeRange = {
  type: 9
  content: {
    version: 'KqlParameterItem/1.0'
    crossComponentResources: [workspace.id]
    style: 'pills'
    queryType: 0
    resourceType: 'microsoft.operationalinsights/workspaces'
    parameters: [
      {
        id: guid('TimeRange')
        version: 'KqlParameterItem/1.0'
        name: 'TimeRange'
        label: 'Time'
        type: 4
        isRequired: true
        value: {
          durationMs: 86400000
        }
        typeSettings: {
          allowCustom: true
          selectableValues: [
            { durationMs: 3600000 }
            { durationMs: 86400000 }
            { durationMs: 604800000 }
          ]
        }
      }
    ]
  }
  name: 'time'
}

var chartItems = map(charts, chart => {
  type: 3
  content: {
    version: 'KqlItem/1.0'
    title: chart.title
    query: chart.query
    size: 0
    timeContextFromParameter: 'TimeRange'
    queryType: 0
    resourceType: 'microsoft.operationalinsights/workspaces'
    crossComponentResources: [workspace.id]
    visualization: 'timechart'
  }
  customWidth: '50'
  name: chart.title
})

resource workbook 'Microsoft.Insights/workbooks@2023-06-01' = {
  name: guid(resourceGroup().id, displayName)
  location: location
  tags: tags
  kind: 'shared'
  properties: {
    category: 'workbook'
    displayName: displayName
    sourceId: workspace.id
    version: '1.0'
    serializedData: string({
      version: 'Notebook/1.0'
      items: concat([timeRange], chartItems)
      fallbackResourceIds: [workspace.id]
    })
  }
}
