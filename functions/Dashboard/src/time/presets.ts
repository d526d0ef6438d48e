import type { DateRange } from './period';
import { addDays } from './zone';

export interface Preset {
  name: string;
  /** How many days it has, and how many days before today it ends. */
  days: number;
  ago: number;
}

export const presets: readonly Preset[] = [
  { name: 'Today', days: 1, ago: 0 },
  { name: 'Yesterday', days: 1, ago: 1 },
  { name: 'Last 7 days', days: 7, ago: 0 },
  { name: 'Last 14 days', days: 14, ago: 0 },
  { name: 'Last 30 days', days: 30, ago: 0 },
  { name: 'Last 4 weeks', days: 28, ago: 0 },
  { name: 'Last 12 weeks', days: 84, ago: 0 },
  { name: 'Last 24 weeks', days: 168, ago: 0 },
];

export function rangeOf(preset: Preset, today: string): DateRange {
  const end = addDays(today, -preset.ago);
  return { start: addDays(end, 1 - preset.days), end };
}

/** The preset that a range is today. */
export function presetOf(range: DateRange, today: string): Preset | undefined {
  return presets.find(preset => {
    const candidate = rangeOf(preset, today);
    return candidate.start === range.start && candidate.end === range.end;
  });
}
