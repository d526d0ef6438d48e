import type { JSX } from 'preact';
import { both, type Resource } from '../api/resource';
import type { Overview, Template, TemplatesReport, UnchangedParameter } from '../api/types';
import { mapBefore, type Before } from '../figures/before';
import { beforeColumn } from '../figures/beforeColumn';
import { Was } from '../figures/Was';
import { formatCount, plural } from '../format/text';
import { DataTable, type Column } from '../lists/DataTable';
import { useList } from '../lists/list';
import { Panel } from '../panels/Panel';
import { ParameterValue } from '../panels/ParameterValue';
import { useWithheldBuilds } from '../privacy/Withheld';
import { Notice } from '../ui/Notice';
import { SkeletonRows } from '../ui/Skeleton';

interface Props {
  overview: Resource<Overview>;
  before: Before<Unchanged>;
  /** Says whether there were any parameters to look at. */
  usage: Resource<TemplatesReport>;
  templateOf: (id: string) => Template | undefined;
}

type Unchanged = Pick<Overview, 'unchanged_parameters'>;

const parametersOf = (report: Unchanged): NonNullable<Overview['unchanged_parameters']> => report.unchanged_parameters ?? [];

/** Parameters that might as well be constants. */
export function UnchangedPanel({ overview, before, usage, templateOf }: Props): JSX.Element {
  const list = useList('', false);
  const nameOf = (id: string): string => templateOf(id)?.display_name || templateOf(id)?.name || id;
  return (
    <Panel
      title="Parameters whose default nobody changes" icon="sliders" span="full" resource={both(overview, usage)} skeleton={<SkeletonRows count={3} />}
      source="builds" withheld={useWithheldBuilds()} isEmpty={([report]) => parametersOf(report).length === 0}
      empty={([, { parameters_usage }]) => (parameters_usage.length === 0 ? undefined : (
        <Notice icon="check" title="No parameter was left at its default by everybody."><p>Only parameters whose default the catalog states are looked at.</p></Notice>
      ))}
      headline={([report]) => <>{plural(parametersOf(report).length, 'parameter', 'parameters')} <Was now={parametersOf(report).length} before={before} of={were => parametersOf(were).length} format={formatCount} /></>}
      note="Every workspace that was built in the range has the default."
    >
      {([report]) => (
        <DataTable
          list={list} rows={parametersOf(report)} columns={columnsOf(nameOf, before)} keyOf={keyOf} name="Unchanged parameters" many="parameters"
          textOf={parameter => `${parameter.display_name} ${parameter.name} ${templatesOf(parameter, nameOf)}`}
          attributes={parameter => ({ 'data-parameter': parameter.name })}
        />
      )}
    </Panel>
  );
}

const keyOf = ({ name, type, display_name, description, options, default_value }: UnchangedParameter): string =>
  JSON.stringify([name, type, display_name, description, options, default_value]);
const templatesOf = (parameter: UnchangedParameter, nameOf: (id: string) => string): string => parameter.template_ids.map(nameOf).join(', ');

const columnsOf = (nameOf: (id: string) => string, before: Before<Unchanged>): readonly Column<UnchangedParameter>[] => [
  {
    id: 'name', title: 'Parameter', value: parameter => parameter.display_name || parameter.name,
    cell: parameter => <span translate={false}>{parameter.display_name || parameter.name} <span class="badge">{parameter.type || 'string'}</span></span>,
  },
  {
    id: 'default', title: 'Default', value: parameter => parameter.default_value,
    cell: parameter => <span translate={false}><ParameterValue value={parameter.default_value} parameter={parameter} /></span>,
  },
  { id: 'workspaces', title: 'Workspaces', class: 'number', value: parameter => parameter.workspaces, cell: parameter => <b translate={false}>{formatCount(parameter.workspaces)}</b> },
  ...beforeColumn({ before: mapBefore(before, parametersOf), rows: were => were, keyOf, value: (parameter: UnchangedParameter) => parameter.workspaces, format: formatCount }),
  { id: 'templates', title: 'Templates', class: 'faint', value: parameter => templatesOf(parameter, nameOf), cell: parameter => <span translate={false}>{templatesOf(parameter, nameOf)}</span> },
];
