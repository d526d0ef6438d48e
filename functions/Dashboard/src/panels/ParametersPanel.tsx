import type { ComponentChildren, JSX, RefObject } from 'preact';
import type { Resource } from '../api/resource';
import type { ParameterUsage, TemplatesReport } from '../api/types';
import { Meter } from '../charts/Meter';
import { mapBefore, type Before } from '../figures/before';
import { Was } from '../figures/Was';
import { formatCount, formatShare, plural } from '../format/text';
import { ListSearch } from '../lists/ListSearch';
import { Pager } from '../lists/Pager';
import { pagesOf, searchRows, useList } from '../lists/list';
import { useWithheldBuilds } from '../privacy/Withheld';
import { SkeletonRows } from '../ui/Skeleton';
import { Panel } from './Panel';
import { ParameterValue, valueText } from './ParameterValue';

interface Props {
  resource: Resource<TemplatesReport>;
  /** The parameters of what it is compared with. */
  before: Before<readonly ParameterUsage[]>;
  /** The panel, for who waits for it to be seen. */
  seen: RefObject<HTMLElement | null>;
  actions: ComponentChildren;
  /** Shows whose workspaces have a value. */
  onOpen: ((parameter: ParameterUsage, value: string) => void) | undefined;
}

const parametersAtOnce = 12;
const valuesAtOnce = 8;

/** Which values workspaces were built with, for each parameter. */
export function ParametersPanel({ resource, before, seen, actions, onOpen }: Props): JSX.Element {
  const list = useList('');
  return (
    <Panel
      title="Parameters usage" icon="sliders" span="full" resource={resource} seen={seen} skeleton={<SkeletonRows count={6} />}
      withheld={useWithheldBuilds()} isEmpty={report => report.parameters_usage.length === 0} actions={actions} source="builds"
      explanation={<p>Of each workspace that was built in the range the newest build counts, with the values it was built with. A bar is as long as the share of the workspaces that have the value. A click on their number shows whose they are.</p>}
      headline={report => <Count count={report.parameters_usage.length} before={before} />}
    >
      {({ parameters_usage: all }) => {
        const pages = pagesOf(searchRows(all, list.search, textOf), list.page, parametersAtOnce);
        return (
          <>
            {all.length > parametersAtOnce && <ListSearch list={list} name="Search parameters" />}
            <div class="parameters">{pages.places.map(({ row, class: where }) => <Parameter key={keyOf(row)} parameter={row} before={mapBefore(before, were => were.find(one => keyOf(one) === keyOf(row)))} where={where} onOpen={onOpen} />)}</div>
            <Pager list={list} pages={pages} many="parameters" />
          </>
        );
      }}
    </Panel>
  );
}

const textOf = (parameter: ParameterUsage): string => `${parameter.display_name} ${parameter.name} ${parameter.description}`;
const keyOf = ({ name, type, display_name, description, options }: ParameterUsage): string => JSON.stringify([name, type, display_name, description, options]);

function Count({ count, before }: { count: number; before: Before<readonly ParameterUsage[]> }): JSX.Element {
  return <>{plural(count, 'parameter', 'parameters')} <Was now={count} before={before} of={were => were.length} format={formatCount} /></>;
}

function Workspaces({ count }: { count: number }): JSX.Element {
  return <><span translate={false}>{formatCount(count)}</span><span class="visually-hidden"> {count === 1 ? 'workspace' : 'workspaces'}</span></>;
}

function Parameter({ parameter, before, where = '', onOpen }: Pick<Props, 'onOpen'> & { parameter: ParameterUsage; before: Before<ParameterUsage>; where: string | undefined }): JSX.Element {
  const list = useList('');
  const values = parameter.values.toSorted((one, other) => other.count - one.count);
  const total = values.reduce((sum, value) => sum + value.count, 0);
  const pages = pagesOf(searchRows(values, list.search, ({ value }) => value), list.page, valuesAtOnce);
  return (
    <article class={`parameter ${where}`} data-parameter={parameter.name}>
      <header>
        <h3 translate={false}>{parameter.display_name || parameter.name}</h3>
        <span class="badge" translate={false}>{parameter.type || 'string'}</span>
        {parameter.description !== '' && <p class="faint">{parameter.description}</p>}
      </header>
      {values.length > valuesAtOnce && <ListSearch list={list} name={`Search values of ${parameter.display_name || parameter.name}`} />}
      <ul class={`bars values ${before.report !== undefined ? 'compared' : ''}`}>
        {pages.places.map(({ row: { value, count }, class: shown = '' }) => (
          <li class={`bar-row ${shown}`} key={value} data-value={value} data-count={count}>
            <span class="bar-name" translate={false}><ParameterValue value={value} parameter={parameter} /></span>
            <Meter share={count / total} />
            <span class="bar-share" translate={false}>{formatShare(count / total)}</span>
            <span class="bar-figure" title={plural(count, 'workspace', 'workspaces')}>
              {onOpen === undefined ? <Workspaces count={count} /> : (
                <button type="button" class="opener counted" title={`Who has ${valueText(value, parameter)}`} onClick={() => onOpen(parameter, value)}><Workspaces count={count} /></button>
              )}
            </span>
            {before.report !== undefined && <Was now={count} before={before} of={were => were.values.find(one => one.value === value)?.count ?? 0} format={formatCount} />}
          </li>
        ))}
      </ul>
      <Pager list={list} pages={pages} many="values" />
    </article>
  );
}
