import type { JSX } from 'preact';
import type { Connection, Latency, Span } from '../api/answers';
import type { Query } from '../api/client';
import { PictureButton } from '../charts/PictureButton';
import { SeriesChart } from '../charts/SeriesChart';
import { dayPoints } from '../charts/days';
import type { Point, Series } from '../charts/series';
import { AnswerSaveButton } from '../controls/ExportMenu';
import { mapBefore } from '../figures/before';
import { BeforeNote } from '../figures/BeforeNote';
import type { Figure } from '../figures/figure';
import { FigureList } from '../figures/FigureList';
import { formatCount, formatFullDate, formatHour, formatMs } from '../format/text';
import { Panel } from '../panels/Panel';
import { measuredIn } from '../people/figure';
import { useWho } from '../people/useWho';
import { WhereNamed } from '../privacy/Withheld';
import { useAnswer, useBefore, useSubject } from '../sections/answers';
import { SkeletonChart, SkeletonRows } from '../ui/Skeleton';
import { serverNow } from '../time/clock';
import { periodOf } from '../time/period';
import { dayAt } from '../time/zone';
import { show } from '../view/view';
import { templateUrl } from '../view/location';
import { ConnectionTable, type ConnectionRow } from './ConnectionTable';

/** How the connection is: by day, by hour, how it is spread, and for whom. */
export function ConnectionSection(): JSX.Element {
  const subject = useSubject();
  const { view, scope, isTemplate, nameOfTemplate, nameOfOrganization } = subject;
  const behind = useWho();
  const connection = useAnswer<Connection>('connection');
  const before = useBefore<Connection>('connection', connection);
  const dayOf = ({ start_time: start }: Span): string => dayAt(Date.parse(start), view.zone);
  const dayPeriod = (day: Span): Query => ({ ...periodOf({ start: dayOf(day), end: dayOf(day) }, view.zone, serverNow()) });

  // Where nothing was measured there is nobody.
  const open = behind.open && (({ half_hours: count }: { half_hours: number }, title: string, more: Query): void => {
    if (count > 0) {
      behind.open!(`Latency: ${title}`, [measuredIn(scope, view.zone, more)]);
    }
  });
  const templatesOf = ({ templates }: Connection): ConnectionRow[] => templates.map(one => ({ ...one, id: one.template_id, name: nameOfTemplate(one.template_id), href: templateUrl(one.template_id) }));
  const organizationsOf = ({ organizations }: Connection): ConnectionRow[] => organizations.map(one => ({ ...one, id: one.organization_id, name: nameOfOrganization(one.organization_id) }));
  const isEmpty = ({ half_hours: count }: Connection): boolean => count === 0;
  return (
    <>
      <BeforeNote before={before} {...subject} />
      <Panel
        title="Latency by day" icon="gauge" span="full" resource={connection} skeleton={<SkeletonChart />} isEmpty={isEmpty} explanation={<ConnectionExplanation />}
        actions={<><PictureButton of="Latency by day" /><AnswerSaveButton section="connection" /></>}
      >
        {report => <>
          <FigureList figures={figures} now={report} before={before} />
          <SeriesChart
            name="Latency by day" pointName="Day" points={dayPoints(report.days, view.zone)} series={seriesOf(report.days)} format={formatMs}
            onOpen={open && (place => open(report.days[place]!, formatFullDate(dayOf(report.days[place]!)), dayPeriod(report.days[place]!)))}
            onZoom={(from, to) => show(view, { range: { start: dayOf(report.days[from]!), end: dayOf(report.days[to]!) }, preset: undefined })}
          />
        </>}
      </Panel>
      <Panel
        title="Latency by hour" icon="clock" span="half" resource={connection} skeleton={<SkeletonChart />} isEmpty={isEmpty} actions={<PictureButton of="Latency by hour" />}
        explanation={<p>The same by the hour of the day in the time zone that is chosen, over all days of the range.</p>}
      >
        {({ hours }) => (
          <SeriesChart
            name="Latency by hour" pointName="Hour" points={hours.map(({ hour }): Point => ({ label: String(hour), title: formatHour(hour) }))} series={seriesOf(hours)} format={formatMs}
            onOpen={open && (place => open(hours[place]!, formatHour(hours[place]!.hour), { hour: String(hours[place]!.hour) }))}
          />
        )}
      </Panel>
      <Panel
        title="Latency distribution" icon="bars" span="half" resource={connection} skeleton={<SkeletonChart />} isEmpty={isEmpty} actions={<PictureButton of="Latency distribution" />}
        explanation={<p>How many half-hours of use had a median latency of so many milliseconds. The steps grow with the latency, as its effect does not.</p>}
      >
        {({ histogram }) => {
          const bars = usedOf(histogram);
          return (
            <SeriesChart
              name="Latency distribution" pointName="Latency" points={bars.map(pointOf)} format={formatCount}
              series={[{ name: 'Half-hours', kind: 'bar', tone: 1, values: bars.map(({ half_hours: count }) => count) }]}
              onOpen={open && (place => open(bars[place]!, pointOf(bars[place]!).title, { from_ms: String(bars[place]!.from_ms), to_ms: bars[place]!.to_ms?.toString() }))}
            />
          );
        }}
      </Panel>
      {!isTemplate && (
        <Panel title="Latency of templates" icon="table" span="full" resource={connection} skeleton={<SkeletonRows count={5} />} isEmpty={isEmpty} actions={<AnswerSaveButton section="connection-templates" />}>
          {report => <ConnectionTable kind="template" rows={templatesOf(report)} before={mapBefore(before, templatesOf)} />}
        </Panel>
      )}
      {connection.state === 'ready' && connection.data.organizations.length > 1 && (
        <Panel title="Latency of organizations" icon="table" span="full" resource={connection} skeleton={<SkeletonRows count={3} />} isEmpty={isEmpty}>
          {report => <ConnectionTable kind="organization" rows={organizationsOf(report)} before={mapBefore(before, organizationsOf)} />}
        </Panel>
      )}
      {behind.dialog}
    </>
  );
}

const figures: readonly Figure<Connection>[] = [
  { id: 'p50', title: 'Median', value: ({ latency_ms: { p50 } }) => (p50 < 0 ? undefined : p50), format: formatMs, isBurden: true },
  { id: 'p95', title: 'p95', value: ({ latency_ms: { p95 } }) => (p95 < 0 ? undefined : p95), format: formatMs, isBurden: true },
  { id: 'half-hours', title: 'Half-hours measured', value: ({ half_hours: count }) => count, format: formatCount },
];

const seriesOf = (all: readonly { latency_ms: Latency }[]): Series[] => {
  const of = (key: keyof Latency): (number | null)[] => all.map(({ latency_ms: latency }) => (latency[key] < 0 ? null : latency[key]));
  return [{ name: 'Median', kind: 'line', tone: 1, values: of('p50') }, { name: 'p95', kind: 'line', tone: 2, isDashed: true, values: of('p95') }];
};

/** From the first step that has any to the last. */
function usedOf(histogram: Connection['histogram']): Connection['histogram'] {
  const first = histogram.findIndex(({ half_hours: count }) => count > 0);
  const last = histogram.findLastIndex(({ half_hours: count }) => count > 0);
  return first < 0 ? [] : histogram.slice(first, last + 1);
}

const pointOf = ({ from_ms: from, to_ms: to }: Connection['histogram'][number]): Point => (
  { label: `${from}`, title: to === null ? `${formatMs(from)} or more` : `${formatMs(from)} to ${formatMs(to)}` });

function ConnectionExplanation(): JSX.Element {
  return (
    <>
      <p>Every half-hour of use in which a latency was measured counts once, with the median of its measurements. The lines are the median and the 95th percentile of these half-hours.</p>
      <p>A day without measurements is left out of the lines.<WhereNamed> A click on a day, an hour or a bar shows of whom they are.</WhereNamed></p>
    </>
  );
}
