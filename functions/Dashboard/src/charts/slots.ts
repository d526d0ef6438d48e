import type { IntervalReport, Interval } from '../api/types';
import { formatDate, formatFullDate, formatRange, formatShortDate, plural } from '../format/text';
import { serverNow } from '../time/clock';
import { isPartial, type DateRange } from '../time/period';
import { addDays, dayAt, dayCount, startOfDay } from '../time/zone';

/** A day or week of a chart. */
export interface ChartSlot {
  start: number;
  /** The days of the calendar that it has, both included. */
  days: DateRange;
  label: string;
  title: string;
  value: number;
  /** Whether anything would have been recorded in it: it is not over before records begin. */
  isRecorded: boolean;
  /** Whether it is not over yet: it will still grow. */
  isPartial: boolean;
  /** What sets it apart from the others: that it is not over, how short it is, or since when it is recorded. */
  note: string;
}

/** The intervals of a report, named as the reader's calendar does; `since` is when records begin, null where there are none. */
export function slotsOf(reports: readonly IntervalReport[], interval: Interval, zone: string, since: number | null | undefined): ChartSlot[] {
  const now = serverNow();
  return reports.map(report => {
    const [start, end] = [Date.parse(report.start_time), Date.parse(report.end_time)];
    const first = dayAt(start, zone);
    const last = dayAt(end - 1, zone);
    const days = dayCount(first, last);
    const partial = isPartial(first, interval, zone, now);
    const notes = [
      typeof since === 'number' && start < since && since < end ? `recorded since ${formatDate(dayAt(since, zone))}` : '',
      partial ? 'not over yet' : interval === 'week' && days < 7 ? plural(days, 'day', 'days') : '',
    ];
    return {
      start,
      days: { start: first, end: last },
      label: formatShortDate(first),
      title: interval === 'week' ? formatRange(first, last) : formatFullDate(first),
      value: report.active_users,
      isRecorded: isRecorded(end, since),
      isPartial: partial,
      note: isRecorded(end, since) ? notes.filter(Boolean).join(', ') : '',
    };
  });
}

/** Whether something that ends at an instant is known of: records of it began before. What is not known to have an end is. */
export const isRecorded = (end: number, since: number | null | undefined): boolean => typeof since !== 'number' || end > since;

export function describe(slot: ChartSlot, format: (count: number) => string): string {
  return slot.isRecorded
    ? `${slot.title}: ${format(slot.value)} active ${slot.value === 1 ? 'user' : 'users'}${slot.note === '' ? '' : `, ${slot.note}`}`
    : `${slot.title}: not recorded`;
}

/** The instants at which days are over, from a day on. */
export const dayEnds = (start: string, count: number, zone: string): number[] =>
  Array.from({ length: count }, (_, index) => startOfDay(addDays(start, index + 1), zone));

/** Figures by day, without those of days that were not recorded. */
export const recordedOnly = (values: readonly number[], ends: readonly number[], since: number | null | undefined): (number | null)[] =>
  values.map((value, index) => (isRecorded(ends[index] ?? Infinity, since) ? value : null));
