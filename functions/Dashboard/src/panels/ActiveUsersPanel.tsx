import type { ComponentChildren, JSX } from 'preact';
import { useState } from 'preact/hooks';
import type { Scope } from '../api/insights';
import { both, type Resource } from '../api/resource';
import type { Figures, IntervalReport, TemplatesReport } from '../api/types';
import { PictureButton } from '../charts/PictureButton';
import { SlotChart } from '../charts/SlotChart';
import { slotsOf, type ChartSlot } from '../charts/slots';
import type { Before } from '../figures/before';
import { Was } from '../figures/Was';
import { useList } from '../lists/list';
import { activeIn } from '../people/figure';
import { useWho } from '../people/useWho';
import { usePeopleFormat } from '../privacy/privacy';
import { WhereNamed } from '../privacy/Withheld';
import { serverNow } from '../time/clock';
import { periodOf } from '../time/period';
import { Icon } from '../ui/Icon';
import { SkeletonChart } from '../ui/Skeleton';
import { show, type View } from '../view/view';
import { Panel } from './Panel';
import { SlotTable, SpokenSlots } from './SlotTable';

interface Props {
  intervals: Resource<IntervalReport[]>;
  report: Resource<TemplatesReport>;
  view: View;
  since: number | null | undefined;
  /** What it is compared with, where that was chosen. */
  others?: { name: string; intervals: Resource<IntervalReport[]>; since: number | null | undefined } | undefined;
  /** The figures of what it is compared with. */
  before: Before<Figures>;
  scope: Scope;
  actions: ComponentChildren;
}

/** How many people used the templates, by day or week. */
export function ActiveUsersPanel({ intervals, report, view, since, before, others, scope, actions }: Props): JSX.Element {
  const [asTable, setAsTable] = useState(false);
  const behind = useWho();
  const format = usePeopleFormat();
  const list = useList('slot', false);
  const data = both(intervals, report.state === 'ready' ? report : { state: 'ready', data: null, isStale: false } as Resource<TemplatesReport | null>);
  return (
    <Panel
      title="Active users" icon="users" span="wide" resource={data} skeleton={<SkeletonChart />} explanation={<ActiveUsersExplanation />}
      isEmpty={([slots]) => slots.every(slot => slot.active_users === 0)}
      headline={([, sum]) => sum !== null && <><b data-figure="active-users" translate={false}>{format(sum.active_users)}</b> in the range <Was now={sum.active_users} before={before} of={figures => figures.active_users} format={format} /></>}
      actions={<>
        <button type="button" class="button quiet" aria-pressed={asTable} onClick={() => setAsTable(!asTable)} title="Show as a table">
          <Icon name="table" /><span class="visually-hidden">Show as a table</span>
        </button>
        {!asTable && <PictureButton of="Active users" />}
        {actions}
      </>}
    >
      {([reports]) => {
        const slots = slotsOf(reports, view.interval, view.zone, since);
        const compared = others?.intervals.state === 'ready'
          ? { name: others.name, slots: slotsOf(others.intervals.data, view.interval, view.zone, others.since) } : undefined;
        const open = behind.open && (({ days, title }: ChartSlot): void => behind.open!(`Active users: ${title}`, [activeIn({ ...scope, ...periodOf(days, view.zone, serverNow()) }, view.zone)]));
        return asTable ? <SlotTable slots={slots} interval={view.interval} list={list} /> : (
          <>
            <SlotChart
              slots={slots} name={`Active users by ${view.interval}`} others={compared} onOpen={open}
              onZoom={(from, to) => show(view, { range: { start: from.days.start, end: to.days.end }, preset: undefined })}
            />
            {compared !== undefined && <p class="legend"><span class="legend-line" aria-hidden="true" /><span translate={false}>{compared.name}</span></p>}
            <SpokenSlots slots={slots} interval={view.interval} />
            {behind.dialog}
          </>
        );
      }}
    </Panel>
  );
}

function ActiveUsersExplanation(): JSX.Element {
  return (
    <>
      <p>People who used a workspace for a minute at least in the day or week: an editor, a terminal or a workspace app was open, and connected.</p>
      <p>Whoever comes on several days counts on each of them and once <b>in the range</b>, so the days add up to more.</p>
      <p>Drag over the chart to show only the days that are marked. <WhereNamed>A click on a day or week shows who it was.</WhereNamed></p>
      <p>A hatched bar or dotted line is not over yet. What is marked as not recorded lies before the first usage that is kept: nothing is known of it.</p>
    </>
  );
}
