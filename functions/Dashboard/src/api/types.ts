// The answers of the API, as far as the page reads them.

import type { Privacy } from '../privacy/privacy';

export interface Permissions {
  /** Whether the credential has the scope `read`, without which it views nothing. */
  read: boolean;
  view_all_insights: boolean;
  ingest: boolean;
  administer: boolean;
  /** Whether he may have people shown where they are not named, and see that this was done. */
  reveal?: boolean;
  oversee_reveals?: boolean;
}

export interface Me {
  id: string;
  username: string;
  name: string;
  avatar_url: string;
  roles: Role[];
  permissions: Permissions;
  /** What the strictest of its organizations lets see of people. */
  privacy?: { level: 'named' | Privacy['level']; floor?: number; reveal_hours?: number; reveals_need_two?: boolean };
  /** The origins of which pictures may be shown. */
  image_origins: string[];
}

/** Without an organization it is a role in all of the deployment. */
export interface Role {
  name: string;
  organization_id?: string;
}

export interface Template {
  id: string;
  name: string;
  display_name: string;
  icon: string;
  organization_id?: string;
  organization_name?: string;
  organization_display_name?: string;
  created_at?: string;
}

export interface AuthMethods {
  token: boolean;
  oidc?: OidcMethod;
}

export interface OidcMethod {
  authority: string;
  client_id: string;
  scope: string;
}

export interface AppUsage {
  template_ids: string[];
  type: 'builtin' | 'app';
  display_name: string;
  slug: string;
  icon: string;
  seconds: number;
  times_used: number;
}

export interface ParameterOption {
  name: string;
  description: string;
  value: string;
  icon: string;
}

export interface ParameterUsage {
  template_ids: string[];
  display_name: string;
  name: string;
  type: string;
  description: string;
  options?: ParameterOption[];
  values: { value: string; count: number }[];
}

export interface TemplatesReport {
  start_time: string;
  end_time: string;
  template_ids: string[];
  active_users: number;
  apps_usage: AppUsage[];
  parameters_usage: ParameterUsage[];
}

export interface IntervalReport {
  start_time: string;
  end_time: string;
  template_ids: string[];
  interval: Interval;
  active_users: number;
}

export interface TemplatesAnswer {
  report?: TemplatesReport;
}

export interface ReportUser {
  template_ids: string[];
  user_id: string;
  username: string;
  /** The name of the person; empty where the catalog has none. */
  name: string;
  avatar_url: string;
}

export interface ActiveUser extends ReportUser {
  seconds: number;
}

export interface MeasuredUser extends ReportUser {
  latency_ms: { p50: number; p95: number };
}

export interface UserAnswer<T extends ReportUser> {
  report: { template_ids: string[]; users: Omit<T, 'name'>[] };
  /** The names of people by their ids. */
  names?: Record<string, string>;
}

export interface TemplateOverview {
  template_id: string;
  active_users: number;
  seconds: number;
  daily_active_users: number[];
  /** When the records of the template begin. */
  data_since?: string;
}

export interface UnusedApp {
  slug: string;
  display_name: string;
  icon: string;
  template_ids: string[];
}

export interface UnchangedParameter {
  name: string;
  display_name: string;
  type: string;
  description: string;
  options?: ParameterOption[];
  template_ids: string[];
  default_value: string;
  workspaces: number;
}

/** What some templates were used for in a period, in figures. */
export interface Figures {
  active_users: number;
  seconds: number;
  /** The median of the users' medians, -1 where none was measured, and whose is poor. */
  latency_ms: { p50: number; measured_users: number; poor_users: number };
  /** Absent where builds are withheld. */
  builds?: BuildCounts | undefined;
}

export interface BuildCounts {
  builds: number;
  failed: number;
  workspaces: number;
}

/** The sums of a period, and of each template in it. */
export interface PeriodOverview {
  start_time: string;
  end_time: string;
  active_users: number;
  seconds: number;
  templates: TemplateOverview[];
}

/** The same with what nobody used. */
export interface Overview extends PeriodOverview {
  unused_template_ids?: string[] | undefined;
  unused_apps?: UnusedApp[] | undefined;
  unchanged_parameters?: UnchangedParameter[] | undefined;
}

export type Interval = 'day' | 'week';

export interface Source {
  id: string;
  name: string;
  poll_seconds?: number;
  /** Since the last poll that succeeded; absent before the first. */
  lag_seconds?: number;
  polled_at?: string;
  succeeded_at?: string;
  newest_report_at?: string;
  rows_read: number;
  rows_sent: number;
  rows_refused: number;
  error?: string;
  problems: string[];
  /** What cannot be known by the way that it reads, in sentences. */
  omits?: string[];
  followed_since?: string;
  history?: { days: number; days_left: number; rows: number };
  history_days_left: number;
}

export interface SourcesAnswer {
  sources: Source[];
}
