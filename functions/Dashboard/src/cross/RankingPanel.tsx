import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { both, type Resource } from '../api/resource';
import type { OverviewAnswer, Template, TemplateOverview } from '../api/types';
import { Meter } from '../charts/Meter';
import { Sparkline } from '../charts/Sparkline';
import { formatCount, formatHours, formatRange, plural } from '../format/text';
import { Panel } from '../panels/Panel';
import type { DateRange } from '../time/period';
import { Icon } from '../ui/Icon';
import { Link } from '../ui/Link';
import { Monogram } from '../ui/Monogram';
import { SkeletonRows } from '../ui/Skeleton';
import { templateUrl } from '../view/location';
import { Change } from './Change';

type Overview = Resource<OverviewAnswer['report']>;
type Order = 'active_users' | 'seconds';

interface Props {
  overview: Overview;
  thisWeek: Overview;
  weekBefore: Overview;
  week: DateRange;
  templateOf: (id: string) => Template | undefined;
}

/** The templates by active users or by hours, and how each of them changed from one week to the next. */
export function RankingPanel({ overview, thisWeek, weekBefore, week, templateOf }: Props): JSX.Element {
  const [order, setOrder] = useState<Order>('active_users');
  return (
    <Panel
      title="Templates ranked" icon="trend" span="full" resource={overview} skeleton={<SkeletonRows count={6} />}
      isEmpty={report => report.templates.length === 0} headline={report => plural(report.templates.length, 'template in use', 'templates in use')}
      note={`Week over week compares the last 7 whole days, ${formatRange(week.start, week.end)}, with the 7 before.`}
    >
      {report => <>
        <ChangesMissing thisWeek={thisWeek} weekBefore={weekBefore} />
        <div class="scroll ranking" tabIndex={0} role="region" aria-label="Table of templates by rank">
          <table>
            <thead>
              <tr>
                <th scope="col">Template</th>
                <Sortable name="Active users" by="active_users" order={order} onOrder={setOrder} />
                <th scope="col" class="number">Week over week</th>
                <Sortable name="Hours" by="seconds" order={order} onOrder={setOrder} />
                <th scope="col" class="number">Week over week</th>
                <th scope="col" class="trend">By day</th>
              </tr>
            </thead>
            <tbody>
              {report.templates.toSorted((one, other) => other[order] - one[order]).map(usage => (
                <Row
                  key={usage.template_id} usage={usage} template={templateOf(usage.template_id)} top={Math.max(...report.templates.map(one => one[order]))} order={order}
                  now={find(thisWeek, usage.template_id)} before={find(weekBefore, usage.template_id)}
                />
              ))}
            </tbody>
          </table>
        </div>
      </>}
    </Panel>
  );
}

/** Says why the columns of changes are without figures. */
function ChangesMissing({ thisWeek, weekBefore }: Pick<Props, 'thisWeek' | 'weekBefore'>): JSX.Element | null {
  const weeks = both(thisWeek, weekBefore);
  const retry = (): void => [thisWeek, weekBefore].forEach(week => week.state === 'failed' && week.retry());
  return weeks.state !== 'failed' ? null : (
    <p class="banner" role="alert">
      <Icon name="alert" />The changes from week to week are missing: {weeks.error.message} <button type="button" class="button" onClick={retry}>Try again</button>
    </p>
  );
}

const nothing = { active_users: 0, seconds: 0 };

// Null while it is not known; a template that the answer does not have was not used.
function find(overview: Overview, id: string): { active_users: number; seconds: number } | null {
  return overview.state === 'ready' ? overview.data.templates.find(one => one.template_id === id) ?? nothing : null;
}

function Sortable({ name, by, order, onOrder }: { name: string; by: Order; order: Order; onOrder: (order: Order) => void }): JSX.Element {
  return (
    <th scope="col" class="number" aria-sort={order === by ? 'descending' : 'none'}>
      <button type="button" class="sort" onClick={() => onOrder(by)}>{name}{order === by && <span aria-hidden="true"> ↓</span>}</button>
    </th>
  );
}

interface RowProps {
  usage: TemplateOverview;
  template: Template | undefined;
  top: number;
  order: Order;
  now: typeof nothing | null;
  before: typeof nothing | null;
}

function Row({ usage, template, top, order, now, before }: RowProps): JSX.Element {
  const name = template?.display_name || template?.name || usage.template_id;
  return (
    <tr data-template={usage.template_id} data-active-users={usage.active_users} data-seconds={usage.seconds}>
      <th scope="row">
        <Link class="person" href={templateUrl(usage.template_id)}>
          <Monogram name={name} image={template?.icon ?? ''} shape="square" />
          <span class="rank-name"><span class="name">{name}</span><Meter share={usage[order] / top} /></span>
        </Link>
      </th>
      <td class="number"><b>{formatCount(usage.active_users)}</b></td>
      <td class="number"><Change now={now?.active_users} before={before?.active_users} /></td>
      <td class="number"><b>{formatHours(usage.seconds)}</b></td>
      <td class="number"><Change now={now?.seconds} before={before?.seconds} /></td>
      <td class="trend"><Sparkline values={usage.daily_active_users} name={`Active users of ${name} by day`} /></td>
    </tr>
  );
}
