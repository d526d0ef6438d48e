import type { ComponentChildren, JSX } from 'preact';
import type { Query } from '../api/client';
import type { Scope } from '../api/insights';
import type { Template } from '../api/types';
import { ComparePicker } from '../controls/ComparePicker';
import { ExportMenu } from '../controls/ExportMenu';
import { FilterPicker } from '../controls/FilterPicker';
import { IntervalSwitch } from '../controls/IntervalSwitch';
import { RangePicker } from '../controls/RangePicker';
import { ZonePicker } from '../controls/ZonePicker';
import { formatRange } from '../format/text';
import { show, type View } from '../view/view';

interface Props {
  view: View;
  query: Query;
  scope: Scope;
  /** What may be compared with; none where the view is of many templates. */
  templates?: readonly Template[];
  children?: ComponentChildren;
}

/** What of the usage is shown, and the ways to take it along. On paper only what it says remains. */
export function Controls({ view, query, scope, templates = [], children }: Props): JSX.Element {
  return (
    <>
      <div class="controls">
        {children}
        <IntervalSwitch interval={view.interval} onChange={interval => show(view, { interval })} />
        <RangePicker view={view} />
        <FilterPicker filters={view.filters} scope={scope} />
        <ComparePicker view={view} templates={templates} />
        <ZonePicker zone={view.zone} onChange={zone => show(view, { zone })} />
        <ExportMenu query={query} />
      </div>
      <p class="print-only" translate={false}>{formatRange(view.range.start, view.range.end)}, by {view.interval}, {view.zone}</p>
    </>
  );
}
