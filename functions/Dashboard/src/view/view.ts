import { useEffect } from 'preact/hooks';
import type { Interval } from '../api/types';
import { serverNow } from '../time/clock';
import { hasWholeWeeks, toWholeWeeks, type DateRange } from '../time/period';
import { addDays, browserZone, dayAt, dayCount, isZone } from '../time/zone';
import { go, withQuery } from './location';

/** What is looked at: which days, cut how, in whose time. */
export interface View {
  range: DateRange;
  interval: Interval;
  zone: string;
  today: string;
}

/** The longest range, in days: more would be read than a view can show. */
export const maxDays = 730;
const youngTemplate = 35;

/** The view that an address asks for. What it leaves out, or says wrongly, is as it is for a first look. */
export function viewOf(query: URLSearchParams, createdAt: string | undefined, now: number): View {
  const asked = query.get('tz');
  const zone = asked !== null && isZone(asked) ? asked : browserZone();
  const today = dayAt(now, zone);
  const interval = query.get('interval') ?? defaultInterval(createdAt, zone, today);
  const range = rangeOf(query, today) ?? { start: addDays(today, interval === 'week' ? -83 : -29), end: today };
  return { range, interval: interval === 'week' && hasWholeWeeks(range, zone, now) ? 'week' : 'day', zone, today };
}

/** A template of less than five weeks has too few weeks to compare. */
export function defaultInterval(createdAt: string | undefined, zone: string, today: string): Interval {
  return createdAt !== undefined && dayCount(dayAt(Date.parse(createdAt), zone), today) > youngTemplate ? 'week' : 'day';
}

/** Shows another view: all of it goes into the address, so that a link shows the same tomorrow. */
export function show(view: View, change: Partial<View>): void {
  const next = { ...view, ...change, today: dayAt(serverNow(), change.zone ?? view.zone) };

  // Further west it may still be yesterday: the same number of days is shown, up to that day.
  const ahead = dayCount(next.today, next.range.end) - 1;
  if (ahead > 0) {
    next.range = { start: addDays(next.range.start, -ahead), end: next.today };
  }

  if (next.interval === 'week' && !hasWholeWeeks(next.range, next.zone, serverNow())) {
    if (change.interval === 'week') {
      const weeks = toWholeWeeks(next.range);
      next.range = dayCount(weeks.start, weeks.end) > maxDays ? { start: addDays(weeks.start, 7), end: weeks.end } : weeks;
    } else {
      next.interval = 'day';
    }
  }

  go(withQuery(parametersOf(next)));
}

/**
 * Completes the address that a view was made from, so that it can be passed on. An address that the reader has left in the
 * meantime is left alone: what it said belongs to another entry of the history.
 */
export function useCompleteAddress(view: View, query: URLSearchParams, more: Record<string, string | undefined> = {}): void {
  const parameters = { ...parametersOf(view), ...more };
  useEffect(() => {
    if (new URLSearchParams(location.search).toString() === query.toString()) {
      go(withQuery(parameters), 'replace');
    }
  }, [query.toString(), JSON.stringify(parameters)]);
}

function parametersOf(view: View): Record<string, string> {
  return { start: view.range.start, end: view.range.end, interval: view.interval, tz: view.zone };
}

function rangeOf(query: URLSearchParams, today: string): DateRange | null {
  const [start, asked] = [query.get('start'), query.get('end')];
  if (start === null || asked === null || !isDay(start) || !isDay(asked) || start > asked || start > today) {
    return null;
  }

  // As much of the range as can be shown.
  const end = asked > today ? today : asked;
  const earliest = addDays(end, 1 - maxDays);
  return { start: start < earliest ? earliest : start, end };
}

function isDay(text: string): boolean {
  return /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(Date.parse(text)) && new Date(text).toISOString().startsWith(text);
}
