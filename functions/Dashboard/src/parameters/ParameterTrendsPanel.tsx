import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import type { ParameterTrend, ParameterTrends } from '../api/answers';
import { PictureButton } from '../charts/PictureButton';
import { SeriesChart } from '../charts/SeriesChart';
import { dayPoints, spanPoints } from '../charts/days';
import type { Series } from '../charts/series';
import { AnswerSaveButton } from '../controls/ExportMenu';
import { formatFine, formatShare, plural } from '../format/text';
import { Panel } from '../panels/Panel';
import { useAnswer, useSubject } from '../sections/answers';
import { SkeletonChart } from '../ui/Skeleton';
import { Icon } from '../ui/Icon';

/** How many values have a colour of their own. */
const coloured = 5;

const keyOf = ({ name, type, template_ids: templates }: ParameterTrend): string => JSON.stringify([name, type, templates]);
const nameOf = ({ display_name: displayed, name }: ParameterTrend): string => displayed || name;

/** The share of each value of a parameter over time. */
export function ParameterTrendsPanel(): JSX.Element {
  const { view } = useSubject();
  const trends = useAnswer<ParameterTrends>('parameters', { interval: view.interval });
  const [chosen, setChosen] = useState('');
  return (
    <Panel
      title="Parameters over time" icon="sliders" span="full" resource={trends} skeleton={<SkeletonChart />} isEmpty={({ parameters }) => parameters.length === 0} source="builds" explanation={<TrendsExplanation />}
      actions={<><PictureButton of="Parameters over time" /><AnswerSaveButton section="parameter-values" /></>} headline={({ parameters }) => <>{plural(parameters.length, 'parameter', 'parameters')}</>}
    >
      {({ parameters }) => {
        const parameter = parameters.find(one => keyOf(one) === chosen) ?? parameters[0]!;
        return (
          <>
            <label class="select within">
              <span class="visually-hidden">Parameter</span>
              <select value={keyOf(parameter)} onChange={event => setChosen(event.currentTarget.value)}>
                {parameters.map(one => <option key={keyOf(one)} value={keyOf(one)} translate={false}>{nameOf(one)}</option>)}
              </select>
              <Icon name="down" size={12} />
            </label>
            <SeriesChart
              name={`Values of ${nameOf(parameter)} by ${view.interval}`} pointName={view.interval === 'week' ? 'Week' : 'Day'} format={formatShare}
              points={(view.interval === 'week' ? spanPoints : dayPoints)(parameter.slots, view.zone)} series={seriesOf(parameter)}
            />
            <Facts parameter={parameter} />
          </>
        );
      }}
    </Panel>
  );
}

/** Shares of the workspaces of each slot: the values that are most given, and the others together. */
function seriesOf({ values, slots, options }: ParameterTrend): Series[] {
  const order = values.map((_, index) => index).sort((one, other) => values[other]!.count - values[one]!.count);
  const shown = order.slice(0, coloured);
  const share = (count: number, of: number): number | null => (of === 0 ? null : count / of);
  const titleOf = (value: string): string => options?.find(option => option.value === value)?.name || value || 'Not set';
  const rest: Series = {
    name: 'Others', kind: 'bar', tone: coloured + 1,
    values: slots.map(slot => share(slot.counts.reduce((sum, count, index) => (shown.includes(index) ? sum : sum + count), slot.others ?? 0), slot.workspaces)),
  };
  return [
    ...shown.map((index, place): Series => ({ name: titleOf(values[index]!.value), kind: 'bar', tone: place + 1, values: slots.map(slot => share(slot.counts[index] ?? 0, slot.workspaces)) })),
    ...(rest.values.some(value => (value ?? 0) > 0) ? [rest] : []),
  ];
}

function Facts({ parameter: { distribution, unused_options: unused = [], defined, others } }: { parameter: ParameterTrend }): JSX.Element {
  return (
    <ul class="parameter-facts faint">
      {!defined && <li>No version of a template defines it: builds alone have it, as with dynamic parameters.</li>}
      {distribution !== undefined && (
        <li>Of its numbers the least is <b translate={false}>{formatFine(distribution.min)}</b>, the median <b translate={false} data-figure="median">{formatFine(distribution.p50)}</b>, p95 <b translate={false}>{formatFine(distribution.p95)}</b>, the most <b translate={false}>{formatFine(distribution.max)}</b>.</li>
      )}
      {unused.length > 0 && <li>Offered and not chosen: <b translate={false}>{unused.map(({ name, value }) => name || value).join(', ')}</b></li>}
      {others !== undefined && <li>It has more values than are counted apart.</li>}
    </ul>
  );
}

function TrendsExplanation(): JSX.Element {
  return (
    <>
      <p>Of each workspace that was built in a day or week its newest build in it counts. The bars have the share of each value; the five that are most given have a colour of their own.</p>
      <p>Days without a build have no bar.</p>
    </>
  );
}
