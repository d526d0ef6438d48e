import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import type { Forecast, ForecastOf } from '../api/answers';
import { PictureButton } from '../charts/PictureButton';
import { SeriesChart } from '../charts/SeriesChart';
import type { Point, Series } from '../charts/series';
import { AnswerSaveButton } from '../controls/ExportMenu';
import { nothingBefore } from '../figures/before';
import type { Figure } from '../figures/figure';
import { FigureList } from '../figures/FigureList';
import { formatChange, formatCount, formatFine, formatFullDate, formatShare, formatShortDate, plural } from '../format/text';
import { Panel } from '../panels/Panel';
import { useAnswer } from '../sections/answers';
import { Notice } from '../ui/Notice';
import { SkeletonChart } from '../ui/Skeleton';

const measures = { active_users: 'Active users', peak_users: 'Most at once' } as const;
type Measure = keyof typeof measures;

/** How many days of history are drawn before what is expected. */
const drawn = 84;

/** What will be needed: expected figures of the next weeks, with how far off they may be. */
export function ForecastPanel(): JSX.Element {
  const [measure, setMeasure] = useState<Measure>('active_users');
  const [weeks, setWeeks] = useState(8);

  // It is of what comes after today, whatever days are looked at.
  const forecast = useAnswer<Forecast>('forecast', { start_time: undefined, end_time: undefined, weeks: String(weeks) });
  return (
    <Panel
      title="Forecast" icon="trend" span="full" resource={forecast} skeleton={<SkeletonChart />} isEmpty={report => report[measure] === null} explanation={<ForecastExplanation />}
      empty={report => <Notice icon="clock" title="There is not enough history to say."><p>It takes {plural(report.needed_days, 'day', 'days')}, and {plural(report.history_days, 'day is', 'days are')} known.</p></Notice>}
      headline={report => report[measure] !== null && <>growth a week <b translate={false}>{formatChange(report[measure].growth_per_week)}</b></>}
      actions={<><PictureButton of="Forecast" /><AnswerSaveButton section="forecast" weeks={String(weeks)} /></>}
    >
      {report => (
        <>
          <div class="within-row">
            <div class="segments within" role="group" aria-label="Figure">
              {Object.entries(measures).map(([id, title]) => <button key={id} type="button" aria-pressed={measure === id} onClick={() => setMeasure(id as Measure)}>{title}</button>)}
            </div>
            <div class="segments within" role="group" aria-label="Weeks ahead">
              {[4, 8, 12].map(count => <button key={count} type="button" aria-pressed={weeks === count} onClick={() => setWeeks(count)}>{plural(count, 'week', 'weeks')}</button>)}
            </div>
          </div>
          <FigureList figures={figuresOf(weeks)} now={{ days: report[measure]!.forecast.map(day => day.expected) }} before={{ ...nothingBefore, report: { days: lastWeekOf(report, measure) } }} />
          <SeriesChart name="Forecast by day" pointName="Day" format={formatFine} points={pointsOf(report, report[measure]!)} series={seriesOf(report, measure, report[measure]!)} />
          <Backtest of={report[measure]!} />
        </>
      )}
    </Panel>
  );
}

/** A day of the first and of the last week that is expected. Before them is the last week that was counted. */
const figuresOf = (weeks: number): Figure<{ days: number[] }>[] => [
  { id: 'first-week', title: 'A day of the first week', value: ({ days }) => meanOf(days.slice(0, 7)), format: formatFine },
  { id: 'last-week', title: `A day of the ${weeks}th week`, value: ({ days }) => meanOf(days.slice(-7)), format: formatFine },
];

const lastWeekOf = (report: Forecast, measure: Measure): number[] => report.history.slice(-7).map(day => day[measure]);
const meanOf = (days: readonly number[]): number => days.reduce((sum, day) => sum + day, 0) / days.length;

const historyOf = (report: Forecast): Forecast['history'] => report.history.slice(-drawn);
const pointsOf = (report: Forecast, { forecast }: ForecastOf): Point[] => [...historyOf(report), ...forecast].map(({ date }) => ({ label: formatShortDate(date), title: formatFullDate(date) }));

function seriesOf(report: Forecast, measure: Measure, { forecast }: ForecastOf): Series[] {
  const before = historyOf(report).map(() => null);
  const after = <K extends 'expected' | 'low_80' | 'high_80' | 'low_95' | 'high_95'>(key: K): (number | null)[] => [...before, ...forecast.map(day => day[key])];
  return [
    { name: '95 % band', kind: 'band', tone: 4, values: after('high_95'), lows: after('low_95') },
    { name: '80 % band', kind: 'band', tone: 5, values: after('high_80'), lows: after('low_80') },
    { name: 'Counted', kind: 'line', tone: 1, values: [...historyOf(report).map(day => day[measure]), ...forecast.map(() => null)] },
    { name: 'Expected', kind: 'line', tone: 1, isDashed: true, values: after('expected') },
  ];
}

/** How far off it would have been before: nobody should plan with a forecast without that. */
function Backtest({ of: { backtest } }: { of: ForecastOf }): JSX.Element | null {
  return backtest.length === 0 ? null : (
    <div class="scroll backtest" role="region" aria-label="How far off the forecast would have been">
      <table>
        <caption>How far off it would have been</caption>
        <thead><tr><th scope="col">Week ahead</th>{backtest.map(({ week }) => <th key={week} scope="col" class="number" translate={false}>{formatCount(week)}</th>)}</tr></thead>
        <tbody>
          <tr><th scope="row">Mean error</th>{backtest.map(one => <td key={one.week} class="number" data-error={one.mean_absolute_error} translate={false}>{formatFine(one.mean_absolute_error)}</td>)}</tr>
          <tr><th scope="row">In percent</th>{backtest.map(one => <td key={one.week} class="number" translate={false}>{one.share === null ? '–' : formatShare(one.share)}</td>)}</tr>
          <tr><th scope="row">Days within the 80 % band</th>{backtest.map(one => <td key={one.week} class="number" translate={false}>{formatShare(one.within_80)}</td>)}</tr>
        </tbody>
      </table>
    </div>
  );
}

function ForecastExplanation(): JSX.Element {
  return (
    <>
      <p>The weekday’s usual share and the trend of the weeks before, carried on. Single days that are out of line, such as holidays and outages, do not bend it.</p>
      <p>In the narrow band are 80 of 100 days, in the wide one 95, if things go on as they did. The table says how far off the same method would have been on days that are known, week by week ahead.</p>
      <p>It is of today and the days after, whatever range is chosen, and needs six weeks of history. There is no time before it: its figures, means of seven days, are compared with the last seven days that were counted.</p>
    </>
  );
}
