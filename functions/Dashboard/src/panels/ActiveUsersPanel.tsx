import type { ComponentChildren, JSX } from 'preact';
import { useState } from 'preact/hooks';
import { both, type Resource } from '../api/resource';
import type { IntervalReport, TemplatesReport } from '../api/types';
import { SlotChart } from '../charts/SlotChart';
import { slotsOf } from '../charts/slots';
import { formatCount } from '../format/text';
import { useList } from '../lists/list';
import { Icon } from '../ui/Icon';
import { SkeletonChart } from '../ui/Skeleton';
import type { View } from '../view/view';
import { Panel } from './Panel';
import { SlotTable, SpokenSlots } from './SlotTable';

interface Props {
  intervals: Resource<IntervalReport[]>;
  report: Resource<TemplatesReport>;
  view: View;
  since: number | null | undefined;
  actions: ComponentChildren;
}

/** How many people used the templates, by day or week. */
export function ActiveUsersPanel({ intervals, report, view, since, actions }: Props): JSX.Element {
  const [asTable, setAsTable] = useState(false);
  const list = useList('slot', false);
  const data = both(intervals, report.state === 'ready' ? report : { state: 'ready', data: null, isStale: false } as Resource<TemplatesReport | null>);
  return (
    <Panel
      title="Active users" icon="users" span="wide" resource={data} skeleton={<SkeletonChart />} explanation={<ActiveUsersExplanation />}
      isEmpty={([slots]) => slots.every(slot => slot.active_users === 0)}
      headline={([, sum]) => sum !== null && <><b data-figure="active-users" translate={false}>{formatCount(sum.active_users)}</b> in the range</>}
      actions={<>
        <button type="button" class="button quiet" aria-pressed={asTable} onClick={() => setAsTable(!asTable)} title="Show as a table">
          <Icon name="table" /><span class="visually-hidden">Show as a table</span>
        </button>
        {actions}
      </>}
    >
      {([reports]) => {
        const slots = slotsOf(reports, view.interval, view.zone, since);
        return asTable
          ? <SlotTable slots={slots} interval={view.interval} list={list} />
          : <><SlotChart slots={slots} name={`Active users by ${view.interval}`} /><SpokenSlots slots={slots} interval={view.interval} /></>;
      }}
    </Panel>
  );
}

function ActiveUsersExplanation(): JSX.Element {
  return (
    <>
      <p>People who used a workspace for a minute at least in the day or week: an editor, a terminal or a workspace app was open, and connected.</p>
      <p>Whoever comes on several days counts on each of them and once <b>in the range</b>, so the days add up to more.</p>
      <p>A hatched bar or dotted line is not over yet. What is marked as not recorded lies before the first usage that is kept: nothing is known of it.</p>
    </>
  );
}
