import type { Client, Query } from './client';
import type {
  ActiveUser, IntervalReport, MeasuredUser, OverviewAnswer, Template, TemplatesAnswer, TemplatesReport, UserAnswer,
} from './types';

/** Which usage is asked for: a period, and one template, an organization's, or all. */
export interface Scope extends Query {
  start_time: string;
  end_time: string;
  template_ids: string | undefined;
  organization_id: string | undefined;
}

export async function getReport(client: Client, scope: Scope, signal: AbortSignal): Promise<TemplatesReport> {
  const answer = await client.get<TemplatesAnswer>('insights/templates', { ...scope, sections: 'report' }, signal);
  return answer.report!;
}

export async function getIntervals(
  client: Client, scope: Scope, interval: string, timezone: string, signal: AbortSignal,
): Promise<IntervalReport[]> {
  const query = { ...scope, interval, timezone, sections: 'interval_reports' };
  return (await client.get<TemplatesAnswer>('insights/templates', query, signal)).interval_reports!;
}

export async function getActivity(client: Client, scope: Scope, signal: AbortSignal): Promise<ActiveUser[]> {
  return (await client.get<UserAnswer<ActiveUser>>('insights/user-activity', scope, signal)).report.users;
}

export async function getLatency(client: Client, scope: Scope, signal: AbortSignal): Promise<MeasuredUser[]> {
  return (await client.get<UserAnswer<MeasuredUser>>('insights/user-latency', scope, signal)).report.users;
}

export async function getOverview(
  client: Client, scope: Scope, timezone: string, sections: string, signal: AbortSignal,
): Promise<OverviewAnswer['report']> {
  return (await client.get<OverviewAnswer>('insights/overview', { ...scope, timezone, sections }, signal)).report;
}

export function getTemplates(client: Client, signal: AbortSignal): Promise<Template[]> {
  return client.get<Template[]>('templates', {}, signal);
}
