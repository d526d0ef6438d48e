import type { Client, Query, Recorded } from './client';
import type {
  ActiveUser, IntervalReport, MeasuredUser, OverviewAnswer, ReportUser, Template, TemplatesAnswer, TemplatesReport, UserAnswer,
} from './types';

/** Which usage is asked for: a period, and one template, an organization's, or all. */
export interface Scope extends Query {
  start_time: string;
  end_time: string;
  template_ids: string | undefined;
  organization_id: string | undefined;
}

export async function getReport(client: Client, scope: Scope, signal: AbortSignal): Promise<Recorded<TemplatesReport>> {
  const { value, since } = await client.getRecorded<TemplatesAnswer>('insights/templates', { ...scope, sections: 'report' }, signal);
  return { value: value.report!, since };
}

export async function getIntervals(
  client: Client, scope: Scope, interval: string, timezone: string, signal: AbortSignal,
): Promise<Recorded<IntervalReport[]>> {
  const query = { ...scope, interval, timezone, sections: 'interval_reports' };
  const { value, since } = await client.getRecorded<TemplatesAnswer>('insights/templates', query, signal);
  return { value: value.interval_reports!, since };
}

export const getActivity = (client: Client, scope: Scope, signal: AbortSignal): Promise<Recorded<ActiveUser[]>> =>
  getUsers<ActiveUser>(client, 'insights/user-activity', scope, signal);

export const getLatency = (client: Client, scope: Scope, signal: AbortSignal): Promise<Recorded<MeasuredUser[]>> =>
  getUsers<MeasuredUser>(client, 'insights/user-latency', scope, signal);

export async function getOverview(
  client: Client, scope: Scope, timezone: string, sections: string, signal: AbortSignal,
): Promise<Recorded<OverviewAnswer['report']>> {
  const { value, since } = await client.getRecorded<OverviewAnswer>('insights/overview', { ...scope, timezone, sections }, signal);
  return { value: value.report, since };
}

export function getTemplates(client: Client, signal: AbortSignal): Promise<Template[]> {
  return client.get<Template[]>('templates', {}, signal);
}

async function getUsers<T extends ReportUser>(client: Client, path: string, scope: Scope, signal: AbortSignal): Promise<Recorded<T[]>> {
  const { value, since } = await client.getRecorded<UserAnswer<T>>(path, { ...scope, names: 'true' }, signal);
  return { value: value.report.users.map(user => ({ ...user, name: value.names?.[user.user_id] ?? '' }) as T), since };
}
