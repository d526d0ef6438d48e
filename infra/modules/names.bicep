metadata description = 'Every table and queue of the service: the one list of the template. A test compares it with StorageNames.cs.'

@export()
@description('Tables.')
var tables = [
  'usage'
  'usageindex'
  'catalog'
  'builds'
  'workspaces'
  'apps'
  'erasures'
  'tokens'
  'sessions'
  'roles'
  'acls'
  'audit'
  'sources'
  'months'
  'notices'
  'reveals'
]

@export()
@description('Queues that are sent to.')
var queues = [
  'usage'
  'fold'
  'purge'
  'erase'
]

@export()
@description('What the functions host appends to the name of a queue for messages that failed too often.')
var poisonSuffix = '-poison'
