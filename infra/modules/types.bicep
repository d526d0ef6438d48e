metadata description = 'Types that modules share.'

@export()
@description('Tags of a resource, by name.')
type tagMap = {
  *: string
}

@export()
@description('Settings of the service, under the names that its options have.')
type serviceSettings = {
  retentionDays: int
  groupCommitMilliseconds: int
  settleGraceMinutes: int
  sealGraceMinutes: int
  foldIntervalMinutes: int
  cacheMegabytes: int
  authority: string
  audience: string
  clientId: string
  scope: string
  trustedProxies: int
  auditRetentionDays: int
}
