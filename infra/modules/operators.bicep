metadata description = 'The action group of operators, for deployments that do not bring one.'

import { tagMap } from 'types.bicep'

@description('Name of the group.')
param name string

@description('Tags of every resource.')
param tags tagMap

@description('Addresses that are mailed; with none, the owners of the subscription are.')
param emails string[]

// Built-in role Owner, as in roles.bicep.
var ownerRole = '8e3af657-a8ff-443c-a75c-2fe8c4bcb635'

resource group 'Microsoft.Insights/actionGroups@2023-01-01' = {
  name: name
  location: 'global'
  tags: tags
  properties: {
    enabled: true
    groupShortName: 'insights'
    emailReceivers: [
      for (email, number) in emails: {
        name: 'operator-${number}'
        emailAddress: email
        useCommonAlertSchema: true
      }
    ]
    armRoleReceivers: empty(emails)
      ? [
          {
            name: 'owners'
            roleId: ownerRole
            useCommonAlertSchema: true
          }
        ]
      : []
  }
}
