import type { IntervalReport, Interval } from '../api/types';
import { formatCount, formatFullDate, formatRange, formatShortDate } from '../format/text';
import { isPartial } from '../time/period';
import { addDays, dayAt } from '../time/zone';

/** A day or week of a chart. */
export interface ChartSlot {
  label: string;
  title: string;
  value: number;
  isPartial: boolean;
}

/** The intervals of a report, named as the reader's calendar does. */
export function slotsOf(reports: readonly IntervalReport[], interval: Interval, zone: string): ChartSlot[] {
  return reports.map(report => {
    const first = dayAt(Date.parse(report.start_time), zone);
    const last = dayAt(Date.parse(report.end_time) - 1, zone);
    const partial = isPartial(report, interval, zone);
    return {
      label: formatShortDate(first),
      title: interval === 'week' ? formatRange(first, partial ? last : addDays(first, 6)) : formatFullDate(first),
      value: report.active_users,
      isPartial: partial,
    };
  });
}

export function describe(slot: ChartSlot): string {
  return `${slot.title}: ${formatCount(slot.value)} active ${slot.value === 1 ? 'user' : 'users'}${slot.isPartial ? ', not over yet' : ''}`;
}
