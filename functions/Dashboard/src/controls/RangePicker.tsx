import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { formatRange } from '../format/text';
import type { DateRange } from '../time/period';
import { presetOf, presets, rangeOf } from '../time/presets';
import { addDays } from '../time/zone';
import { Icon } from '../ui/Icon';
import { Popover } from '../ui/Popover';
import { maxDays } from '../view/view';
import { Calendar } from './Calendar';

interface Props {
  range: DateRange;
  today: string;
  onChange: (range: DateRange) => void;
}

/** The days that are shown: one of the presets, or any from the calendar. */
export function RangePicker({ range, today, onChange }: Props): JSX.Element {
  const text = formatRange(range.start, range.end);
  const preset = presetOf(range, today);
  const label = <><Icon name="calendar" /><span>{preset === undefined ? text : <>{preset.name} <span class="faint wide-only">{text}</span></>}</span><Icon name="down" size={12} /></>;
  return (
    <Popover label={label} name="Date range" prefix="Date range:" align="end" class="range-picker">
      {close => <Choice range={range} today={today} onChange={next => { onChange(next); close(); }} />}
    </Popover>
  );
}

function Choice({ range, today, onChange }: Props): JSX.Element {
  const [first, setFirst] = useState<string | null>(null);
  const pick = (day: string): void => {
    if (first === null) {
      setFirst(day);
    } else {
      onChange(day < first ? { start: day, end: first } : { start: first, end: day });
    }
  };
  // No range is longer than can be shown, whichever way it is picked.
  const earliest = first === null ? undefined : addDays(first, 1 - maxDays);
  const limit = first === null ? today : addDays(first, maxDays - 1);
  const shown = first === null ? range : { start: first, end: first };
  const current = presetOf(range, today);
  return (
    <div class="range-choice">
      <ul class="presets">
        {presets.map(preset => (
          <li key={preset.name}>
            <button
              type="button" class="item" aria-pressed={preset === current} data-autofocus={preset === (current ?? presets[0]) ? '' : undefined}
              onClick={() => onChange(rangeOf(preset, today))}
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
