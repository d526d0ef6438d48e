import type { Recorded } from '../api/client';
import { getActivity, getIntervals, getLatency, getReport, type Scope } from '../api/insights';
import { useRefresh } from '../api/refresh';
import { mapResource, useResource, type Resource } from '../api/resource';
import type { ActiveUser, IntervalReport, MeasuredUser, TemplatesReport } from '../api/types';
import { useSignedIn } from '../session/session';
import { serverNow } from '../time/clock';
import { periodOf } from '../time/period';
import { filterQuery } from '../view/filters';
import type { View } from '../view/view';

/** Whose usage: of one template, of an organization's templates, or, with neither, of all. */
export interface Subject {
  template?: string | undefined;
  organization?: string | undefined;
}

export interface Reports {
  scope: Scope;
  intervals: Resource<IntervalReport[]>;
  report: Resource<TemplatesReport>;
  latency: Resource<MeasuredUser[]>;
  activity: Resource<ActiveUser[]>;
  /** When records of it begin; null where there are none, undefined while that is not known. */
  since: number | null | undefined;
  tick: number;
}

/** What the panels show of some templates, each fetched by itself; again every minute while today is among the days. */
export function useReports(view: View, of: Subject): Reports {
  const { client } = useSignedIn();
  const tick = useRefresh(view.range.end >= view.today);

  // The time of the last refresh decides how far the period goes: what is asked for then is the same for all panels.
  const scope: Scope = { ...periodOf(view.range, view.zone, serverNow()), template_ids: of.template, organization_id: of.organization, ...filterQuery(view.filters) };
  const key = JSON.stringify([view.range, view.zone, of, view.filters]);
  const intervals = useResource(`intervals ${view.interval} ${key}`, tick, signal => getIntervals(client, scope, view.interval, view.zone, signal));
  const report = useResource(`report ${key}`, tick, signal => getReport(client, scope, signal));
  const latency = useResource(`latency ${key}`, tick, signal => getLatency(client, scope, signal));
  const activity = useResource(`activity ${key}`, tick, signal => getActivity(client, scope, signal));
  const answered = [report, intervals, latency, activity].find(one => one.state === 'ready');
  return {
    scope,
    tick,
    intervals: mapResource(intervals, valueOf),
    report: mapResource(report, valueOf),
    latency: mapResource(latency, valueOf),
    activity: mapResource(activity, valueOf),
    since: answered?.state === 'ready' ? answered.data.since : undefined,
  };
}

/**
 * When records of something begin, asked for where the address leaves it to the page which days are shown: by a report of today,
 * which is quick. Undefined where it is not known, and `isAsking` while it may yet be.
 */
export function useFirstRecord(of: Subject, zone: string, today: string, isWanted: boolean): { since: number | null | undefined; isAsking: boolean } {
  const { client } = useSignedIn();
  const key = isWanted ? ['first', of.template, of.organization].join(' ') : 'nothing';
  const first = useResource(key, 0, async signal => {
    const scope = { ...periodOf({ start: today, end: today }, zone, serverNow()), template_ids: of.template, organization_id: of.organization };
    return isWanted ? (await getReport(client, scope, signal)).since : undefined;
  }, true);
  return { since: first.state === 'ready' ? first.data : undefined, isAsking: isWanted && first.state === 'loading' };
}

const valueOf = <T>(recorded: Recorded<T>): T => recorded.value;
