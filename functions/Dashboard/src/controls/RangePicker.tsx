import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { formatRange } from '../format/text';
import { maxDays } from '../time/period';
import { presets, rangeOf, type Preset } from '../time/presets';
import { addDays } from '../time/zone';
import { Icon } from '../ui/Icon';
import { Popover } from '../ui/Popover';
import { show, type View } from '../view/view';
import { Calendar } from './Calendar';

/** The days that are shown: a range that moves with the day, or any days from the calendar, which stay. */
export function RangePicker({ view }: { view: View }): JSX.Element {
  const { range, preset } = view;
  const text = <span translate={false}>{formatRange(range.start, range.end)}</span>;
  const label = <><Icon name="calendar" /><span>{preset === undefined ? text : <>{preset.name} <span class="faint wide-only">{text}</span></>}</span><Icon name="down" size={12} /></>;
  return (
    <Popover label={label} name="Date range" prefix="Date range:" align="end" class="range-picker">
      {close => <Choice view={view} onChange={change => { show(view, change); close(); }} />}
    </Popover>
  );
}

function Choice({ view, onChange }: { view: View; onChange: (change: Partial<View>) => void }): JSX.Element {
  const { range, today, preset: current } = view;
  const [first, setFirst] = useState<string | null>(null);
  const pick = (day: string): void => {
    if (first === null) {
      setFirst(day);
    } else {
      onChange({ range: day < first ? { start: day, end: first } : { start: first, end: day }, preset: undefined });
    }
  };
  // No range is longer than can be shown, whichever way it is picked.
  const earliest = first === null ? undefined : addDays(first, 1 - maxDays);
  const limit = first === null ? today : addDays(first, maxDays - 1);
  const shown = first === null ? range : { start: first, end: first };
  const isShown = (preset: Preset): boolean => rangeOf(preset, today).start === range.start && rangeOf(preset, today).end === range.end;
  const focused = presets.find(preset => preset.id === current?.id) ?? presets.find(isShown) ?? presets[0];
  return (
    <div class="range-choice">
      <ul class="presets">
        {presets.map(preset => (
          <li key={preset.id}>
            <button
              type="button" class="item" aria-pressed={preset.id === current?.id} data-autofocus={preset === focused ? '' : undefined}
              onClick={() => onChange({ preset })}
            >
              {preset.name}
            </button>
          </li>
        ))}
      </ul>
      <div class="range-days">
        <Calendar range={shown} today={today} earliest={earliest} latest={limit < today ? limit : today} onPick={pick} />
        <p class="faint" aria-live="polite">{first === null ? 'Choose the first day.' : `Now choose the last day, ${maxDays} days at most.`}</p>
      </div>
    </div>
  );
}
