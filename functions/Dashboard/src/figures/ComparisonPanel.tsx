import type { JSX } from 'preact';
import { both, mapResource, type Resource } from '../api/resource';
import type { AppUsage, Figures } from '../api/types';
import { Change, changeOf } from '../cross/Change';
import { formatHours, formatRange } from '../format/text';
import { DataTable, type Column } from '../lists/DataTable';
import { useList } from '../lists/list';
import type { Reports } from '../pages/useReports';
import { Panel } from '../panels/Panel';
import { SkeletonRows } from '../ui/Skeleton';
import { comparedRange } from '../view/compared';
import type { View } from '../view/view';
import { useFigures, type Figure } from './figure';

interface Props {
  reports: Reports;
  view: View;
  name: string;
  otherName: string | undefined;
}

/** A figure, or an app, of both sides. */
interface Line {
  id: string;
  title: string;
  now: number | undefined;
  before: number | undefined;
  format: (value: number) => string;
  isBurden: boolean | undefined;
}

type Side = [Figures, readonly AppUsage[]];

/** Two templates, or two periods, side by side; there only where the address asks for it. */
export function ComparisonPanel({ reports, view, name, otherName }: Props): JSX.Element {
  const list = useList('', false);
  const own: Resource<Side> = both(reports.figures, mapResource(reports.report, ({ apps_usage: apps }) => apps));
  const { other } = reports;
  const figures = useFigures();
  const others: Resource<Side> = mapResource(other.compared, ({ figures: all, report }) => [all, report?.apps_usage ?? []]);
  const range = comparedRange(view.compared, view.range);
  const isTemplate = view.compared?.kind === 'template';
  const { isRecorded } = other.before;
  return (
    <Panel
      title="Side by side" icon="bars" span="full" resource={both(own, others)} skeleton={<SkeletonRows count={6} />} isEmpty={() => false}
      explanation={<SideBySideExplanation />} note={isRecorded ? undefined : 'Some of what is compared with was not recorded: it has no changes.'}
    >
      {([left, right]) => (
        <DataTable
          list={list} rows={linesOf(figures, left, right)} keyOf={({ id }) => id} textOf={({ title }) => title} name="Figures side by side" many="figures" size={12}
          columns={columnsOf(isTemplate ? name : formatRange(view.range.start, view.range.end), isTemplate ? otherName ?? '' : formatRange(range.start, range.end), isRecorded)}
          attributes={({ id, now, before }) => ({ 'data-line': id, 'data-now': now ?? '', 'data-before': before ?? '' })}
        />
      )}
    </Panel>
  );
}

function linesOf(figures: readonly Figure<Figures>[], [all, apps]: Side, [otherAll, otherApps]: Side): Line[] {
  const secondsOf = (used: readonly AppUsage[]): Map<string, number> =>
    used.reduce((sums, app) => sums.set(nameOf(app), (sums.get(nameOf(app)) ?? 0) + app.seconds), new Map<string, number>());
  const [now, before] = [secondsOf(apps), secondsOf(otherApps)];
  const names = [...new Set([...now.keys(), ...before.keys()])].filter(app => (now.get(app) ?? 0) + (before.get(app) ?? 0) > 0);
  return [
    ...figures.map(({ id, title, value, format, isBurden }) => ({ id, title, now: value(all), before: value(otherAll), format, isBurden })),
    ...names.sort((one, another) => (now.get(another) ?? 0) - (now.get(one) ?? 0)).map(app => (
      { id: `app ${app}`, title: `Time in ${app}`, now: now.get(app) ?? 0, before: before.get(app) ?? 0, format: formatHours, isBurden: false })),
  ];
}

const nameOf = (app: AppUsage): string => app.display_name || app.slug;

const columnsOf = (left: string, right: string, isRecorded: boolean): readonly Column<Line>[] => [
  { id: 'title', title: 'Figure', value: ({ title }) => title, cell: ({ title }) => <span translate={false}>{title}</span> },
  { id: 'now', title: left, class: 'number', value: ({ now }) => now ?? -1, cell: ({ now, format }) => <b translate={false}>{now === undefined ? '–' : format(now)}</b> },
  { id: 'before', title: right, class: 'number', value: ({ before }) => before ?? -1, cell: ({ before, format }) => <span translate={false}>{before === undefined ? '–' : format(before)}</span> },
  {
    id: 'change', title: 'Difference', class: 'number', value: line => changeOf({ ...line, isRecorded }),
    cell: ({ now, before, isBurden }) => <Change now={now} before={before} isRecorded={isRecorded} isBurden={isBurden} />,
  },
];

function SideBySideExplanation(): JSX.Element {
  return (
    <>
      <p>The figures of what is looked at beside those of what “Compare” names: another template on the same days, or as many other days.</p>
      <p>The difference says how much more or less the first is than the second, in percent of the second.</p>
    </>
  );
}
