import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import type { Template } from '../api/types';
import { compareTexts, formatRange } from '../format/text';
import { rangeFrom } from '../time/period';
import { addDays, dayCount, isDay } from '../time/zone';
import { Icon } from '../ui/Icon';
import { Popover } from '../ui/Popover';
import { go, withQuery } from '../view/location';
import type { View } from '../view/view';

interface Props {
  view: View;
  /** The templates that may be compared with; empty where the view is of many. */
  templates: readonly Template[];
}

/** What the view is compared with: the days before, other days, or another template. */
export function ComparePicker({ view, templates }: Props): JSX.Element {
  const { compared } = view;
  const other = compared?.kind === 'template' ? templates.find(one => one.id === compared.id) : undefined;
  const text = compared === undefined ? 'Compare'
    : compared.kind === 'days' ? `with ${formatRange(compared.range.start, compared.range.end)}` : `with ${other?.display_name || other?.name || compared.id}`;
  return (
    <Popover label={<><Icon name="compare" /><span translate={compared === undefined}>{text}</span></>} name="Compare" align="end" class="compare-picker">
      {close => <Choice view={view} templates={templates} onChange={compare => { close(); go(withQuery({ compare })); }} />}
    </Popover>
  );
}

function Choice({ view, templates, onChange }: Props & { onChange: (compare: string | undefined) => void }): JSX.Element {
  const { range, compared, today } = view;
  const latest = addDays(today, 1 - dayCount(range.start, range.end));
  const [start, setStart] = useState(compared?.kind === 'days' ? compared.range.start : '');
  const isGiven = isDay(start) && start <= latest;
  return (
    <div class="compare-choice">
      <button type="button" class="item" aria-pressed={compared === undefined} data-autofocus="" onClick={() => onChange(undefined)}>The days before</button>
      <form class="separate" onSubmit={event => { event.preventDefault(); if (isGiven) { onChange(start); } }}>
        <label><span>As many days, from</span><input type="date" value={start} max={latest} onInput={event => setStart(event.currentTarget.value)} /></label>
        <p class="faint" aria-live="polite">{isGiven ? formatRange(start, rangeFrom(start, range).end) : 'The days are to be over.'}</p>
        <button type="submit" class="button" aria-disabled={!isGiven}>Compare the days</button>
      </form>
      {templates.length > 0 && (
        <div class="separate">
          <label>
            <span>Another template</span>
            <span class="select">
              <select value={compared?.kind === 'template' ? compared.id : ''} onChange={event => onChange(event.currentTarget.value || undefined)}>
                <option value="">None</option>
                {templates.toSorted((one, other) => compareTexts(nameOf(one), nameOf(other))).map(one => <option key={one.id} value={one.id} translate={false}>{nameOf(one)}</option>)}
              </select>
              <Icon name="down" size={12} />
            </span>
          </label>
        </div>
      )}
    </div>
  );
}

const nameOf = (template: Template): string => template.display_name || template.name;
