import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import type { CellFigures, Concurrency, HeatCell } from '../api/answers';
import type { Resource } from '../api/resource';
import { HeatMap, type Cell } from '../charts/HeatMap';
import { PictureButton } from '../charts/PictureButton';
import { AnswerSaveButton } from '../controls/ExportMenu';
import type { Before } from '../figures/before';
import { formatChange, formatFine, formatHour } from '../format/text';
import { weekdayName } from '../format/week';
import { Panel } from '../panels/Panel';
import { activeIn } from '../people/figure';
import { useWho } from '../people/useWho';
import { WhereNamed } from '../privacy/Withheld';
import { useSubject } from '../sections/answers';
import { SkeletonChart } from '../ui/Skeleton';

const measures = { mean: 'Mean', p95: 'p95', max: 'Most' } as const;
type Measure = keyof typeof measures;

/** At which hours of the week how many were active at once. */
export function HoursPanel({ resource, before }: { resource: Resource<Concurrency>; before: Before<Concurrency> }): JSX.Element {
  const { view, scope } = useSubject();
  const behind = useWho();
  const [measure, setMeasure] = useState<Measure>('mean');
  const open = behind.open && (({ weekday, hour }: Cell): void => {
    behind.open!(`Active users: ${weekdayName(weekday, 'long')}, ${formatHour(hour)}`, [activeIn(scope, view.zone, { weekday: String(weekday), hour: String(hour) })]);
  });
  return (
    <Panel
      title="Hours of the week" icon="clock" span="full" resource={resource} skeleton={<SkeletonChart />} isEmpty={({ users }) => users.peak === 0}
      explanation={<HoursExplanation />} actions={<><PictureButton of="Hours of the week" /><AnswerSaveButton section="concurrency-hours" /></>}
    >
      {({ heat_map: cells }) => (
        <>
          <div class="segments within" role="group" aria-label="Of the hours of a weekday">
            {Object.entries(measures).map(([id, title]) => <button key={id} type="button" aria-pressed={measure === id} onClick={() => setMeasure(id as Measure)}>{title}</button>)}
          </div>
          <HeatMap name="Users at once by hour of the week" onOpen={open} cells={cells.map((cell): Cell => ({ weekday: cell.weekday, hour: cell.hour, value: cell.users?.[measure] ?? null, text: [textOf(cell.users, cell.hours), changeText(cell, before, measure)].filter(Boolean).join('; ') }))} />
          {behind.dialog}
        </>
      )}
    </Panel>
  );
}

const textOf = (users: CellFigures | null, hours: number): string =>
  users === null ? 'Nothing is known of it' : `${formatFine(users.mean)} on average, ${formatFine(users.p95)} p95, ${formatFine(users.max)} at most, in ${hours} ${hours === 1 ? 'hour' : 'hours'}`;

/** How a field changed; empty where that is not known. */
function changeText({ weekday, hour, users }: HeatCell, { report }: Before<Concurrency>, measure: Measure): string {
  const [now, was] = [users?.[measure], report?.heat_map.find(one => one.weekday === weekday && one.hour === hour)?.users?.[measure]];
  return now === undefined || was === undefined ? '' : `before ${formatFine(was)}${was === 0 ? '' : `, ${formatChange(now / was - 1)}`}`;
}

function HoursExplanation(): JSX.Element {
  return (
    <>
      <p>Of each hour of each day the busiest half-hour counts, with the different people who were active in it. A field has those of one hour of one weekday: their mean, the 95th percentile, and the most.</p>
      <WhereNamed><p>A click on a field shows who was active in it, and for how long in all such hours of the range.</p></WhereNamed>
      <p>What is said of a field has also what it was before, and by how much it changed.</p>
      <p>Hours are those of the clock in the time zone that is chosen, through changes to and from daylight saving time. An hour in which nobody was active counts as 0.</p>
    </>
  );
}
