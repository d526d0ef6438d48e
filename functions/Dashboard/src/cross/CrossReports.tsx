import type { JSX } from 'preact';
import type { Recorded } from '../api/client';
import { getOverview, type Scope } from '../api/insights';
import { mapResource, useResource, type Resource } from '../api/resource';
import type { Template } from '../api/types';
import type { Reports } from '../pages/useReports';
import { useSignedIn } from '../session/session';
import { serverNow } from '../time/clock';
import { lastWholeDays, periodOf, rangeBefore } from '../time/period';
import type { View } from '../view/view';
import { PoorLatencyPanel } from './PoorLatencyPanel';
import { RankingPanel } from './RankingPanel';
import { UnchangedPanel } from './UnchangedPanel';
import { UnusedPanel } from './UnusedPanel';

interface Props {
  view: View;
  reports: Reports;
  organization: string | undefined;
  templateOf: (id: string) => Template | undefined;
}

/** What only a look over all templates shows: which of them matter, and what could go. */
export function CrossReports({ view, reports, organization, templateOf }: Props): JSX.Element {
  const { client } = useSignedIn();
  const week = lastWholeDays(view.range, 7, view.today);
  const key = [view.range.start, view.range.end, view.zone, organization].join(' ');
  const scopeOf = (range: typeof week): Scope => ({ ...reports.scope, ...periodOf(range, view.zone, serverNow()) });
  const overview = valueOf(useResource(`overview ${key}`, reports.tick, signal =>
    getOverview(client, reports.scope, view.zone, 'templates,unused,parameters', signal)));

  const weekKey = [week.end, view.zone, organization].join(' ');
  const thisWeek = valueOf(useResource(`this-week ${weekKey}`, reports.tick, signal => getOverview(client, scopeOf(week), view.zone, 'templates', signal), true));
  const weekBefore = valueOf(useResource(`week-before ${weekKey}`, reports.tick, signal =>
    getOverview(client, scopeOf(rangeBefore(week)), view.zone, 'templates', signal), true));
  return (
    <>
      <h2 class="section-head">Across templates</h2>
      <div class="panels">
        <RankingPanel overview={overview} thisWeek={thisWeek} weekBefore={weekBefore} week={week} view={view} templateOf={templateOf} />
        <PoorLatencyPanel resource={reports.latency} />
        <UnusedPanel overview={overview} templateOf={templateOf} />
        <UnchangedPanel overview={overview} usage={reports.report} templateOf={templateOf} />
      </div>
    </>
  );
}

const valueOf = <T,>(resource: Resource<Recorded<T>>): Resource<T> => mapResource(resource, recorded => recorded.value);
