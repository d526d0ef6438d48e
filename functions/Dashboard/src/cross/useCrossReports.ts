import type { Recorded } from '../api/client';
import { getOverview, type Scope } from '../api/insights';
import { mapResource, useResource, type Resource } from '../api/resource';
import type { OverviewAnswer } from '../api/types';
import type { Reports } from '../pages/useReports';
import { useSignedIn } from '../session/session';
import { serverNow } from '../time/clock';
import { lastWholeDays, periodOf, rangeBefore, type DateRange } from '../time/period';
import type { View } from '../view/view';

type Overview = Resource<OverviewAnswer['report']>;

/** What templates are compared by: all of the range, and the last whole week of it with the week before. */
export interface CrossReportsData {
  overview: Overview;
  thisWeek: Overview;
  weekBefore: Overview;
  week: DateRange;
}

export function useCrossReports(view: View, reports: Reports, organization: string | undefined): CrossReportsData {
  const { client } = useSignedIn();
  const week = lastWholeDays(view.range, 7, view.today);
  const key = JSON.stringify([view.range, view.zone, organization, view.filters]);
  const scopeOf = (range: DateRange): Scope => ({ ...reports.scope, ...periodOf(range, view.zone, serverNow()) });
  const overview = useResource(`overview ${key}`, reports.tick, signal => getOverview(client, reports.scope, view.zone, 'templates,unused,parameters', signal));

  const weekKey = JSON.stringify([week.end, view.zone, organization, view.filters]);
  const thisWeek = useResource(`this-week ${weekKey}`, reports.tick, signal => getOverview(client, scopeOf(week), view.zone, 'templates', signal), true);
  const weekBefore = useResource(`week-before ${weekKey}`, reports.tick, signal => getOverview(client, scopeOf(rangeBefore(week)), view.zone, 'templates', signal), true);
  return { overview: valueOf(overview), thisWeek: valueOf(thisWeek), weekBefore: valueOf(weekBefore), week };
}

const valueOf = <T,>(resource: Resource<Recorded<T>>): Resource<T> => mapResource(resource, recorded => recorded.value);
