import type { Span } from '../api/answers';
import { formatFullDate, formatRange, formatShortDate } from '../format/text';
import { serverNow } from '../time/clock';
import { daysOf } from '../time/period';
import { addDays, dayAt, startOfDay } from '../time/zone';
import type { Point } from './series';

/** Days of a report as the points of a chart. */
export function dayPoints(days: readonly Span[], zone: string): Point[] {
  return days.map(({ start_time: start }) => {
    const day = dayAt(Date.parse(start), zone);
    return { label: formatShortDate(day), title: formatFullDate(day), note: startOfDay(addDays(day, 1), zone) > serverNow() ? 'not over yet' : undefined };
  });
}

/** Periods of several days as the points of a chart. */
export function spanPoints(spans: readonly Span[], zone: string): Point[] {
  return spans.map(span => {
    const { start, end } = daysOf(span, zone);
    return { label: formatShortDate(start), title: formatRange(start, end), note: startOfDay(addDays(end, 1), zone) > serverNow() ? 'not over yet' : undefined };
  });
}
