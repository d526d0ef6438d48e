import type { Client, Query } from '../api/client';
import { getParameterKey, getPeople, type FigureQuery, type Scope } from '../api/insights';
import type { Adopted, PersonBehind } from '../api/answers';
import type { ParameterUsage } from '../api/types';

/** A figure that counts people. */
export interface Figure {
  /** What tells it from others that stand in the same place. */
  name: string;
  query: FigureQuery;
  /** The definition of its parameter, where a report has it without its key. */
  definition?: ParameterUsage;
}

/** Those who were active. */
export const activeIn = (scope: Scope, timezone: string, more: Query = {}): Figure => ({ name: 'Active', query: { ...scope, ...more, timezone, behind: 'activity' } });

/** Those who had a half-hour in which a latency was measured. */
export const measuredIn = (scope: Scope, timezone: string, more: Query = {}): Figure => ({ name: 'Measured', query: { ...scope, ...more, timezone, behind: 'latency' } });

/** Of those who may use templates who did, and who did not; those of whom there is nobody are left out. */
export const adoptedIn = (scope: Scope, timezone: string, { eligible_users: eligible = 0, adopted_users: adopted = 0 }: Adopted, more: Query = {}): Figure[] => [
  ...(adopted > 0 ? [{ name: 'Active', query: { ...scope, ...more, timezone, behind: 'adopted' } } satisfies Figure] : []),
  ...(eligible > adopted ? [{ name: 'Not active', query: { ...scope, ...more, timezone, behind: 'not_adopted' } } satisfies Figure] : []),
];

export async function loadPeople(client: Client, { query, definition }: Figure, signal: AbortSignal): Promise<PersonBehind[]> {
  const key = definition && await getParameterKey(client, query, definition, signal);
  return await getPeople(client, key === undefined ? query : { ...query, definition: key }, signal);
}
