import type { Client, Query, Recorded } from './client';
import type { ActiveUser, PeriodOverview, Template, TemplatesAnswer, TemplatesReport, UserAnswer } from './types';

/** Which usage is asked for: a period, and one template, an organization's, or all. */
export interface Scope extends Query {
  start_time: string;
  end_time: string;
  template_ids: string | undefined;
  organization_id: string | undefined;
}

export async function getReport(client: Client, scope: Scope, signal: AbortSignal): Promise<TemplatesReport> {
  return (await client.get<TemplatesAnswer>('insights/templates', { ...scope, sections: 'report' }, signal)).report!;
}

/** How long each user was active. */
export async function getActivity(client: Client, scope: Scope, signal: AbortSignal): Promise<ActiveUser[]> {
  const { report, names } = await client.get<UserAnswer<ActiveUser>>('insights/user-activity', { ...scope, names: 'true' }, signal);
  return report.users.map(user => ({ ...user, name: names?.[user.user_id] ?? '' }));
}

/** The sums of templates, by day. */
export async function getOverview(client: Client, scope: Scope, timezone: string, signal: AbortSignal): Promise<Recorded<PeriodOverview>> {
  const { value, ...more } = await client.getRecorded<{ report: PeriodOverview }>('insights/overview', { ...scope, timezone, sections: 'templates' }, signal);
  return { ...more, value: value.report };
}

export function getTemplates(client: Client, signal: AbortSignal): Promise<Template[]> {
  return client.get<Template[]>('templates', {}, signal);
}
