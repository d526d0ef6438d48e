import { getActivity, getIntervals, getLatency, getReport, type Scope } from '../api/insights';
import { useRefresh } from '../api/refresh';
import { useResource, type Resource } from '../api/resource';
import type { ActiveUser, IntervalReport, MeasuredUser, TemplatesReport } from '../api/types';
import { useSignedIn } from '../session/session';
import { serverNow } from '../time/clock';
import { periodOf } from '../time/period';
import type { View } from '../view/view';

export interface Reports {
  scope: Scope;
  intervals: Resource<IntervalReport[]>;
  report: Resource<TemplatesReport>;
  latency: Resource<MeasuredUser[]>;
  activity: Resource<ActiveUser[]>;
  tick: number;
}

/** What the panels show of some templates, each fetched by itself; again every minute while today is among the days. */
export function useReports(view: View, of: { template?: string; organization?: string | undefined }): Reports {
  const { client } = useSignedIn();
  const tick = useRefresh(view.range.end >= view.today);

  // The time of the last refresh decides how far the period goes: what is asked for then is the same for all panels.
  const scope: Scope = { ...periodOf(view.range, view.zone, serverNow()), template_ids: of.template, organization_id: of.organization };
  const key = [view.range.start, view.range.end, view.zone, of.template, of.organization].join(' ');
  return {
    scope,
    tick,
    intervals: useResource(`intervals ${view.interval} ${key}`, tick, signal => getIntervals(client, scope, view.interval, view.zone, signal)),
    report: useResource(`report ${key}`, tick, signal => getReport(client, scope, signal)),
    latency: useResource(`latency ${key}`, tick, signal => getLatency(client, scope, signal)),
    activity: useResource(`activity ${key}`, tick, signal => getActivity(client, scope, signal)),
  };
}
