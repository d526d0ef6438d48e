import type { JSX } from 'preact';
import type { Interval } from '../api/types';

interface Props {
  interval: Interval;
  onChange: (interval: Interval) => void;
}

/** Days or weeks. */
export function IntervalSwitch({ interval, onChange }: Props): JSX.Element {
  return (
    <div class="segments" role="group" aria-label="Interval">
      <button type="button" aria-pressed={interval === 'day'} onClick={() => onChange('day')}>Day</button>
      <button
        type="button" aria-pressed={interval === 'week'} title="Weeks are whole: a range that is not begins earlier then"
        onClick={() => onChange('week')}
      >
        Week
      </button>
    </div>
  );
}
