metadata description = 'Types that modules share.'

@export()
@description('Tags of a resource, by name.')
type tagMap = {
  *: string
}

@export()
@description('Settings of the service, under the names that its options have.')
type serviceSettings = {
  @minValue(1)
  @maxValue(3650)
  retentionDays: int

  @minValue(0)
  @maxValue(240)
  keepMonths: int

  @minValue(1)
  @maxValue(1000)
  keepFloor: int

  @minValue(0)
  @maxValue(1000)
  groupCommitMilliseconds: int

  @minValue(1)
  @maxValue(1000000)
  maxUsers: int

  @minValue(1)
  @maxValue(100000)
  maxTemplates: int

  @minValue(0)
  @maxValue(10080)
  settleGraceMinutes: int

  @minValue(0)
  @maxValue(10080)
  sealGraceMinutes: int

  @minValue(61)
  @maxValue(10080)
  quietMinutes: int

  @minValue(1)
  @maxValue(1440)
  foldIntervalMinutes: int

  @minValue(0)
  @maxValue(65536)
  cacheMegabytes: int

  @minValue(1)
  @maxValue(65536)
  reportMegabytes: int

  @maxLength(512)
  authority: string

  @maxLength(512)
  audience: string

  @maxLength(128)
  clientId: string

  @maxLength(512)
  scope: string

  @maxLength(2048)
  imageOrigins: string

  @minValue(0)
  @maxValue(8)
  trustedProxies: int

  @minValue(30)
  @maxValue(3650)
  auditRetentionDays: int

  coderAccess: 'coder' | 'local'

  @maxLength(63)
  exportContainer: string

  noticeFormat: 'teams' | 'slack'

  @maxLength(512)
  page: string

  digest: bool

  @minValue(0)
  @maxValue(100)
  fellPercent: int

  @minValue(0)
  @maxValue(1000000)
  peakAbove: int

  @minValue(0)
  @maxValue(60000)
  latencyAboveMs: int

  privacyLevel: 'named' | 'pseudonymous' | 'aggregated'

  @maxLength(4096)
  privacyOrganizations: string

  @minValue(3)
  @maxValue(1000)
  groupFloor: int

  @minValue(0)
  @maxValue(365)
  knownDays: int

  @maxLength(4096)
  officers: string

  @minValue(1)
  @maxValue(168)
  revealHours: int

  revealsNeedTwo: bool

  @minValue(0)
  @maxValue(3650)
  personDays: int
}
