import type { JSX } from 'preact';
import type { Concurrency } from '../api/answers';
import type { Resource } from '../api/resource';
import { PictureButton } from '../charts/PictureButton';
import { SeriesChart } from '../charts/SeriesChart';
import type { Series } from '../charts/series';
import { dayPoints } from '../charts/days';
import { AnswerSaveButton } from '../controls/ExportMenu';
import type { Before } from '../figures/before';
import type { Figure } from '../figures/figure';
import { FigureList } from '../figures/FigureList';
import { formatCount, formatInstant } from '../format/text';
import { Panel } from '../panels/Panel';
import { activeIn } from '../people/figure';
import { useWho } from '../people/useWho';
import { usePeopleFormat } from '../privacy/privacy';
import { WhereNamed } from '../privacy/Withheld';
import { useSubject } from '../sections/answers';
import { serverNow } from '../time/clock';
import { periodOf } from '../time/period';
import { dayAt } from '../time/zone';
import { SkeletonChart } from '../ui/Skeleton';
import { show } from '../view/view';

/** How many were active at once on each day, at the most. */
export function ConcurrencyPanel({ resource, before }: { resource: Resource<Concurrency>; before: Before<Concurrency> }): JSX.Element {
  const { view, scope } = useSubject();
  const behind = useWho();
  const format = usePeopleFormat();
  return (
    <Panel
      title="Most at once" icon="users" span="full" resource={resource} skeleton={<SkeletonChart />} isEmpty={({ users }) => users.peak === 0}
      explanation={<ConcurrencyExplanation />} actions={<><PictureButton of="Most at once" /><AnswerSaveButton section="concurrency" /></>}
      headline={({ users }) => users.peak_at !== null && <span translate={false}>{formatInstant(users.peak_at, view.zone)}</span>}
    >
      {report => {
        const { days } = report;
        const dayOf = (place: number): string => dayAt(Date.parse(days[place]!.start_time), view.zone);
        const open = behind.open && ((place: number): void =>
          behind.open!(`Active users: ${dayPoints(days, view.zone)[place]!.title}`, [activeIn({ ...scope, ...periodOf({ start: dayOf(place), end: dayOf(place) }, view.zone, serverNow()) }, view.zone)]));
        return (
          <>
            <FigureList figures={figuresOf(report, format)} now={report} before={before} />
            <SeriesChart
              name="Most at once by day" pointName="Day" points={dayPoints(days, view.zone)} format={formatCount} onOpen={open}
              onZoom={(from, to) => show(view, { range: { start: dayOf(from), end: dayOf(to) }, preset: undefined })}
              series={seriesOf(days)}
            />
            {behind.dialog}
          </>
        );
      }}
    </Panel>
  );
}

function figuresOf({ workspaces }: Concurrency, format: (users: number) => string): Figure<Concurrency>[] {
  return [
    { id: 'peak', title: 'Users in a half-hour', value: ({ users }) => users.peak, format },
    { id: 'minute-peak', title: 'Users in a minute', value: ({ users }) => users.minute_peak, format },
    ...(workspaces === null ? [] : [{ id: 'workspaces-peak', title: 'Workspaces running', value: (report: Concurrency) => report.workspaces?.peak, format: formatCount }]),
  ];
}

function seriesOf(days: Concurrency['days']): Series[] {
  const users: Series[] = [
    { name: 'Users in a half-hour', kind: 'bar', tone: 1, values: days.map(day => day.users.peak) },
    { name: 'Users in a minute', kind: 'line', tone: 2, values: days.map(day => day.users.minute_peak) },
  ];
  const workspaces = days.map(day => day.workspaces?.peak ?? null);
  return workspaces.some(peak => peak !== null) ? [...users, { name: 'Workspaces running', kind: 'line', tone: 3, values: workspaces }] : users;
}

function ConcurrencyExplanation(): JSX.Element {
  return (
    <>
      <p>The most different people who were active in one half-hour of the day, and in one minute. Both are counted, not estimated.</p>
      <WhereNamed><p>Workspaces running are those between the end of a start and the next stop or deletion, as builds say.</p></WhereNamed>
      <p><WhereNamed>A click on a day shows who was active on it. </WhereNamed>Dragging shows only the days that are marked.</p>
    </>
  );
}
