import { utcOf } from '../time/zone';

// Everything is written in the reader's locale, except that days are the API's: th-TH alone would be 543 years ahead.

export const gregorian = { calendar: 'gregory', timeZone: 'UTC' } as const;

const whole = new Intl.NumberFormat();
const percent = new Intl.NumberFormat(undefined, { style: 'percent', maximumFractionDigits: 0 });
const finePercent = new Intl.NumberFormat(undefined, { style: 'percent', maximumFractionDigits: 1 });
const change = new Intl.NumberFormat(undefined, { style: 'percent', maximumFractionDigits: 0, signDisplay: 'exceptZero' });
const bounds = [150, 300];
const fineMs = new Intl.NumberFormat(undefined, { maximumFractionDigits: 1 });
const ms = new Intl.NumberFormat(undefined, { maximumFractionDigits: 0 });
const hours = unit('hour');
const minutes = unit('minute');
const date = new Intl.DateTimeFormat(undefined, { ...gregorian, day: 'numeric', month: 'short', year: 'numeric' });
const shortDate = new Intl.DateTimeFormat(undefined, { ...gregorian, day: 'numeric', month: 'short' });
const fullDate = new Intl.DateTimeFormat(undefined, { ...gregorian, weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' });
const month = new Intl.DateTimeFormat(undefined, { ...gregorian, month: 'long', year: 'numeric' });
const clock = new Intl.DateTimeFormat(undefined, { ...gregorian, hour: 'numeric', minute: '2-digit' });
const fine = new Intl.NumberFormat(undefined, { maximumFractionDigits: 1 });
const texts = new Intl.Collator(undefined, { sensitivity: 'base', numeric: true });

function unit(name: 'hour' | 'minute'): Intl.NumberFormat {
  return new Intl.NumberFormat(undefined, { style: 'unit', unit: name, unitDisplay: 'narrow' });
}

export const compareTexts = (left: string, right: string): number => texts.compare(left, right);

export const formatCount = (value: number): string => whole.format(value);

/** A share of a whole; one that is small, but not nothing, does not read as nothing. */
export const formatShare = (share: number): string =>
  share > 0 && share < 0.001 ? `<${finePercent.format(0.001)}` : (share > 0 && share < 0.01 ? finePercent : percent).format(share);

export const formatChange = (ratio: number): string => change.format(ratio);

/** In whole milliseconds, except where those would put it on the other side of a grade's bound. */
export const formatMs = (value: number): string => `${(bounds.includes(Math.round(value)) ? fineMs : ms).format(value)} ms`;

/** Usage is counted in minutes: hours and minutes say all of it. */
export function formatDuration(seconds: number): string {
  const total = Math.round(seconds / 60);
  const [full, rest] = [Math.floor(total / 60), total % 60];
  if (full === 0) {
    return minutes.format(rest);
  }

  return rest === 0 ? hours.format(full) : `${hours.format(full)} ${minutes.format(rest)}`;
}

/** For sums, where minutes do not matter. */
export const formatHours = (seconds: number): string =>
  seconds < 36_000 ? formatDuration(seconds) : hours.format(Math.round(seconds / 3600));

export const formatDate = (day: string): string => date.format(utcOf(day));
export const formatShortDate = (day: string): string => shortDate.format(utcOf(day));
export const formatFullDate = (day: string): string => fullDate.format(utcOf(day));
export const formatMonth = (day: string): string => month.format(utcOf(day));
export const formatRange = (start: string, end: string): string =>
  start === end ? formatDate(start) : date.formatRange(utcOf(start), utcOf(end));

/** An hour of the clock, from 0. */
export const formatHour = (of: number): string => clock.format(Date.UTC(2024, 0, 1, of));

/** A number with a digit after the point at most. */
export const formatFine = (value: number): string => fine.format(value);

/** An instant by the clock of a zone. */
export const formatInstant = (instant: string, zone: string): string =>
  new Intl.DateTimeFormat(undefined, { calendar: 'gregory', timeZone: zone, dateStyle: 'medium', timeStyle: 'short' }).format(Date.parse(instant));

/** How long something took or is ago, in its largest unit and to the second below a minute. */
export function formatSince(seconds: number): string {
  const [amount, name] = seconds < 60 ? [seconds, 'second'] as const : seconds < 3600 ? [seconds / 60, 'minute'] as const
    : seconds < 172_800 ? [seconds / 3600, 'hour'] as const : [seconds / 86_400, 'day'] as const;
  return new Intl.NumberFormat(undefined, { style: 'unit', unit: name, unitDisplay: 'long', maximumFractionDigits: 0 }).format(Math.floor(amount));
}

export const plural = (count: number, one: string, many: string): string => `${formatCount(count)} ${count === 1 ? one : many}`;
