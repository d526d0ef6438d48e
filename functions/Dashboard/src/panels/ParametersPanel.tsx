import type { ComponentChildren, JSX } from 'preact';
import type { Resource } from '../api/resource';
import type { ParameterUsage, TemplatesReport } from '../api/types';
import { Meter } from '../charts/Meter';
import { formatCount, formatShare, plural } from '../format/text';
import { SkeletonRows } from '../ui/Skeleton';
import { Panel } from './Panel';
import { ParameterValue } from './ParameterValue';

interface Props {
  resource: Resource<TemplatesReport>;
  actions: ComponentChildren;
}

/** Which values workspaces were built with, for each parameter. */
export function ParametersPanel({ resource, actions }: Props): JSX.Element {
  return (
    <Panel
      title="Parameters usage" icon="sliders" span="full" resource={resource} skeleton={<SkeletonRows count={6} />}
      isEmpty={report => report.parameters_usage.length === 0} actions={actions} source="builds"
      headline={report => plural(report.parameters_usage.length, 'parameter', 'parameters')}
    >
      {report => <div class="parameters">{report.parameters_usage.map((parameter, index) => <Parameter key={index} parameter={parameter} />)}</div>}
    </Panel>
  );
}

function Parameter({ parameter }: { parameter: ParameterUsage }): JSX.Element {
  const values = parameter.values.toSorted((one, other) => other.count - one.count);
  const total = values.reduce((sum, value) => sum + value.count, 0);
  return (
    <article class="parameter" data-parameter={parameter.name}>
      <header>
        <h3>{parameter.display_name || parameter.name}</h3>
        <span class="badge">{parameter.type || 'string'}</span>
        {parameter.description !== '' && <p class="faint">{parameter.description}</p>}
      </header>
      <ul class="bars values">
        {values.map(({ value, count }) => (
          <li class="bar-row" key={value} data-value={value} data-count={count}>
            <span class="bar-name"><ParameterValue value={value} parameter={parameter} /></span>
            <Meter share={count / values[0]!.count} />
            <span class="bar-share">{formatShare(count / total)}</span>
            <span class="bar-figure" title={plural(count, 'workspace', 'workspaces')}>
              {formatCount(count)}<span class="visually-hidden"> {count === 1 ? 'workspace' : 'workspaces'}</span>
            </span>
          </li>
        ))}
      </ul>
    </article>
  );
}
