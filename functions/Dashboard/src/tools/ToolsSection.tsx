import type { JSX } from 'preact';
import type { ToolUsage, Versions, VersionUse } from '../api/answers';
import { mapResource } from '../api/resource';
import type { TemplatesReport } from '../api/types';
import { Meter } from '../charts/Meter';
import { AnswerSaveButton } from '../controls/ExportMenu';
import { mapBefore } from '../figures/before';
import { beforeColumn } from '../figures/beforeColumn';
import { BeforeNote } from '../figures/BeforeNote';
import { Was } from '../figures/Was';
import { formatCount, formatDate, formatDuration, formatShare, plural } from '../format/text';
import { DataTable, type Column } from '../lists/DataTable';
import { useList } from '../lists/list';
import { activeIn } from '../people/figure';
import { useWho } from '../people/useWho';
import { AppIcon } from '../panels/AppIcon';
import { Panel } from '../panels/Panel';
import { usePrivacy } from '../privacy/privacy';
import { useAnswer, useBefore, useSubject } from '../sections/answers';
import { dayAt } from '../time/zone';
import { SkeletonRows } from '../ui/Skeleton';

/** Which tools people work with, each for itself, and which versions of templates are in use. */
export function ToolsSection(): JSX.Element {
  return <><ToolsPanel />{usePrivacy() === undefined && <VersionsPanel />}</>;
}

type Tools = Omit<TemplatesReport, 'apps_usage'> & { apps_usage: ToolUsage[] };

function ToolsPanel(): JSX.Element {
  const report = useAnswer<Tools>('templates', { session_apps: 'each', sections: 'report' });
  const tools = mapResource(report, toolsOf);
  const before = mapBefore(useBefore<Tools>('templates', report, { session_apps: 'each', sections: 'report' }), toolsOf);
  const subject = useSubject();
  const { view, scope } = subject;
  const behind = useWho();
  const list = useList('seconds');
  const open = behind.open && ((app: ToolUsage): void => behind.open!(`Who used ${nameOf(app)}`, [activeIn(scope, view.zone, { apps: `${app.type === 'app' ? 'app' : 'session'}:${app.slug}` })]));
  return (
    <>
      <BeforeNote before={before} {...subject} />
      <Panel
        title="Tools" icon="code" span="full" resource={tools} skeleton={<SkeletonRows count={6} />} isEmpty={apps => apps.length === 0} explanation={<ToolsExplanation />}
        headline={apps => <>{plural(apps.length, 'tool', 'tools')} <Was now={apps.length} before={before} of={were => were.length} format={formatCount} /></>} actions={<AnswerSaveButton section="session-apps" />}
      >
        {apps => <>
          <DataTable
            list={list} rows={apps} columns={[...columnsOf(apps, open), ...beforeColumn({ before, rows: were => were, keyOf, value: app => app.seconds, none: before.report?.some(app => app.slug === rest) === true ? undefined : 0, format: formatDuration })]} keyOf={keyOf} textOf={app => `${app.display_name} ${app.slug} ${app.family ?? ''}`}
            name="Usage of each tool" many="tools" class="apps" attributes={app => ({ 'data-tool': app.slug, 'data-seconds': app.seconds, 'data-times': app.times_used })}
          />
          {behind.dialog}
        </>}
      </Panel>
    </>
  );
}

/** The tools together that are not among those used most. */
const rest = 'overflow';

const toolsOf = ({ apps_usage: apps }: Tools): readonly ToolUsage[] => apps.filter(app => app.seconds > 0);
const keyOf = (app: ToolUsage): string => `${app.type} ${app.slug} ${app.display_name}`;

const families: Record<string, string> = { vscode: 'VS Code', jetbrains: 'JetBrains', ssh: 'SSH', sftp: 'SFTP', 'reconnecting-pty': 'Terminal', 'reconnecting_pty': 'Terminal' };

const nameOf = (app: ToolUsage): string => app.display_name || app.slug;

function columnsOf(apps: readonly ToolUsage[], open: ((app: ToolUsage) => void) | undefined): readonly Column<ToolUsage>[] {
  const total = apps.reduce((sum, app) => sum + app.seconds, 0);
  return [
    {
      id: 'tool', title: 'Tool', value: nameOf,
      cell: app => (
        <span class="person">
          <AppIcon app={{ ...app, type: app.type === 'app' ? 'app' : 'builtin' }} />
          <span class="bar-name">
            {app.slug === rest || open === undefined ? <span class="name" translate={false}>{nameOf(app)}</span> : <button type="button" class="opener" title={`Who used ${nameOf(app)}`} onClick={() => open(app)}><span class="name" translate={false}>{nameOf(app)}</span></button>}
          </span>
        </span>
      ),
    },
    { id: 'family', title: 'Kind', class: 'faint', value: app => app.family ?? 'app', cell: app => <span>{app.type === 'app' ? 'Workspace app' : families[app.family ?? app.slug] ?? 'Unknown'}</span> },
    {
      id: 'share', title: 'Share', class: 'share', value: app => app.seconds,
      cell: app => <span class="share-bar"><Meter share={app.seconds / total} /><span class="bar-share" translate={false}>{formatShare(app.seconds / total)}</span></span>,
    },
    { id: 'times', title: 'Opened', class: 'number faint times', value: app => app.times_used, cell: app => <><span translate={false}>{formatCount(app.times_used)}</span> {app.times_used === 1 ? 'time' : 'times'}</> },
    { id: 'seconds', title: 'Time', class: 'number', value: app => app.seconds, cell: app => <b class="bar-figure" translate={false}>{formatDuration(app.seconds)}</b> },
  ];
}

function ToolsExplanation(): JSX.Element {
  return (
    <>
      <p>Every editor and tool for itself, as the sessions of agents name it: Cursor and Windsurf apart from VS Code. The kind is the family that it counts for in App &amp; IDE usage.</p>
      <p><b>Opened</b> says how often somebody began to use it: half-hours that follow one another are one time. What Coder does not know by name is shown for the 20 that are used most, and the rest together.</p>
    </>
  );
}

/** A version that workspaces have, with the template that it is of. */
type Row = VersionUse & { template_id: string };

const versionOf = (row: Row): string => `${row.template_id} ${row.template_version_id}`;
const rowsOf = ({ templates }: Versions): readonly Row[] => templates.flatMap(({ template_id, versions: all }) => all.map(one => ({ ...one, template_id })));

function VersionsPanel(): JSX.Element {
  const { isTemplate, nameOfTemplate, view } = useSubject();
  const versions = useAnswer<Versions>('versions', { timezone: undefined });
  const before = mapBefore(useBefore<Versions>('versions', versions, { timezone: undefined }), rowsOf);
  const list = useList('built');
  const day = (instant: string): string => formatDate(dayAt(Date.parse(instant), view.zone));
  const columns: readonly Column<Row>[] = [
    { id: 'version', title: 'Version', value: row => row.template_version_id, cell: row => <code translate={false}>{row.template_version_id.slice(0, 8)}</code> },
    ...(isTemplate ? [] : [{ id: 'template', title: 'Template', value: (row: Row) => nameOfTemplate(row.template_id), cell: (row: Row) => <span translate={false}>{nameOfTemplate(row.template_id)}</span> }]),
    { id: 'workspaces', title: 'Workspaces', class: 'number', value: row => row.workspaces, cell: row => <b translate={false}>{formatCount(row.workspaces)}</b> },
    ...beforeColumn({ before, rows: were => were, keyOf: versionOf, value: (row: Row) => row.workspaces, none: 0, format: formatCount }),
    { id: 'used', title: 'Used', class: 'number', value: row => row.used_workspaces, cell: row => <span translate={false}>{formatCount(row.used_workspaces)}</span> },
    { id: 'owners', title: 'Owners', class: 'number', value: row => row.owners, cell: row => <span translate={false}>{formatCount(row.owners)}</span> },
    { id: 'built', title: 'Last built', class: 'number faint', value: row => Date.parse(row.last_built_at), cell: row => <span translate={false}>{day(row.last_built_at)}</span> },
  ];
  return (
    <Panel
      title="Versions in use" icon="cube" span="full" resource={mapResource(versions, rowsOf)}
      skeleton={<SkeletonRows count={4} />} isEmpty={rows => rows.length === 0} source="builds" actions={<AnswerSaveButton section="versions" />} headline={rows => <>{plural(rows.length, 'version', 'versions')} <Was now={rows.length} before={before} of={were => were.length} format={formatCount} /></>}
      explanation={<p>The version of a workspace is that of its newest build; workspaces that were deleted are left out. It is <b>used</b> if its owner used the template in the range.</p>}
    >
      {rows => (
        <DataTable
          list={list} rows={rows} columns={columns} keyOf={versionOf} textOf={row => `${row.template_version_id} ${nameOfTemplate(row.template_id)}`} name="Use of each version" many="versions" size={8}
          attributes={row => ({ 'data-version': row.template_version_id, 'data-workspaces': row.workspaces })}
        />
      )}
    </Panel>
  );
}
