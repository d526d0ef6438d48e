import type { ComponentChildren, JSX } from 'preact';
import type { Resource } from '../api/resource';
import type { AppUsage, TemplatesReport } from '../api/types';
import { Meter } from '../charts/Meter';
import { formatCount, formatDuration, formatHours, formatShare } from '../format/text';
import { Icon } from '../ui/Icon';
import { Monogram } from '../ui/Monogram';
import { SkeletonRows } from '../ui/Skeleton';
import { builtinIconOf } from './appIcon';
import { Panel } from './Panel';

interface Props {
  resource: Resource<TemplatesReport>;
  actions: ComponentChildren;
}

const usedApps = (report: TemplatesReport): AppUsage[] =>
  report.apps_usage.filter(app => app.seconds > 0).sort((one, other) => other.seconds - one.seconds);
const secondsOf = (apps: readonly AppUsage[]): number => apps.reduce((sum, app) => sum + app.seconds, 0);

/** How long each application was used. */
export function AppsPanel({ resource, actions }: Props): JSX.Element {
  return (
    <Panel
      title="App & IDE usage" icon="bars" span="wide" resource={resource} skeleton={<SkeletonRows count={6} />}
      isEmpty={report => usedApps(report).length === 0} actions={actions}
      headline={report => <><b>{formatHours(secondsOf(report.apps_usage))}</b> over all apps</>}
    >
      {report => {
        const apps = usedApps(report);
        return <ul class="bars apps">{apps.map(app => <AppRow key={`${app.type} ${app.slug} ${app.display_name} ${app.icon}`} app={app} total={secondsOf(apps)} top={apps[0]!.seconds} />)}</ul>;
      }}
    </Panel>
  );
}

function AppRow({ app, total, top }: { app: AppUsage; total: number; top: number }): JSX.Element {
  const name = app.display_name || app.slug;
  return (
    <li class="bar-row" data-app={app.slug} data-seconds={app.seconds}>
      <AppIcon app={app} />
      <span class="bar-name"><span class="name">{name}</span>{app.type === 'app' && <span class="faint">Opened {formatCount(app.times_used)} {app.times_used === 1 ? 'time' : 'times'}</span>}</span>
      <Meter share={app.seconds / top} />
      <span class="bar-share">{formatShare(app.seconds / total)}</span>
      <span class="bar-figure">{formatDuration(app.seconds)}</span>
    </li>
  );
}

export function AppIcon({ app }: { app: { slug: string; display_name: string; icon: string; type?: string } }): JSX.Element {
  const icon = app.type === 'builtin' ? builtinIconOf(app.slug) : null;
  return icon === null
    ? <Monogram name={app.display_name || app.slug} image={app.icon} shape="square" />
    : <span class="tile" aria-hidden="true"><Icon name={icon} /></span>;
}
