import type { Recorded } from '../api/client';
import { getIntervals, getLatency, getOverview, getReport } from '../api/insights';
import { mapResource, useResource, type Resource } from '../api/resource';
import type { AppUsage, IntervalReport } from '../api/types';
import type { Reports } from '../pages/useReports';
import { useSignedIn } from '../session/session';
import { serverNow } from '../time/clock';
import { comparablePeriod } from '../time/period';
import { comparedRange } from '../view/compared';
import type { View } from '../view/view';
import type { Usage } from './figure';

/** What a view is compared with. */
export interface Other {
  usage: Resource<Usage>;
  /** Undefined where nothing was chosen to compare with, and the range before is taken. */
  intervals: Resource<IntervalReport[]> | undefined;
  apps: Resource<readonly AppUsage[]> | undefined;
  /** When records of it begin. */
  since: number | null | undefined;
  /** When it begins itself. */
  start: number;
}

/** The usage that a view is compared with, of the same length: what is not over is compared with as much of the other. */
export function useOther(view: View, reports: Reports): Other {
  const { client } = useSignedIn();
  const { compared } = view;
  const isChosen = compared !== undefined;
  const range = comparedRange(compared, view.range);
  const period = comparablePeriod(range, view.range, view.zone, serverNow());
  const scope = { ...reports.scope, ...period, ...(compared?.kind === 'template' && { template_ids: compared.id, organization_id: undefined }) };
  const isOver = compared?.kind !== 'template';
  const tick = isOver ? 0 : reports.tick;

  // Every hour there is more of it to compare with; in between it is what it was.
  const key = JSON.stringify([range, view.range.end, view.zone, { ...scope, ...(!isOver && { end_time: '' }) }]);
  const usage = useResource<Recorded<Usage>>(`usage ${key}`, tick, async signal => {
    const [overview, latency] = await Promise.all([
      getOverview(client, scope, view.zone, 'templates', signal), getLatency(client, scope, signal),
    ]);
    return { since: overview.since, value: { activeUsers: overview.value.active_users, seconds: overview.value.seconds, latency: latency.value } };
  }, isOver);
  const intervals = useResource<IntervalReport[] | undefined>(`intervals ${isChosen} ${view.interval} ${key}`, tick, async signal =>
    (isChosen ? (await getIntervals(client, scope, view.interval, view.zone, signal)).value : undefined), isOver);
  const apps = useResource<AppUsage[] | undefined>(`apps ${isChosen} ${key}`, tick, async signal =>
    (isChosen ? (await getReport(client, scope, signal)).value.apps_usage : undefined), isOver);
  return {
    usage: mapResource(usage, ({ value }) => value),
    intervals: isChosen ? mapResource(intervals, value => value ?? []) : undefined,
    apps: isChosen ? mapResource(apps, value => value ?? []) : undefined,
    since: usage.state === 'ready' ? usage.data.since : undefined,
    start: Date.parse(period.start_time),
  };
}
