import type { Interval } from '../api/types';
import { addDays, clockAt, dayAt, dayCount, nextHour, startOfDay, utcOf } from './zone';

const hour = 3_600_000;
const sixDays = 6 * 24 * hour;

/** The longest range, in days: more would be read than a view can show. */
export const maxDays = 730;

/** Days of a calendar, both included. */
export interface DateRange {
  start: string;
  end: string;
}

/** The period that the API is asked for. */
export interface Period {
  start_time: string;
  end_time: string;
}

/** The days in which a period of a report lies. */
export const daysOf = ({ start_time: start, end_time: end }: Period, zone: string): DateRange => (
  { start: dayAt(Date.parse(start), zone), end: dayAt(Date.parse(end) - 1, zone) });

/**
 * A range as the API takes it: at 00:00:00 of some offset, except that an end that is yet to come is the next full hour. Where
 * the clock skips midnight, the day begins later, which is 00:00:00 of the offset before.
 */
export function periodOf(range: DateRange, zone: string, now: number): Period {
  const end = startOfDay(addDays(range.end, 1), zone);
  const soon = nextHour(now);
  return {
    start_time: midnight(range.start, zone),
    end_time: end <= soon ? midnight(addDays(range.end, 1), zone) : `${new Date(soon).toISOString().slice(0, 19)}Z`,
  };
}

/**
 * Another range, as far as one that is not over has come: what is half a day today is compared with half a day then. Where that is
 * no full hour, as after a change of half an hour, it is the last one before.
 */
export function comparablePeriod(other: DateRange, range: DateRange, zone: string, now: number): Period {
  const soon = nextHour(now);
  const whole = periodOf(other, zone, now);
  if (startOfDay(addDays(range.end, 1), zone) <= soon) {
    return whole;
  }

  const passed = soon - startOfDay(range.end, zone);
  const end = Math.min(startOfDay(other.end, zone) + passed, startOfDay(addDays(other.end, 1), zone));
  return { start_time: whole.start_time, end_time: midnightAt(Math.floor(end / hour) * hour) };
}

/** A range of the same length that begins on another day. */
export const rangeFrom = (start: string, range: DateRange): DateRange => ({ start, end: addDays(start, dayCount(range.start, range.end) - 1) });

/** The range of the same length right before. */
export function rangeBefore(range: DateRange): DateRange {
  const days = dayCount(range.start, range.end);
  return { start: addDays(range.start, -days), end: addDays(range.start, -1) };
}

/** The last days that are over when a range ends. They begin before a range that is shorter. */
export function lastWholeDays(range: DateRange, days: number, today: string): DateRange {
  const end = range.end < today ? range.end : addDays(today, -1);
  return { start: addDays(end, 1 - days), end };
}

/**
 * Whether a range can be cut into weeks: the last one has at least six whole days. The API counts 144 hours, or six days by the
 * clock; the running hour of a zone off the full hour may end between the two, after a change to daylight saving time.
 */
export function hasWholeWeeks(range: DateRange, zone: string, now: number): boolean {
  const rest = dayCount(range.start, range.end) % 7;
  const start = startOfDay(addDays(range.end, 1 - (rest || 7)), zone);
  const end = Math.min(startOfDay(addDays(range.end, 1), zone), nextHour(now));
  return (rest === 0 || (rest === 6 && range.end < dayAt(now, zone)))
    && (end - start >= sixDays || clockAt(start, zone) + sixDays === clockAt(end, zone));
}

/** The shortest range with the same end that can be cut into weeks. */
export function toWholeWeeks(range: DateRange): DateRange {
  const weeks = Math.ceil(dayCount(range.start, range.end) / 7);
  return { start: addDays(range.end, 1 - 7 * weeks), end: range.end };
}

/** Whether the day or week that begins on a day is not over yet. A range's last week may have been cut short long ago. */
export function isPartial(first: string, interval: Interval, zone: string, now: number): boolean {
  return startOfDay(addDays(first, interval === 'week' ? 7 : 1), zone) > now;
}

function midnight(day: string, zone: string): string {
  const minutes = Math.round((utcOf(day) - startOfDay(day, zone)) / 60_000);
  const [hours, rest] = [Math.trunc(Math.abs(minutes) / 60), Math.abs(minutes) % 60];
  const two = (value: number): string => String(value).padStart(2, '0');
  return `${day}T00:00:00${minutes === 0 ? 'Z' : `${minutes < 0 ? '-' : '+'}${two(hours)}:${two(rest)}`}`;
}

/** A full hour as the API takes it in the past: it is midnight somewhere. */
function midnightAt(instant: number): string {
  const hours = new Date(instant).getUTCHours();
  const offset = hours === 0 ? 0 : hours <= 12 ? -hours : 24 - hours;
  const day = new Date(instant + offset * hour).toISOString().slice(0, 10);
  return `${day}T00:00:00${offset === 0 ? 'Z' : `${offset < 0 ? '-' : '+'}${String(Math.abs(offset)).padStart(2, '0')}:00`}`;
}
