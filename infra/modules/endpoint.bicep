metadata description = 'A private endpoint of one service, and the DNS zone that resolves the name of the service to it.'

import { tagMap } from 'types.bicep'

@description('What the names of the endpoint and its network interface end with.')
param nameSuffix string

@description('Where the endpoint is.')
param location string

@description('Tags of every resource.')
param tags tagMap

@description('Resource id of what the endpoint leads to.')
param serviceId string

@description('The part of the service that it leads to.')
@allowed(['blob', 'queue', 'table', 'vault'])
param group string

@description('Name of the DNS zone.')
param zoneName string

@description('Resource id of the virtual network.')
param networkId string

@description('Resource id of the subnet.')
param subnetId string

// A zone has the name of what it resolves, so the environments of a resource group share it: each has its own records and its own link.
resource zone 'Microsoft.Network/privateDnsZones@2024-06-01' = {
  name: zoneName
  location: 'global'
  tags: tags
}

resource link 'Microsoft.Network/privateDnsZones/virtualNetworkLinks@2024-06-01' = {
  parent: zone
  name: 'link-${nameSuffix}'
  location: 'global'
  tags: tags
  properties: {
    registrationEnabled: false
    virtualNetwork: {
      id: networkId
    }
  }
}

resource endpoint 'Microsoft.Network/privateEndpoints@2025-05-01' = {
  name: 'pep-${group}-${nameSuffix}'
  location: location
  tags: tags
  properties: {
    customNetworkInterfaceName: 'nic-${group}-${nameSuffix}'
    subnet: {
      id: subnetId
    }
    privateLinkServiceConnections: [
      {
        name: group
        properties: {
          privateLinkServiceId: serviceId
          groupIds: [group]
        }
      }
    ]
  }
}

resource zoneGroup 'Microsoft.Network/privateEndpoints/privateDnsZoneGroups@2025-05-01' = {
  parent: endpoint
  name: 'default'
  properties: {
    privateDnsZoneConfigs: [
      {
        name: group
        properties: {
          privateDnsZoneId: zone.id
        }
      }
    ]
  }
}
