// The answers about capacity, adoption, utilization and support, as far as the page reads them.

import type { OwnReveal } from '../reveals/reveal';
import type { AppUsage, ParameterOption, ReportUser } from './types';

/** The most at once: in a half-hour, and in one minute. */
export interface Peak {
  peak: number;
  peak_at: string | null;
  minute_peak: number;
  minute_peak_at: string | null;
}

export interface CellFigures {
  mean: number;
  p95: number;
  max: number;
}

export interface Span {
  start_time: string;
  end_time: string;
}

export interface ConcurrencyDay extends Span {
  users: Peak;
  workspaces?: Pick<Peak, 'peak' | 'peak_at'> | null;
}

/** A clock hour of a weekday; 1 is Monday. */
export interface HeatCell {
  weekday: number;
  hour: number;
  /** How many such hours there are in the range. */
  hours: number;
  users: CellFigures | null;
}

export interface Concurrency extends Span {
  users: Peak;
  workspaces: Pick<Peak, 'peak' | 'peak_at'> | null;
  days: ConcurrencyDay[];
  heat_map: HeatCell[];
}

export interface ForecastDay {
  date: string;
  expected: number;
  low_80: number;
  high_80: number;
  low_95: number;
  high_95: number;
}

export interface Backtest {
  week: number;
  samples: number;
  mean_absolute_error: number;
  share: number | null;
  within_80: number;
  within_95: number;
}

export interface ForecastOf {
  growth_per_week: number;
  forecast: ForecastDay[];
  backtest: Backtest[];
}

export interface Forecast {
  enough_history: boolean;
  history_days: number;
  needed_days: number;
  weeks: number;
  history: { date: string; active_users: number; peak_users: number }[];
  active_users: ForecastOf | null;
  peak_users: ForecastOf | null;
}

/** In milliseconds; -1 where none was measured. */
export interface Latency {
  p50: number;
  p95: number;
}

export interface Measured {
  half_hours: number;
  latency_ms: Latency;
}

export interface Connection extends Span, Measured {
  days: (Span & Measured)[];
  hours: (Measured & { hour: number })[];
  templates: (Measured & { template_id: string })[];
  organizations: (Measured & { organization_id: string })[];
  histogram: { from_ms: number; to_ms: number | null; half_hours: number }[];
}

/** An app of sessions beside the family that it is of. */
export interface ToolUsage extends Omit<AppUsage, 'type'> {
  type: 'builtin' | 'app' | 'session_app';
  family?: string;
}

export interface VersionUse {
  template_version_id: string;
  workspaces: number;
  used_workspaces: number;
  owners: number;
  first_built_at: string;
  last_built_at: string;
}

export interface Versions extends Span {
  templates: { template_id: string; versions: VersionUse[] }[];
}

export interface TrendSlot extends Span {
  /** Whether usage itself is gone, and the figures are those that were kept of it. */
  kept: boolean;
  active_users: number | null;
  daily_active_users: number | null;
  weekly_active_users: number | null;
  monthly_active_users: number | null;
  stickiness: number | null;
  seconds: number;
  apps: { type: string; slug: string; display_name: string; seconds: number; active_users: number }[];
}

export interface Trends extends Span {
  slots: TrendSlot[];
  kept_left_out?: boolean;
}

/** For how long workspaces ran, and for how long of it they were used, in seconds. */
export interface Use {
  running_seconds: number;
  used_seconds: number;
  idle_seconds: number;
  share?: number;
  cost?: number;
  idle_cost?: number;
}

export interface WorkspaceUse extends Use {
  workspace_id: string;
  workspace_name: string;
  template_id: string;
  user_id?: string;
  username?: string;
  running: boolean;
  started_at?: string;
  never_used: boolean;
}

export interface UserUse extends Use, Omit<ReportUser, 'name'> {
  workspaces: number;
}

export interface Utilization extends Span, Use {
  workspaces_running: number;
  workspaces_never_used: number;
  workspaces_unknown: number;
  templates: (Use & { template_id: string; workspaces: number })[];
  users: UserUse[];
  workspaces: WorkspaceUse[];
}

export interface AdoptionWeek extends Span {
  recorded_days: number;
  active: number;
  new: number;
  returning: number;
  resumed: number;
  lapsed: number;
}

/** How many of those who may use something do. */
export interface Adopted {
  eligible_users?: number;
  adopted_users?: number;
  share?: number;
}

export interface Adoption extends Span, Adopted {
  active_users: number;
  daily_users: number;
  weekly_users: number;
  monthly_users: number;
  stickiness?: number;
  days: (Span & { daily: number; weekly: number; monthly: number })[];
  weeks: AdoptionWeek[];
  cohorts: { start_time: string; users: number; active: number[] }[];
  templates: (Adopted & { template_id: string; active_users: number; weekly_users: number; monthly_users: number; stickiness?: number })[];
  groups: (Adopted & { group_id: string; name: string; display_name: string })[];
  organizations: (Adopted & { organization_id: string; name: string; display_name: string })[];
}

export type Signal = 'no_usage' | 'fell' | 'slower' | 'below_group';

export interface SupportedUser extends Omit<ReportUser, 'name'> {
  seconds: number;
  previous_seconds?: number;
  latency_ms?: Latency;
  previous_latency_ms?: Latency;
  apps: Pick<AppUsage, 'type' | 'slug' | 'display_name' | 'icon' | 'seconds'>[];
  workspaces: number;
  signals: Signal[];
  no_usage_template_ids?: string[];
  slower_since?: string;
  below_group?: { group_id: string; name: string; median_seconds: number };
}

export interface Support extends Span {
  previous: Span & { recorded: boolean };
  users: SupportedUser[];
}

export interface UserReport extends Span {
  user_id: string;
  username: string;
  name: string;
  avatar_url: string;
  template_ids: string[];
  seconds: number;
  active_days: number;
  latency_ms: Latency;
  templates: { template_id: string; name: string; display_name: string; icon: string; seconds: number }[];
  apps: AppUsage[];
  days: (Span & { seconds: number; latency_ms: Latency })[];
  workspaces: WorkspaceUse[];
}

export interface ParameterTrend {
  template_ids: string[];
  /** What tells its definition from others of the name. */
  key: string;
  name: string;
  display_name: string;
  type: string;
  description: string;
  /** Whether any version of a template defines it. */
  defined: boolean;
  options?: ParameterOption[];
  workspaces: number;
  values: { value: string; count: number; share: number }[];
  others?: number;
  unused_options?: { name: string; value: string }[];
  distribution?: { min: number; p25: number; p50: number; p75: number; p95: number; max: number };
  slots: (Span & { workspaces: number; counts: number[]; others?: number })[];
}

export interface ParameterTrends extends Span {
  parameters: ParameterTrend[];
}

/** Who is behind a figure. What the figure has nothing to do with is absent. */
export interface PersonBehind extends ReportUser {
  seconds?: number;
  half_hours?: number;
  latency_ms?: Latency;
  workspaces?: number;
  first_at?: string;
  last_at?: string;
}

/** An answer with the names of the people in it. */
export interface NamedAnswer<T> {
  report: T;
  names?: Record<string, string>;
}

/** The page of a user, with what only he himself sees. */
export interface UserAnswer extends NamedAnswer<UserReport> {
  reveals?: OwnReveal[];
  /** By which reveal it is shown. */
  reveal?: { id: string; ends_at: string };
}
