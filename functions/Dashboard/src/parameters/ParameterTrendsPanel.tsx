import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import type { ParameterTrend, ParameterTrends } from '../api/answers';
import type { FigureQuery } from '../api/insights';
import { PictureButton } from '../charts/PictureButton';
import { SeriesChart } from '../charts/SeriesChart';
import { dayPoints, spanPoints } from '../charts/days';
import type { Series } from '../charts/series';
import { AnswerSaveButton } from '../controls/ExportMenu';
import { mapBefore } from '../figures/before';
import { BeforeNote } from '../figures/BeforeNote';
import type { Figure as Stated } from '../figures/figure';
import { FigureList } from '../figures/FigureList';
import { Was } from '../figures/Was';
import { formatCount, formatFine, formatRange, formatShare, plural } from '../format/text';
import { Panel } from '../panels/Panel';
import type { Figure } from '../people/figure';
import { useWho } from '../people/useWho';
import { useAnswer, useBefore, useSubject } from '../sections/answers';
import { serverNow } from '../time/clock';
import { daysOf, periodOf } from '../time/period';
import { SkeletonChart } from '../ui/Skeleton';
import { Icon } from '../ui/Icon';

/** How many values have a colour of their own. */
const coloured = 5;

const keyOf = ({ name, type, template_ids: templates }: ParameterTrend): string => JSON.stringify([name, type, templates]);
const nameOf = ({ display_name: displayed, name }: ParameterTrend): string => displayed || name;

/** The share of each value of a parameter over time. */
export function ParameterTrendsPanel(): JSX.Element {
  const subject = useSubject();
  const { view, scope } = subject;
  const behind = useWho();
  const trends = useAnswer<ParameterTrends>('parameters', { interval: view.interval });

  // By day, whatever the days: as much as has passed of weeks may not be cut into weeks.
  const before = useBefore<ParameterTrends>('parameters', trends, { interval: 'day' });
  const [chosen, setChosen] = useState('');
  const openSlot = (parameter: ParameterTrend, place: number): void => {
    const slot = parameter.slots[place]!;
    const days = daysOf(slot, view.zone);
    const query: FigureQuery = { ...scope, ...periodOf(days, view.zone, serverNow()), behind: 'parameter', timezone: view.zone, parameter: parameter.name, definition: parameter.key };
    behind.open!(`${nameOf(parameter)}: ${formatRange(days.start, days.end)}`, shownOf(parameter).filter(index => (slot.counts[index] ?? 0) > 0)
      .map((index): Figure => ({ name: titleOf(parameter, index), query: { ...query, value: parameter.values[index]!.value } })));
  };
  return (
    <>
      <BeforeNote before={before} {...subject} />
      <Panel
        title="Parameters over time" icon="sliders" span="full" resource={trends} skeleton={<SkeletonChart />} isEmpty={({ parameters }) => parameters.length === 0} source="builds" explanation={<TrendsExplanation />}
        actions={<><PictureButton of="Parameters over time" /><AnswerSaveButton section="parameter-values" /></>} headline={({ parameters }) => <>{plural(parameters.length, 'parameter', 'parameters')} <Was now={parameters.length} before={before} of={were => were.parameters.length} format={formatCount} /></>}
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
              <FigureList figures={figuresOf(parameter)} now={parameter} before={mapBefore(before, were => were.parameters.find(one => one.key === parameter.key))} />
              <SeriesChart
                name={`Values of ${nameOf(parameter)} by ${view.interval}`} pointName={view.interval === 'week' ? 'Week' : 'Day'} format={formatShare}
                points={(view.interval === 'week' ? spanPoints : dayPoints)(parameter.slots, view.zone)} series={seriesOf(parameter)}
                onOpen={behind.open && (place => openSlot(parameter, place))}
              />
              <Facts parameter={parameter} />
              {behind.dialog}
            </>
          );
        }}
      </Panel>
    </>
  );
}

/** Workspaces, the shares of the values that are most given, and how numbers are spread. */
function figuresOf(parameter: ParameterTrend): Stated<ParameterTrend>[] {
  const { values, distribution } = parameter;
  const countOf = (one: ParameterTrend, value: string): number => one.values.find(other => other.value === value)?.count ?? 0;
  return [
    { id: 'built', title: 'Workspaces built', value: one => one.workspaces, format: formatCount },
    ...shownOf(parameter).map((index, place): Stated<ParameterTrend> => (
      { id: `value-${place + 1}`, title: titleOf(parameter, index), value: one => countOf(one, values[index]!.value) / one.workspaces, format: formatShare })),
    ...(distribution === undefined ? [] : spread.map(([id, key, title]): Stated<ParameterTrend> => ({ id, title, value: one => one.distribution?.[key], format: formatFine }))),
  ];
}

const spread = [['least', 'min', 'Least'], ['median', 'p50', 'Median'], ['p95', 'p95', 'p95'], ['most', 'max', 'Most']] as const;

/** The places of the values that are most given. */
const shownOf = ({ values }: ParameterTrend): number[] => values.map((_, index) => index).sort((one, other) => values[other]!.count - values[one]!.count).slice(0, coloured);

const titleOf = ({ values, options }: ParameterTrend, index: number): string => options?.find(option => option.value === values[index]!.value)?.name || values[index]!.value || 'Not set';

/** Shares of the workspaces of each slot: the values that are most given, and the others together. */
function seriesOf(parameter: ParameterTrend): Series[] {
  const { slots } = parameter;
  const shown = shownOf(parameter);
  const share = (count: number, of: number): number | null => (of === 0 ? null : count / of);
  const rest: Series = {
    name: 'Others', kind: 'bar', tone: coloured + 1,
    values: slots.map(slot => share(slot.counts.reduce((sum, count, index) => (shown.includes(index) ? sum : sum + count), slot.others ?? 0), slot.workspaces)),
  };
  return [
    ...shown.map((index, place): Series => ({ name: titleOf(parameter, index), kind: 'bar', tone: place + 1, values: slots.map(slot => share(slot.counts[index] ?? 0, slot.workspaces)) })),
    ...(rest.values.some(value => (value ?? 0) > 0) ? [rest] : []),
  ];
}

function Facts({ parameter: { unused_options: unused = [], defined, others } }: { parameter: ParameterTrend }): JSX.Element {
  return (
    <ul class="parameter-facts faint">
      {!defined && <li>No version of a template defines it: builds alone have it, as with dynamic parameters.</li>}
      {unused.length > 0 && <li>Offered and not chosen: <b translate={false}>{unused.map(({ name, value }) => name || value).join(', ')}</b></li>}
      {others !== undefined && <li>It has more values than are counted apart.</li>}
    </ul>
  );
}

function TrendsExplanation(): JSX.Element {
  return (
    <>
      <p>Of each workspace that was built in a day or week its newest build in it counts. The bars have the share of each value; the five that are most given have a colour of their own.</p>
      <p>Days without a build have no bar. A click on one shows whose workspaces had the values that have a colour.</p>
    </>
  );
}
