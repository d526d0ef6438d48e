metadata description = 'What operators are told of. Every description ends with where docs/operating.md says what to do.'

import { tagMap } from 'types.bicep'

@description('What the names of the rules end with.')
param nameSuffix string

@description('Where the rules are.')
param location string

@description('Tags of every resource.')
param tags tagMap

@description('Name of the workspace.')
param workspaceName string

@description('Name of the storage account.')
param storageName string

@description('Resource id of the action group that is told.')
param actionGroupId string

@description('From how many percent of failed executions on there is an alert.')
@minValue(1)
@maxValue(100)
param failurePercent int

@description('From how many minutes of waiting on a message is too old.')
@minValue(5)
@maxValue(1440)
param oldestMessageMinutes int

@description('From how many throttled storage transactions in five minutes on there is an alert.')
@minValue(1)
@maxValue(100000)
param throttledTransactions int

resource workspace 'Microsoft.OperationalInsights/workspaces@2025-07-01' existing = {
  name: workspaceName
}

resource storage 'Microsoft.Storage/storageAccounts@2025-06-01' existing = {
  name: storageName
}

// A gauge is exported as a sum of so many measurements; whether it has a maximum as well depends on the exporter.
var queries = [
  {
    name: 'poison-queue'
    severity: 1
    description: 'Messages failed five times and wait on the poison queue that the alert names. docs/operating.md, Read the alerts: poison-queue.'
    window: 'PT15M'
    periods: 1
    query: '''
      AppMetrics
      | where Name == 'insights.queue.messages'
      | extend Queue = tostring(Properties.queue)
      | where Queue endswith '-poison'
      | summarize Messages = max(Sum / max_of(ItemCount, 1)) by Queue'''
    measure: 'Messages'
    aggregation: 'Maximum'
    operator: 'GreaterThan'
    threshold: 0
    dimension: 'Queue'
  }
  {
    name: 'oldest-message'
    severity: 2
    description: 'Messages wait too long on the queue that the alert names: figures lag behind. docs/operating.md, Read the alerts: oldest-message.'
    window: 'PT15M'
    periods: 1
    query: '''
      AppMetrics
      | where Name == 'insights.queue.oldest_message.age'
      | extend Queue = tostring(Properties.queue)
      | where Queue !endswith '-poison'
      | summarize Minutes = max(Sum / max_of(ItemCount, 1)) / 60 by Queue'''
    measure: 'Minutes'
    aggregation: 'Maximum'
    operator: 'GreaterThan'
    threshold: oldestMessageMinutes
    dimension: 'Queue'
  }
  {
    name: 'source-lag'
    severity: 2
    description: 'The source that the alert names has not succeeded for a quarter of an hour: what is new does not come in. docs/operating.md, Read the alerts: source-lag.'
    window: 'PT15M'
    periods: 1
    query: '''
      AppMetrics
      | where Name == 'insights.source.lag'
      | extend Source = tostring(Properties.source)
      | summarize Minutes = min(Sum / max_of(ItemCount, 1)) / 60 by Source'''
    measure: 'Minutes'
    aggregation: 'Maximum'
    operator: 'GreaterThan'
    threshold: 15
    dimension: 'Source'
  }
  {
    name: 'failure-rate'
    severity: 2
    description: 'Too many executions of the operation that the alert names fail. docs/operating.md, Read the alerts: failure-rate.'
    window: 'PT15M'
    periods: 1
    // A refused request is an answer, not a failure; and of a few executions one failure says nothing. The host names an operation after
    // the function, or after method and route where it is a request.
    query: '''
      AppRequests
      | extend Failed = Success == false and ResultCode !startswith '4'
      | summarize Executions = sum(ItemCount), Failures = sumif(ItemCount, Failed) by Operation = OperationName
      | where Executions >= 20 or Failures >= 2
      | extend Percent = 100.0 * Failures / Executions'''
    measure: 'Percent'
    aggregation: 'Maximum'
    operator: 'GreaterThanOrEqual'
    threshold: failurePercent
    dimension: 'Operation'
  }
  {
    name: 'daily-timer'
    severity: 2
    description: 'The daily function that the alert names failed; it runs again tomorrow. docs/operating.md, Read the alerts: daily-timer.'
    window: 'PT30M'
    periods: 1
    query: '''
      AppRequests
      | where Success == false and OperationName in ('DispatchPurges', 'SendDigest', 'TrimAccess')
      | summarize Failures = sum(ItemCount) by Operation = OperationName'''
    measure: 'Failures'
    aggregation: 'Total'
    operator: 'GreaterThan'
    threshold: 0
    dimension: 'Operation'
  }
  {
    name: 'no-measurements'
    severity: 2
    description: 'Nothing has been measured for an hour: the service or its telemetry stands still, and the other alerts are blind. docs/operating.md, Read the alerts: no-measurements.'
    window: 'PT1H'
    // A window that ends between two measurements, or telemetry that is late once, is no standstill.
    periods: 2
    query: '''
      AppMetrics
      | where Name == 'insights.queue.messages'
      | summarize Measurements = count()'''
    measure: 'Measurements'
    aggregation: 'Total'
    operator: 'LessThan'
    threshold: 1
    dimension: ''
  }
]

resource queryAlerts 'Microsoft.Insights/scheduledQueryRules@2026-03-01' = [
  for alert in queries: {
    name: 'alert-${alert.name}-${nameSuffix}'
    location: location
    tags: tags
    kind: 'LogAlert'
    properties: {
      displayName: 'Template Insights: ${alert.name}'
      description: alert.description
      severity: alert.severity
      enabled: true
      autoMitigate: true
      scopes: [workspace.id]
      evaluationFrequency: 'PT5M'
      windowSize: alert.window
      // The tables are empty until the app has run for the first time.
      skipQueryValidation: true
      criteria: {
        allOf: [
          {
            query: alert.query
            metricMeasureColumn: alert.measure
            timeAggregation: alert.aggregation
            operator: alert.operator
            threshold: alert.threshold
            dimensions: empty(alert.dimension)
              ? []
              : [
                  {
                    name: alert.dimension
                    operator: 'Include'
                    values: ['*']
                  }
                ]
            failingPeriods: {
              numberOfEvaluationPeriods: alert.periods
              minFailingPeriodsToAlert: alert.periods
            }
          }
        ]
      }
      actions: {
        actionGroups: [actionGroupId]
      }
    }
  }
]

resource throttlingAlerts 'Microsoft.Insights/metricAlerts@2026-01-01' = [
  for service in ['table', 'queue']: {
    name: 'alert-${service}-throttling-${nameSuffix}'
    location: 'global'
    tags: tags
    properties: {
      description: 'Storage refuses or slows down ${service} transactions: the account or a partition is at its limit. docs/operating.md, Read the alerts: ${service}-throttling.'
      severity: 2
      enabled: true
      autoMitigate: true
      scopes: ['${storage.id}/${service}Services/default']
      evaluationFrequency: 'PT1M'
      windowSize: 'PT5M'
      targetResourceType: 'Microsoft.Storage/storageAccounts/${service}Services'
      criteria: {
        'odata.type': 'Microsoft.Azure.Monitor.SingleResourceMultipleMetricCriteria'
        allOf: [
          {
            name: 'throttled'
            criterionType: 'StaticThresholdCriterion'
            metricNamespace: 'Microsoft.Storage/storageAccounts/${service}Services'
            metricName: 'Transactions'
            dimensions: [
              {
                name: 'ResponseType'
                operator: 'Include'
                values: [
                  'ClientThrottlingError'
                  'ClientAccountRequestThrottlingError'
                  'ClientAccountBandwidthThrottlingError'
                  'ServerBusyError'
                  'SuccessWithThrottling'
                ]
              }
            ]
            operator: 'GreaterThanOrEqual'
            threshold: throttledTransactions
            timeAggregation: 'Total'
          }
        ]
      }
      actions: [
        {
          actionGroupId: actionGroupId
        }
      ]
    }
  }
]
