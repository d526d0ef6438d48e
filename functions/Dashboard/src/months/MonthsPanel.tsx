import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import type { TrendSlot, Trends } from '../api/answers';
import { PictureButton } from '../charts/PictureButton';
import { SeriesChart } from '../charts/SeriesChart';
import type { Point, Series } from '../charts/series';
import { AnswerSaveButton } from '../controls/ExportMenu';
import { nothingBefore, reachesBack } from '../figures/before';
import type { Figure } from '../figures/figure';
import { FigureList } from '../figures/FigureList';
import { formatFine, formatHours, formatMonth, formatRange, formatShare } from '../format/text';
import { Panel } from '../panels/Panel';
import { activeIn } from '../people/figure';
import { useWho } from '../people/useWho';
import { usePeopleFormat } from '../privacy/privacy';
import { WhereNamed } from '../privacy/Withheld';
import { useAnswer, useSubject } from '../sections/answers';
import { serverNow } from '../time/clock';
import { daysOf, maxDays, periodOf } from '../time/period';
import { addDays, dayAt } from '../time/zone';
import { SkeletonChart } from '../ui/Skeleton';

const intervals = { month: 'Months', quarter: 'Quarters' } as const;
const measures = { users: 'Users', seconds: 'Hours' } as const;
const coloured = 5;

/** In seconds: what is drawn is in hours, so that the lines of the chart are at whole ones. */
const hour = 3600;

/** How it went over the months, as far back as figures are kept, whatever range is looked at. */
export function MonthsPanel(): JSX.Element {
  const { view, scope, since } = useSubject();
  const behind = useWho();
  const format = usePeopleFormat();
  const [interval, setInterval] = useState<keyof typeof intervals>('month');
  const [measure, setMeasure] = useState<keyof typeof measures>('users');

  // From the first of a month on: a part of one would look like a fall.
  const start = `${addDays(view.today, 32 - maxDays).slice(0, 7)}-01`;
  const trends = useAnswer<Trends>('trends', { ...periodOf({ start, end: view.today }, view.zone, serverNow()), interval });
  return (
    <Panel
      title="Months" icon="calendar" span="full" resource={trends} skeleton={<SkeletonChart />} isEmpty={({ slots }) => usedOf(slots).length === 0} explanation={<MonthsExplanation />}
      actions={<><PictureButton of="Months" /><AnswerSaveButton section="trends" {...periodOf({ start, end: view.today }, view.zone, serverNow())} interval={interval} /></>}
      note={trends.state === 'ready' && trends.data.kept_left_out === true ? 'Months of which only sums are kept are left out: sums cannot be narrowed to what is chosen.' : undefined}
    >
      {({ slots }) => {
        const used = usedOf(slots);
        const isMonth = interval === 'month';
        const titleOf = (slot: TrendSlot): string => pointOf(slot, view.zone, isMonth).title;
        const [last, before] = lastTwoOf(slots);
        const isRecorded = before !== undefined && reachesBack(since, Date.parse(before.start_time));
        const open = behind.open && ((place: number): void => {
          const slot = used[place]!;

          // Of what is kept nobody knows who it was.
          if (!slot.kept) {
            behind.open!(`Active users: ${titleOf(slot)}`, [activeIn({ ...scope, ...periodOf(daysOf(slot, view.zone), view.zone, serverNow()) }, view.zone)]);
          }
        });
        return (
          <>
            <div class="within-row">
              <Switch name="Figure" all={measures} chosen={measure} onChange={setMeasure} />
              <Switch name="By" all={intervals} chosen={interval} onChange={setInterval} />
            </div>
            {last !== undefined && <>
              <p class="faint within-note"><span translate={false}>{titleOf(last)}</span>{isRecorded && <> beside <span translate={false}>{titleOf(before!)}</span></>}</p>
              <FigureList figures={figuresOf(format)} now={last} before={{ ...nothingBefore, report: isRecorded ? before : undefined, isRecorded }} />
            </>}
            <SeriesChart
              name={`${measures[measure]} by ${interval}`} pointName={isMonth ? 'Month' : 'Quarter'} onOpen={open} format={measure === 'users' ? formatFine : hours => formatHours(hours * hour)}
              points={used.map(slot => pointOf(slot, view.zone, isMonth))} series={measure === 'users' ? usersOf(used) : appsOf(used)}
            />
            {behind.dialog}
          </>
        );
      }}
    </Panel>
  );
}

function Switch<T extends string>({ name, all, chosen, onChange }: { name: string; all: Record<T, string>; chosen: T; onChange: (id: T) => void }): JSX.Element {
  return (
    <div class="segments within" role="group" aria-label={name}>
      {(Object.entries(all) as [T, string][]).map(([id, title]) => <button key={id} type="button" aria-pressed={chosen === id} onClick={() => onChange(id)}>{title}</button>)}
    </div>
  );
}

/** The last month that is over, and the one before it. */
function lastTwoOf(slots: readonly TrendSlot[]): (TrendSlot | undefined)[] {
  const over = slots.filter(({ end_time: end }) => Date.parse(end) <= serverNow());
  return [over.at(-1), over.at(-2)];
}

const figuresOf = (format: (users: number) => string): readonly Figure<TrendSlot>[] => [
  { id: 'month-users', title: 'Users', value: slot => slot.active_users ?? undefined, format },
  { id: 'month-weekly', title: 'Users of a week', value: slot => slot.weekly_active_users ?? undefined, format: formatFine },
  { id: 'month-daily', title: 'Users of a day', value: slot => slot.daily_active_users ?? undefined, format: formatFine },
  { id: 'month-stickiness', title: 'Stickiness', value: slot => slot.stickiness ?? undefined, format: formatShare },
  { id: 'month-hours', title: 'Time in use', value: slot => slot.seconds, format: formatHours },
];

/** From the first month in which there was any usage. */
function usedOf(slots: readonly TrendSlot[]): readonly TrendSlot[] {
  const first = slots.findIndex(slot => slot.seconds > 0);
  return first < 0 ? [] : slots.slice(first);
}

function pointOf({ start_time: start, end_time: end, kept }: TrendSlot, zone: string, isMonth: boolean): Point {
  const [first, last] = [dayAt(Date.parse(start), zone), dayAt(Date.parse(end) - 1, zone)];
  const notes = [kept ? 'from what is kept of it' : '', Date.parse(end) > serverNow() ? 'not over yet' : ''].filter(Boolean);
  return { label: formatMonth(first).replace(/\s.*/, '').slice(0, 3), title: isMonth ? formatMonth(first) : formatRange(first, last), note: notes.join(', ') || undefined };
}

const usersOf = (slots: readonly TrendSlot[]): Series[] => [
  { name: 'A month', kind: 'line', tone: 3, values: slots.map(slot => slot.monthly_active_users) },
  { name: 'A week', kind: 'line', tone: 2, values: slots.map(slot => slot.weekly_active_users) },
  { name: 'A day', kind: 'line', tone: 1, values: slots.map(slot => slot.daily_active_users) },
];

/** The apps that are used most, and the others together. */
function appsOf(slots: readonly TrendSlot[]): Series[] {
  const sums = new Map<string, number>();
  const nameOf = ({ display_name: displayed, slug }: TrendSlot['apps'][number]): string => displayed || slug;
  slots.forEach(slot => slot.apps.forEach(app => sums.set(nameOf(app), (sums.get(nameOf(app)) ?? 0) + app.seconds)));
  const names = [...sums].sort((one, other) => other[1] - one[1]).map(([name]) => name);
  const secondsOf = (slot: TrendSlot, isOf: (name: string) => boolean): number => slot.apps.filter(app => isOf(nameOf(app))).reduce((sum, app) => sum + app.seconds, 0);
  const rest = new Set(names.slice(coloured));
  return [
    ...names.slice(0, coloured).map((name, place): Series => ({ name, kind: 'bar', tone: place + 1, values: slots.map(slot => secondsOf(slot, one => one === name) / hour) })),
    ...(rest.size > 0 ? [{ name: 'Others', kind: 'bar', tone: coloured + 1, values: slots.map(slot => secondsOf(slot, one => rest.has(one)) / hour) } satisfies Series] : []),
  ];
}

function MonthsExplanation(): JSX.Element {
  return (
    <>
      <p>The last two years, as far as they are known, whatever range is chosen. The lines are different people of a month, on average of a week in it, and on average of a day. Hours are those of each app, added up.</p>
      <p>The figures are those of the last month or quarter that is over, beside the one before it.<WhereNamed> A click on one shows who was active in it.</WhereNamed></p>
      <p>Where usage itself is no longer kept, the figures are sums that were kept of it, and nobody knows who it was.</p>
    </>
  );
}
