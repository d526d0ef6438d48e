import type { JSX } from 'preact';
import type { Adopted, Adoption, AdoptionWeek, Span } from '../api/answers';
import type { Query } from '../api/client';
import type { Scope } from '../api/insights';
import { PictureButton } from '../charts/PictureButton';
import { SeriesChart } from '../charts/SeriesChart';
import { dayPoints, spanPoints } from '../charts/days';
import { AnswerSaveButton } from '../controls/ExportMenu';
import { BeforeNote } from '../figures/BeforeNote';
import type { Figure } from '../figures/figure';
import { FigureList } from '../figures/FigureList';
import { Was } from '../figures/Was';
import { formatCount, formatDate, formatFine, formatRange, formatShare } from '../format/text';
import { Panel } from '../panels/Panel';
import { activeIn, adoptedIn } from '../people/figure';
import { useWho } from '../people/useWho';
import { useAnswer, useBefore, useSubject } from '../sections/answers';
import { serverNow } from '../time/clock';
import { daysOf, periodOf, type DateRange } from '../time/period';
import { addDays, dayAt } from '../time/zone';
import { SkeletonChart, SkeletonRows } from '../ui/Skeleton';
import { AdoptedTable } from './AdoptedTable';
import { Cohorts } from './Cohorts';

/** How many days of records it takes to know that somebody is new. */
const known = 28;

/** The kinds of people that a week has. */
const kindNames = { new: 'New', returning: 'Returning', resumed: 'Resumed', lapsed: 'Lapsed' } as const;
const kinds = Object.keys(kindNames) as (keyof typeof kindNames)[];

/** Whether it is used by those who may, and whether they stay. */
export function AdoptionSection(): JSX.Element {
  const subject = useSubject();
  const { view, scope } = subject;
  const behind = useWho();
  const adoption = useAnswer<Adoption>('adoption');
  const before = useBefore<Adoption>('adoption', adoption);
  const within = (days: DateRange): Scope => ({ ...scope, ...periodOf(days, view.zone, serverNow()) });
  const openDay = behind.open && ((day: Span): void => {
    const days = daysOf(day, view.zone);
    behind.open!(`Active users: ${formatRange(days.start, days.end)}`, [activeIn(within(days), view.zone)]);
  });
  const openWeek = behind.open && ((week: AdoptionWeek): void => {
    const days = daysOf(week, view.zone);
    behind.open!(`Users: ${formatRange(days.start, days.end)}`, kinds.filter(kind => week[kind] > 0).map(kind => ({ name: kindNames[kind], query: { ...within(days), behind: kind, timezone: view.zone } })));
  });
  const openCohort = behind.open && ((cohort: string, later: number): void => {
    const first = dayAt(Date.parse(cohort), view.zone);
    const start = addDays(first, 7 * later);
    const days = { start, end: addDays(start, 6) < view.range.end ? addDays(start, 6) : view.range.end };
    behind.open!(`New from ${formatDate(first)}, active: ${formatRange(days.start, days.end)}`, [{ name: 'Cohort', query: { ...within(days), behind: 'cohort', timezone: view.zone, cohort } }]);
  });
  const openAdopted = behind.open && ((title: string, of: Adopted, more: Query = {}): void => behind.open!(title, adoptedIn(scope, view.zone, of, more)));
  const isEmpty = (report: Adoption): boolean => report.active_users === 0;
  return (
    <>
      <BeforeNote before={before} {...subject} />
      <Panel
        title="Daily, weekly, monthly" icon="users" span="full" resource={adoption} skeleton={<SkeletonChart />} isEmpty={isEmpty} explanation={<AdoptionExplanation />} actions={<PictureButton of="Daily, weekly, monthly" />}
        headline={report => report.share !== undefined && <><b translate={false} data-figure="share">{formatShare(report.share)}</b> of those who may: <AdoptedOf of={report} onOpen={openAdopted && (() => openAdopted('Who adopts it', report))} /> <Was now={report.share} before={before} of={were => were.share} format={formatShare} /></>}
      >
        {report => (
          <>
            <FigureList figures={figures} now={report} before={before} />
            <SeriesChart
              name="Daily, weekly and monthly users" pointName="Day" onOpen={openDay && (place => openDay(report.days[place]!))} points={dayPoints(report.days, view.zone)} format={formatCount}
              series={[
                { name: 'Of 30 days', kind: 'line', tone: 3, values: report.days.map(day => day.monthly) },
                { name: 'Of 7 days', kind: 'line', tone: 2, values: report.days.map(day => day.weekly) },
                { name: 'Of the day', kind: 'line', tone: 1, values: report.days.map(day => day.daily) },
              ]}
            />
          </>
        )}
      </Panel>
      <Panel
        title="New and lapsed users" icon="trend" span="half" resource={adoption} skeleton={<SkeletonChart />} isEmpty={isEmpty} explanation={<WeeksExplanation />}
        actions={<><PictureButton of="New and lapsed users" /><AnswerSaveButton section="adoption" /></>}
        note={adoption.state === 'ready' && adoption.data.weeks.some(week => week.recorded_days < known) ? `Of weeks with less than ${known} days of records before them nobody can tell who is new: they count as new there.` : undefined}
      >
        {({ weeks }) => (
          <SeriesChart
            name="New, returning and lapsed users by week" pointName="Week" format={formatCount} onOpen={openWeek && (place => openWeek(weeks[place]!))}
            points={spanPoints(weeks, view.zone).map((point, index) => ({ ...point, note: [point.note, weeks[index]!.recorded_days < known ? 'too little is known before' : undefined].filter(Boolean).join(', ') || undefined }))}
            series={[
              { name: 'Returning', kind: 'bar', tone: 1, values: weeks.map(week => week.returning) },
              { name: 'New', kind: 'bar', tone: 2, values: weeks.map(week => week.new) },
              { name: 'Lapsed', kind: 'bar', tone: 6, values: weeks.map(week => -week.lapsed) },
            ]}
          />
        )}
      </Panel>
      <Panel title="Cohorts" icon="table" span="half" resource={adoption} skeleton={<SkeletonRows count={6} />} isEmpty={({ cohorts }) => cohorts.length === 0} explanation={<CohortsExplanation />} actions={<AnswerSaveButton section="cohorts" />}>
        {({ cohorts }) => <Cohorts cohorts={cohorts} zone={view.zone} onOpen={openCohort} />}
      </Panel>
      <Panel title="Who adopts it" icon="bars" span="full" resource={adoption} skeleton={<SkeletonRows count={5} />} isEmpty={isEmpty} explanation={<p>Of those who may use the templates and are in a group or organization, how many were active in the range. Of a template: of those who may use it. A click on a name shows who they are, and who is not active.</p>}>
        {report => <AdoptedTable report={report} before={before} onOpen={openAdopted} />}
      </Panel>
      {behind.dialog}
    </>
  );
}

const figures: readonly Figure<Adoption>[] = [
  { id: 'daily', title: 'Daily users', value: report => report.daily_users, format: formatFine },
  { id: 'weekly', title: 'Weekly users', value: report => report.weekly_users, format: formatCount },
  { id: 'monthly', title: 'Monthly users', value: report => report.monthly_users, format: formatCount },
  { id: 'stickiness', title: 'Stickiness', value: report => report.stickiness, format: formatShare },
];

function AdoptedOf({ of: { adopted_users: adopted, eligible_users: eligible }, onOpen }: { of: Adopted; onOpen: (() => void) | undefined }): JSX.Element {
  const text = <><span translate={false}>{formatCount(adopted!)}</span> of <span translate={false}>{formatCount(eligible!)}</span></>;
  return onOpen === undefined ? text : <button type="button" class="opener" title="Who adopts it" onClick={onOpen}>{text}</button>;
}

function AdoptionExplanation(): JSX.Element {
  return (
    <>
      <p>Who may use a template is who is a member of its organization, or on its list, and neither suspended nor deleted. Adopted it has who was active in the range.</p>
      <p>The lines count different people: of each day, and of the 7 and the 30 days that end with it. <b>Stickiness</b> is the mean of daily users over the last 30 days, as a share of the monthly users: how many of those who come in a month come on a day.</p>
    </>
  );
}

function WeeksExplanation(): JSX.Element {
  return (
    <>
      <p>Weeks are seven days each from the first day of the range. A click on one shows who they are.</p>
      <dl>
        <dt>New</dt><dd>Active for the first time that is known.</dd>
        <dt>Returning</dt><dd>Active, and active before. <b>Resumed</b> are those of them who were not active in the week before.</dd>
        <dt>Lapsed</dt><dd>Active in the week before, and not in this one. They are drawn below the line.</dd>
      </dl>
    </>
  );
}

function CohortsExplanation(): JSX.Element {
  return <p>Each row has those whose first week of use is the same. The fields say how many of them were active in that week and in each week after it, in percent of the row; the darker, the more. A click on a field shows who they are.</p>;
}
