import { maxDays, type DateRange } from './period';
import { addDays, dayCount } from './zone';

/** A range that moves with the day: a number of days that end today, or some days before. */
export interface Preset {
  /** What the address has for it. */
  id: string;
  name: string;
  days: number;
  ago: number;
}

const today: Preset = { id: 'today', name: 'Today', days: 1, ago: 0 };
const yesterday: Preset = { id: 'yesterday', name: 'Yesterday', days: 1, ago: 1 };

/** The last days up to and with today. Addresses have `7d` for days and `4w` for weeks. */
function last(count: number, unit: 'd' | 'w'): Preset {
  const days = unit === 'w' ? count * 7 : count;
  return days === 1 ? today : { id: `${count}${unit}`, name: `Last ${count} ${unit === 'w' ? 'weeks' : 'days'}`, days, ago: 0 };
}

/** Those that are offered. Any other number of days or weeks may be in an address. */
export const presets: readonly Preset[] = [
  today, yesterday, last(7, 'd'), last(14, 'd'), last(30, 'd'), last(4, 'w'), last(12, 'w'), last(24, 'w'),
];

export function rangeOf(preset: Preset, day: string): DateRange {
  const end = addDays(day, -preset.ago);
  return { start: addDays(end, 1 - preset.days), end };
}

/** What an address calls a range that moves; undefined for what is none, or longer than can be shown. */
export function presetCalled(id: string): Preset | undefined {
  const [, count, unit] = /^([1-9]\d{0,2})([dw])$/.exec(id) ?? [];
  const known = presets.find(preset => preset.id === id);
  const asked = known ?? (count === undefined ? undefined : unit === 'w' && count !== '1' ? last(Number(count), 'w') : last(Number(count) * (unit === 'w' ? 7 : 1), 'd'));
  return asked !== undefined && asked.days <= maxDays ? asked : undefined;
}

/** The range that moves and has as many days as a range, up to and with today. */
export function presetOf(range: DateRange): Preset {
  const days = dayCount(range.start, range.end);
  return presets.find(preset => preset.days === days && preset.ago === 0) ?? (days % 7 === 0 ? last(days / 7, 'w') : last(days, 'd'));
}
