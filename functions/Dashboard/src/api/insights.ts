import type { Client, Query, Recorded } from './client';
import type { ParameterTrends, PersonBehind } from './answers';
import type { ActiveUser, ParameterUsage, PeriodOverview, Template, TemplatesAnswer, TemplatesReport, UserAnswer } from './types';

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

/** Which people are asked for: those whom a figure of a report counts. */
export interface FigureQuery extends Scope {
  behind: 'activity' | 'latency' | 'new' | 'returning' | 'resumed' | 'lapsed' | 'cohort' | 'adopted' | 'not_adopted' | 'parameter';
  timezone: string;
}

/** Whom a figure counts. */
export async function getPeople(client: Client, query: FigureQuery, signal: AbortSignal): Promise<PersonBehind[]> {
  return (await client.ask<{ report: { users: PersonBehind[] } }>('insights/people', query, signal)).report.users;
}

/** What tells a definition of a parameter from others of the name; undefined where the service knows none like it. */
export async function getParameterKey(client: Client, query: FigureQuery, asked: ParameterUsage, signal: AbortSignal): Promise<string | undefined> {
  const { report } = await client.get<{ report: ParameterTrends }>('insights/parameters', { ...query, behind: undefined, parameter: undefined, value: undefined }, signal);
  const textOf = ({ name, type, display_name, description, options = [] }: Omit<ParameterUsage, 'values' | 'template_ids'>): string => JSON.stringify([name, type, display_name, description, options]);
  return report.parameters.find(one => textOf(one) === textOf(asked))?.key;
}

/** The sums of templates, by day. */
export async function getOverview(client: Client, scope: Scope, timezone: string, signal: AbortSignal): Promise<Recorded<PeriodOverview>> {
  const { value, ...more } = await client.getRecorded<{ report: PeriodOverview }>('insights/overview', { ...scope, timezone, sections: 'templates' }, signal);
  return { ...more, value: value.report };
}

export function getTemplates(client: Client, signal: AbortSignal): Promise<Template[]> {
  return client.get<Template[]>('templates', {}, signal);
}
