import type { Client, Query } from '../api/client';
import type { Privacy } from '../privacy/privacy';

/** What may be exported, under the names that the API has for it. */
export const sections = {
  'active-users': 'Active users',
  'user-latency': 'Users latency',
  'app-usage': 'App & IDE usage',
  'user-activity': 'User activity',
  parameters: 'Parameters usage',
} as const;

export type Section = keyof typeof sections;

/** Whether there is anything in it: parameters are of single people's workspaces, and others list users. */
export const isShown = (section: Section, privacy: Privacy | undefined): boolean =>
  privacy === undefined || (section !== 'parameters' && (privacy.level === 'pseudonymous' || (section !== 'user-latency' && section !== 'user-activity')));

/** What else may be, each by itself. */
export const answerSections = {
  concurrency: 'Most at once',
  'concurrency-hours': 'Hours of the week',
  forecast: 'Forecast',
  connection: 'Latency by day',
  'connection-templates': 'Latency of templates',
  'session-apps': 'Tools',
  versions: 'Versions in use',
  trends: 'Months',
  utilization: 'Utilization',
  adoption: 'New and lapsed users',
  cohorts: 'Cohorts',
  support: 'Who needs help',
  'parameter-values': 'Parameters over time',
} as const;

export type AnswerSection = keyof typeof answerSections;

/** Saves an export as a file. The token goes in a header, so that the file is fetched here and handed to the browser. */
export async function save(client: Client, query: Query, section: Section | AnswerSection | undefined): Promise<void> {
  const { name, content } = await client.download('insights/export', { ...query, section, format: 'csv' }, new AbortController().signal);
  saveAs(content, name);
}

/** Hands a file to the browser. */
export function saveAs(content: Blob, name: string): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(content);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}
