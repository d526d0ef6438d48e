import type { JSX } from 'preact';
import type { Resource } from '../api/resource';
import type { PeriodOverview, Template, TemplateOverview } from '../api/types';
import { Meter } from '../charts/Meter';
import { dayEnds, recordedOnly } from '../charts/slots';
import { Sparkline } from '../charts/Sparkline';
import { formatHours, formatRange, plural } from '../format/text';
import { DataTable, type Column } from '../lists/DataTable';
import { useList } from '../lists/list';
import type { CrossReports } from '../pages/useReports';
import { Panel } from '../panels/Panel';
import { usePeopleFormat } from '../privacy/privacy';
import { rangeBefore } from '../time/period';
import { dayCount, startOfDay } from '../time/zone';
import { Link } from '../ui/Link';
import { Monogram } from '../ui/Monogram';
import { SkeletonRows } from '../ui/Skeleton';
import { templateUrl } from '../view/location';
import type { View } from '../view/view';
import { Change, changeOf, type Props as Changed } from './Change';

type Figure = 'active_users' | 'seconds';

interface Props {
  cross: CrossReports;
  view: View;
  templateOf: (id: string) => Template | undefined;
}

/** A template with what is said of it. */
interface Ranked {
  usage: TemplateOverview;
  name: string;
  icon: string;
  now: Pick<TemplateOverview, Figure> | undefined;
  before: Pick<TemplateOverview, Figure> | undefined;
  /** Whether its records go back to the week before. */
  isRecorded: boolean;
  byDay: (number | null)[];
}

/** The templates by active users or by hours, and how each of them changed from one week to the next. */
export function RankingPanel({ cross: { overview, thisWeek, weekBefore, week }, view, templateOf }: Props): JSX.Element {
  const list = useList('active_users');
  const format = usePeopleFormat();
  const compared = startOfDay(rangeBefore(week).start, view.zone);
  const ends = dayEnds(view.range.start, dayCount(view.range.start, view.range.end), view.zone);
  const rank = (usage: TemplateOverview): Ranked => {
    const template = templateOf(usage.template_id);
    const since = usage.data_since === undefined ? undefined : Date.parse(usage.data_since);
    return {
      usage,
      name: template?.display_name || template?.name || usage.template_id,
      icon: template?.icon ?? '',
      now: find(thisWeek, usage.template_id),
      before: find(weekBefore, usage.template_id),
      isRecorded: since === undefined || since <= compared,
      byDay: recordedOnly(usage.daily_active_users, ends, since),
    };
  };
  return (
    <Panel
      title="Templates ranked" icon="trend" span="full" resource={overview} skeleton={<SkeletonRows count={6} />}
      isEmpty={report => report.templates.length === 0} headline={report => <>{plural(report.templates.length, 'template in use', 'templates in use')}</>}
      note={`Week over week compares the last 7 whole days, ${formatRange(week.start, week.end)}, with the 7 before.`}
      explanation={<RankingExplanation />}
    >
      {report => (
        <DataTable
          list={list} rows={report.templates.map(rank)} columns={columnsOf(report.templates, format, list.order.by === 'seconds' ? 'seconds' : 'active_users')}
          keyOf={({ usage }) => usage.template_id} textOf={({ name }) => name} name="Table of templates by rank" many="templates" size={6} class="ranking"
          attributes={({ usage }) => ({ 'data-template': usage.template_id, 'data-active-users': usage.active_users, 'data-seconds': usage.seconds })}
        />
      )}
    </Panel>
  );
}

/** The figures are those of two weeks, and not those of the range beside which they stand. */
function WeekOverWeek({ format, ...change }: Changed & { format: (value: number) => string }): JSX.Element {
  const { now, before, isRecorded } = change;
  return (
    <span class="figure-change">
      <Change {...change} />
      {isRecorded && now !== undefined && before !== undefined && <span class="faint" translate={false}>{format(before)} → {format(now)}</span>}
    </span>
  );
}

function RankingExplanation(): JSX.Element {
  return (
    <>
      <p>Active users and hours are those of the range, the changes those from week to week. The bar shows what the table is ordered by, active users or hours; the longest is the most.</p>
      <p><b>New</b> was not used the week before. A template whose records do not go back that far is not compared.</p>
    </>
  );
}

const nothing = { active_users: 0, seconds: 0 };

// Undefined while it is not known; a template that the answer does not have was not used.
function find(overview: Resource<PeriodOverview>, id: string): Pick<TemplateOverview, Figure> | undefined {
  return overview.state === 'ready' ? overview.data.templates.find(one => one.template_id === id) ?? nothing : undefined;
}

function columnsOf(templates: readonly TemplateOverview[], format: (count: number) => string, measured: Figure): readonly Column<Ranked>[] {
  const top = templates.reduce((most, one) => Math.max(most, one[measured]), 1);
  const change = (of: Figure): Column<Ranked> => {
    const given = ({ now, before, isRecorded }: Ranked): Changed => ({ now: now?.[of], before: before?.[of], isRecorded });
    return { id: `change of ${of}`, title: 'Week over week', class: 'number', value: row => changeOf(given(row)), cell: row => <WeekOverWeek {...given(row)} format={of === 'seconds' ? formatHours : format} /> };
  };
  return [
    {
      id: 'name', title: 'Template', value: ({ name }) => name,
      cell: ({ usage, name, icon }) => (
        <Link class="person" href={templateUrl(usage.template_id)}>
          <Monogram name={name} image={icon} shape="square" />
          <span class="rank-name"><span class="name" translate={false}>{name}</span><Meter share={usage[measured] / top} /></span>
        </Link>
      ),
    },
    { id: 'active_users', title: 'Active users', class: 'number', value: ({ usage }) => usage.active_users, cell: ({ usage }) => <b translate={false}>{format(usage.active_users)}</b> },
    change('active_users'),
    { id: 'seconds', title: 'Hours', class: 'number', value: ({ usage }) => usage.seconds, cell: ({ usage }) => <b translate={false}>{formatHours(usage.seconds)}</b> },
    change('seconds'),
    {
      id: 'days', title: 'By day', class: 'trend', value: ({ usage }) => usage.daily_active_users.at(-1) ?? 0,
      cell: ({ name, byDay }) => <Sparkline values={byDay} name={`Active users of ${name} by day`} />,
    },
  ];
}
