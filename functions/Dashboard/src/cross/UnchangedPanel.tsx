import type { JSX } from 'preact';
import { both, type Resource } from '../api/resource';
import type { OverviewAnswer, Template, TemplatesReport } from '../api/types';
import { formatCount, plural } from '../format/text';
import { Panel } from '../panels/Panel';
import { ParameterValue } from '../panels/ParameterValue';
import { Notice } from '../ui/Notice';
import { SkeletonRows } from '../ui/Skeleton';

type Report = OverviewAnswer['report'];

interface Props {
  overview: Resource<Report>;
  /** Says whether there were any parameters to look at. */
  usage: Resource<TemplatesReport>;
  templateOf: (id: string) => Template | undefined;
}

const parametersOf = (report: Report): NonNullable<Report['unchanged_parameters']> => report.unchanged_parameters ?? [];

/** Parameters that might as well be constants. */
export function UnchangedPanel({ overview, usage, templateOf }: Props): JSX.Element {
  const nameOf = (id: string): string => templateOf(id)?.display_name || templateOf(id)?.name || id;
  return (
    <Panel
      title="Parameters whose default nobody changes" icon="sliders" span="full" resource={both(overview, usage)} skeleton={<SkeletonRows count={3} />}
      source="builds" isEmpty={([report]) => parametersOf(report).length === 0}
      empty={([, { parameters_usage }]) => (parameters_usage.length === 0 ? undefined : (
        <Notice icon="check" title="No parameter was left at its default by everybody."><p>Only parameters whose default the catalog states are looked at.</p></Notice>
      ))}
      headline={([report]) => plural(parametersOf(report).length, 'parameter', 'parameters')}
      note="Every workspace that was built in the range has the default."
    >
      {([report]) => (
        <div class="scroll" tabIndex={0} role="region" aria-label="Unchanged parameters">
          <table>
            <thead><tr><th scope="col">Parameter</th><th scope="col">Default</th><th scope="col" class="number">Workspaces</th><th scope="col">Templates</th></tr></thead>
            <tbody>
              {parametersOf(report).map((parameter, index) => (
                <tr key={index} data-parameter={parameter.name}>
                  <th scope="row">{parameter.display_name || parameter.name} <span class="badge">{parameter.type || 'string'}</span></th>
                  <td><ParameterValue value={parameter.default_value} parameter={parameter} /></td>
                  <td class="number"><b>{formatCount(parameter.workspaces)}</b></td>
                  <td class="faint">{parameter.template_ids.map(nameOf).join(', ')}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </Panel>
  );
}
