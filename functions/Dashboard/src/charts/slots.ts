import type { IntervalReport, Interval } from '../api/types';
import { formatCount, formatFullDate, formatRange, formatShortDate, plural } from '../format/text';
import { serverNow } from '../time/clock';
import { isPartial } from '../time/period';
import { dayAt, dayCount } from '../time/zone';

/** A day or week of a chart. */
export interface ChartSlot {
  label: string;
  title: string;
  value: number;
  /** Whether it is not over yet: it will still grow. */
  isPartial: boolean;
  /** What sets it apart from the others: that it is not over, or how short it is. */
  note: string;
}

/** The intervals of a report, named as the reader's calendar does. */
export function slotsOf(reports: readonly IntervalReport[], interval: Interval, zone: string): ChartSlot[] {
  const now = serverNow();
  return reports.map(report => {
    const first = dayAt(Date.parse(report.start_time), zone);
    const last = dayAt(Date.parse(report.end_time) - 1, zone);
    const days = dayCount(first, last);
    const partial = isPartial(first, interval, zone, now);
    return {
      label: formatShortDate(first),
      title: interval === 'week' ? formatRange(first, last) : formatFullDate(first),
      value: report.active_users,
      isPartial: partial,
      note: partial ? 'not over yet' : interval === 'week' && days < 7 ? plural(days, 'day', 'days') : '',
    };
  });
}

export function describe(slot: ChartSlot): string {
  return `${slot.title}: ${formatCount(slot.value)} active ${slot.value === 1 ? 'user' : 'users'}${slot.note === '' ? '' : `, ${slot.note}`}`;
}
