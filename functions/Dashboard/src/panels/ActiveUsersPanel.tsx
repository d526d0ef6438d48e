import type { ComponentChildren, JSX } from 'preact';
import { useState } from 'preact/hooks';
import { both, type Resource } from '../api/resource';
import type { IntervalReport, TemplatesReport } from '../api/types';
import { SlotChart } from '../charts/SlotChart';
import { slotsOf, type ChartSlot } from '../charts/slots';
import { formatCount } from '../format/text';
import { Icon } from '../ui/Icon';
import { SkeletonChart } from '../ui/Skeleton';
import type { View } from '../view/view';
import { Panel } from './Panel';

interface Props {
  intervals: Resource<IntervalReport[]>;
  report: Resource<TemplatesReport>;
  view: View;
  actions: ComponentChildren;
}

/** How many people used the templates, by day or week. */
export function ActiveUsersPanel({ intervals, report, view, actions }: Props): JSX.Element {
  const [asTable, setAsTable] = useState(false);
  const data = both(intervals, report.state === 'ready' ? report : { state: 'ready', data: null, isStale: false } as Resource<TemplatesReport | null>);
  return (
    <Panel
      title="Active users" icon="users" span="wide" resource={data} skeleton={<SkeletonChart />}
      isEmpty={([slots]) => slots.every(slot => slot.active_users === 0)}
      headline={([, sum]) => sum !== null && <><b data-figure="active-users">{formatCount(sum.active_users)}</b> in the range</>}
      actions={<>
        <button type="button" class="button quiet" aria-pressed={asTable} onClick={() => setAsTable(!asTable)} title="Show as a table">
          <Icon name="table" /><span class="visually-hidden">Show as a table</span>
        </button>
        {actions}
      </>}
    >
      {([reports]) => {
        const slots = slotsOf(reports, view.interval, view.zone);
        return <>
          {!asTable && <SlotChart slots={slots} name={`Active users by ${view.interval}`} />}
          <SlotTable slots={slots} interval={view.interval} isHidden={!asTable} />
        </>;
      }}
    </Panel>
  );
}

/** The chart's figures for who reads rather than looks; always there for screen readers. */
function SlotTable({ slots, interval, isHidden }: { slots: readonly ChartSlot[]; interval: string; isHidden: boolean }): JSX.Element {
  return (
    <div class={isHidden ? 'visually-hidden' : 'scroll'} tabIndex={isHidden ? undefined : 0} role="region" aria-label="Active users as a table">
      <table class="figures">
        <thead><tr><th scope="col">{interval === 'week' ? 'Week' : 'Day'}</th><th scope="col" class="number">Active users</th></tr></thead>
        <tbody>
          {slots.map((slot, index) => (
            <tr key={index} data-slot={slot.value}>
              <th scope="row">{slot.title}{slot.note !== '' && <span class="faint"> ({slot.note})</span>}</th>
              <td class="number">{formatCount(slot.value)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
