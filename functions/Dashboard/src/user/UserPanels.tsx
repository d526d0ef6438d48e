import type { JSX } from 'preact';
import type { UserReport } from '../api/answers';
import { mapResource, type Resource } from '../api/resource';
import { PictureButton } from '../charts/PictureButton';
import { SeriesChart } from '../charts/SeriesChart';
import { dayPoints } from '../charts/days';
import { mapBefore, type Before } from '../figures/before';
import { BeforeNote } from '../figures/BeforeNote';
import type { Figure } from '../figures/figure';
import { FigureList } from '../figures/FigureList';
import { Was } from '../figures/Was';
import { formatCount, formatHours, formatMs, plural } from '../format/text';
import { AppsPanel } from '../panels/AppsPanel';
import { LatencyExplanation } from '../panels/LatencyExplanation';
import { Panel } from '../panels/Panel';
import { dayAt } from '../time/zone';
import { SkeletonChart, SkeletonRows } from '../ui/Skeleton';
import { WorkspaceTable } from '../utilization/WorkspaceTable';
import { show, type View } from '../view/view';
import { UserTemplates } from './UserTemplates';

/** What is known of a user: time, latency, templates, apps and workspaces. */
export function UserPanels({ resource, before, view }: { resource: Resource<UserReport>; before: Before<UserReport>; view: View }): JSX.Element {
  const zoom = (days: UserReport['days']) => (from: number, to: number): void =>
    show(view, { range: { start: dayAt(Date.parse(days[from]!.start_time), view.zone), end: dayAt(Date.parse(days[to]!.start_time), view.zone) }, preset: undefined });
  return (
    <div class="panels">
      <BeforeNote before={before} view={view} />
      <Panel title="Overview" icon="trend" span="full" resource={resource} skeleton={<SkeletonRows count={2} />} isEmpty={() => false}>
        {report => <FigureList figures={figures} now={report} before={before} />}
      </Panel>
      <Panel
        title="Time by day" icon="clock" span="wide" resource={resource} skeleton={<SkeletonChart />} isEmpty={({ seconds }) => seconds === 0} actions={<PictureButton of="Time by day" />}
        explanation={<p>The minutes in which a workspace was used: an editor, a terminal or a workspace app was open, and connected. Minutes in which several were open count once.</p>}
      >
        {({ days }) => <SeriesChart name="Time by day" pointName="Day" points={dayPoints(days, view.zone)} series={[{ name: 'Time', kind: 'bar', tone: 1, values: days.map(day => day.seconds / hour) }]} format={hours => formatHours(hours * hour)} onZoom={zoom(days)} />}
      </Panel>
      <Panel title="Templates" icon="cube" span="narrow" resource={resource} skeleton={<SkeletonRows count={4} />} isEmpty={({ templates }) => templates.length === 0} headline={({ templates }) => <>{plural(templates.length, 'template', 'templates')} <Was now={templates.length} before={before} of={were => were.templates.length} format={formatCount} /></>}>
        {({ templates }) => <UserTemplates templates={templates} before={mapBefore(before, were => were.templates)} />}
      </Panel>
      <Panel
        title="Latency by day" icon="gauge" span="half" resource={resource} skeleton={<SkeletonChart />} isEmpty={({ latency_ms: { p50 } }) => p50 < 0} explanation={<LatencyExplanation />} actions={<PictureButton of="Latency by day" />}
      >
        {({ days }) => {
          const of = (key: 'p50' | 'p95'): (number | null)[] => days.map(({ latency_ms: latency }) => (latency[key] < 0 ? null : latency[key]));
          return (
            <SeriesChart
              name="Latency by day" pointName="Day" points={dayPoints(days, view.zone)} format={formatMs} onZoom={zoom(days)}
              series={[{ name: 'Median', kind: 'line', tone: 1, values: of('p50') }, { name: 'p95', kind: 'line', tone: 2, isDashed: true, values: of('p95') }]}
            />
          );
        }}
      </Panel>
      <AppsPanel resource={mapResource(resource, ({ apps }) => ({ apps_usage: apps }))} before={mapBefore(before, were => were.apps)} span="half" />
      <Panel title="Workspaces" icon="bars" span="full" resource={resource} skeleton={<SkeletonRows count={4} />} isEmpty={({ workspaces }) => workspaces.length === 0} source="builds">
        {({ workspaces }) => <WorkspaceTable workspaces={workspaces} before={mapBefore(before, were => were.workspaces)} />}
      </Panel>
    </div>
  );
}

/** In seconds: what is drawn is in hours, so that the lines of the chart are at whole ones. */
const hour = 3600;

const figures: readonly Figure<UserReport>[] = [
  { id: 'seconds', title: 'Time', value: report => report.seconds, format: formatHours },
  { id: 'active-days', title: 'Active days', value: report => report.active_days, format: formatCount },
  { id: 'p50', title: 'Median latency', value: ({ latency_ms: { p50 } }) => (p50 < 0 ? undefined : p50), format: formatMs, isBurden: true },
  { id: 'p95', title: 'p95 latency', value: ({ latency_ms: { p95 } }) => (p95 < 0 ? undefined : p95), format: formatMs, isBurden: true },
  { id: 'workspaces', title: 'Workspaces', value: ({ workspaces }) => workspaces.length, format: formatCount },
];
