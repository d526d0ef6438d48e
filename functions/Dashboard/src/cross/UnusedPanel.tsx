import type { JSX } from 'preact';
import type { Resource } from '../api/resource';
import type { Overview, Template, UnusedApp } from '../api/types';
import type { Before } from '../figures/before';
import { Was } from '../figures/Was';
import { formatCount, plural } from '../format/text';
import { DataTable, type Column } from '../lists/DataTable';
import { useList } from '../lists/list';
import { AppIcon } from '../panels/AppIcon';
import { Panel } from '../panels/Panel';
import { useWithheldUse } from '../privacy/Withheld';
import { Link } from '../ui/Link';
import { Monogram } from '../ui/Monogram';
import { Notice } from '../ui/Notice';
import { SkeletonRows } from '../ui/Skeleton';
import { templateUrl } from '../view/location';

interface Props {
  overview: Resource<Overview>;
  before: Before<Unused>;
  templateOf: (id: string) => Template | undefined;
}

type Unused = Pick<Overview, 'unused_template_ids' | 'unused_apps'>;

const templatesOf = (report: Unused): string[] => report.unused_template_ids ?? [];
const appsOf = (report: Unused): NonNullable<Overview['unused_apps']> => report.unused_apps ?? [];

/** What nobody used in the range: candidates to consolidate. */
export function UnusedPanel({ overview, before, templateOf }: Props): JSX.Element {
  const list = useList('', false);
  const nameOf = (id: string): string => templateOf(id)?.display_name || templateOf(id)?.name || id;
  return (
    <Panel
      title="Unused in the range" icon="cube" span="half" resource={overview} skeleton={<SkeletonRows count={5} />}
      withheld={useWithheldUse()} isEmpty={report => templatesOf(report).length + appsOf(report).length === 0}
      empty={report => (report.templates.length > 0 ? <Notice icon="check" title="Every template and every app was used." /> : undefined)}
      headline={report => (
        <>
          {plural(templatesOf(report).length, 'template', 'templates')} <Was now={templatesOf(report).length} before={before} of={were => templatesOf(were).length} format={formatCount} isBurden />
          {plural(appsOf(report).length, 'app', 'apps')} <Was now={appsOf(report).length} before={before} of={were => appsOf(were).length} format={formatCount} isBurden />
        </>
      )}
      note="Candidates to consolidate: templates without usage, and apps that nobody opened in a template that offers them."
    >
      {report => (
        <DataTable
          list={list} rows={unusedOf(report, nameOf)} columns={columns(templateOf)} keyOf={unused => unused.key} name="Unused templates and apps" many="unused templates and apps" size={8} class="people unused"
          textOf={unused => `${unused.name} ${unused.where}`}
          attributes={({ template, app }) => (template === undefined ? { 'data-app': app!.slug } : { 'data-template': template })}
        />
      )}
    </Panel>
  );
}

/** A template, or an app of some. */
interface UnusedRow {
  key: string;
  kind: 'Template' | 'App';
  name: string;
  /** Where nobody used the app. */
  where: string;
  template?: string;
  app?: UnusedApp;
}

function unusedOf(report: Overview, nameOf: (id: string) => string): UnusedRow[] {
  return [
    ...templatesOf(report).map((id): UnusedRow => ({ key: id, kind: 'Template', name: nameOf(id), where: '', template: id })),
    ...appsOf(report).map((app): UnusedRow => ({
      key: `${app.slug} ${app.display_name} ${app.icon}`, kind: 'App', name: app.display_name || app.slug, where: app.template_ids.map(nameOf).join(', '), app,
    })),
  ];
}

const columns = (templateOf: Props['templateOf']): readonly Column<UnusedRow>[] => [
  {
    id: 'name', title: 'Name', value: unused => unused.name,
    cell: ({ name, where, template, app }) => (
      <span class="person">
        {app === undefined ? <Monogram name={name} image={templateOf(template!)?.icon ?? ''} shape="square" /> : <AppIcon app={app} />}
        <span class="person-text">
          {template === undefined ? <span class="name" translate={false}>{name}</span> : <Link href={templateUrl(template)} class="name"><span translate={false}>{name}</span></Link>}
          {where !== '' && <span class="faint">in <span translate={false}>{where}</span></span>}
        </span>
      </span>
    ),
  },
  { id: 'kind', title: 'Kind', class: 'number faint', value: unused => unused.kind, cell: unused => <span>{unused.kind}</span> },
];
