import type { ComponentChildren, JSX, RefObject } from 'preact';
import type { Resource } from '../api/resource';
import type { AppUsage, TemplatesReport } from '../api/types';
import { Meter } from '../charts/Meter';
import { nothingBefore, type Before } from '../figures/before';
import { beforeColumn } from '../figures/beforeColumn';
import { Was } from '../figures/Was';
import { formatCount, formatDuration, formatHours, formatShare } from '../format/text';
import { DataTable, type Column } from '../lists/DataTable';
import { useList } from '../lists/list';
import { WhereNamed } from '../privacy/Withheld';
import { SkeletonRows } from '../ui/Skeleton';
import { AppIcon } from './AppIcon';
import { Panel } from './Panel';

interface Props {
  resource: Resource<Pick<TemplatesReport, 'apps_usage'>>;
  /** The apps of what it is compared with. */
  before?: Before<readonly AppUsage[]>;
  actions?: ComponentChildren;
  span?: string;
  /** The panel, for who waits for it to be seen. */
  seen?: RefObject<HTMLElement | null>;
  /** Shows who used an app. */
  onOpen?: ((app: AppUsage) => void) | undefined;
}

const usedApps = (report: Pick<TemplatesReport, 'apps_usage'>): AppUsage[] => report.apps_usage.filter(app => app.seconds > 0);
const secondsOf = (apps: readonly AppUsage[]): number => apps.reduce((sum, app) => sum + app.seconds, 0);
const keyOf = (app: AppUsage): string => `${app.type} ${app.slug} ${app.display_name} ${app.icon}`;

/** It is the same app with another icon. */
const idOf = (app: AppUsage): string => `${app.type} ${app.slug}`;
const nameOf = (app: AppUsage): string => app.display_name || app.slug;

/** How long each application was used. */
export function AppsPanel({ resource, before = nothingBefore, actions, span = 'wide', seen, onOpen }: Props): JSX.Element {
  const list = useList('seconds');
  return (
    <Panel
      title="App & IDE usage" icon="bars" span={span} seen={seen} resource={resource} skeleton={<SkeletonRows count={6} />}
      isEmpty={report => usedApps(report).length === 0} actions={actions} explanation={<AppsExplanation />}
      headline={report => <><b translate={false}>{formatHours(secondsOf(report.apps_usage))}</b> over all apps <Was now={secondsOf(report.apps_usage)} before={before} of={secondsOf} format={formatHours} /></>}
    >
      {report => (
        <DataTable
          list={list} rows={usedApps(report)} columns={[...columnsOf(secondsOf(report.apps_usage), onOpen), ...beforeColumn({ before, rows: were => were, keyOf: idOf, value: app => app.seconds, none: 0, format: formatDuration })]} keyOf={keyOf}
          textOf={app => `${app.display_name} ${app.slug}`} name="Usage of each app" many="apps" class="apps"
          attributes={app => ({ 'data-app': app.slug, 'data-seconds': app.seconds })}
        />
      )}
    </Panel>
  );
}

const columnsOf = (total: number, onOpen: Props['onOpen']): readonly Column<AppUsage>[] => [
  {
    id: 'app', title: 'App', value: nameOf,
    cell: app => (
      <span class="person">
        <AppIcon app={app} />
        <span class="bar-name">{onOpen === undefined ? <span class="name" translate={false}>{nameOf(app)}</span> : (
          <button type="button" class="opener" title={`Who used ${nameOf(app)}`} onClick={() => onOpen(app)}><span class="name" translate={false}>{nameOf(app)}</span></button>
        )}</span>
      </span>
    ),
  },
  { id: 'share', title: 'Share', class: 'share', value: app => app.seconds, cell: app => <Share share={app.seconds / total} /> },
  { id: 'times', title: 'Opened', class: 'number faint times', value: app => app.times_used, cell: app => <Opened app={app} /> },
  { id: 'seconds', title: 'Time', class: 'number', value: app => app.seconds, cell: app => <b class="bar-figure" translate={false}>{formatDuration(app.seconds)}</b> },
];

/** A bar as long as its label says: all of its ground would be all of the time. */
function Share({ share }: { share: number }): JSX.Element {
  return <span class="share-bar"><Meter share={share} /><span class="bar-share" translate={false}>{formatShare(share)}</span></span>;
}

function Opened({ app }: { app: AppUsage }): JSX.Element {
  return app.type === 'app' ? <><span translate={false}>{formatCount(app.times_used)}</span> {app.times_used === 1 ? 'time' : 'times'}</> : <>–</>;
}

function AppsExplanation(): JSX.Element {
  return (
    <>
      <p>The minutes in which each app was open, added up over people. Who had two apps open at once is counted in both, so the time <b>over all apps</b> may be more than the time <b>in all</b> of User activity. What is no app of a template, such as a forwarded port, is counted there alone.</p>
      <p>The <b>share</b> is of the time over all apps, and the bar is as long as the share.</p>
      <WhereNamed><p>A click on an app shows who used it.</p></WhereNamed>
      <p><b>Opened</b> says how often somebody began to use an app of the template: half-hours that follow one another are one time.</p>
    </>
  );
}
