import { useEffect } from 'preact/hooks';
import type { Interval } from '../api/types';
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

const maxDays = 730;
const youngTemplate = 35;

/** The view that an address asks for. What it leaves out, or says wrongly, is as it is for a first look. */
export function viewOf(query: URLSearchParams, createdAt: string | undefined, now: number): View {
  const asked = query.get('tz');
  const zone = asked !== null && isZone(asked) ? asked : browserZone();
  const today = dayAt(now, zone);
  const interval = query.get('interval') ?? defaultInterval(createdAt, zone, today);
  const range = rangeOf(query, today) ?? { start: addDays(today, interval === 'week' ? -83 : -29), end: today };
  return { range, interval: interval === 'week' && hasWholeWeeks(range, today) ? 'week' : 'day', zone, today };
}

/** A template of less than five weeks has too few weeks to compare. */
export function defaultInterval(createdAt: string | undefined, zone: string, today: string): Interval {
  return createdAt !== undefined && dayCount(dayAt(Date.parse(createdAt), zone), today) > youngTemplate ? 'week' : 'day';
}

/** Shows another view: all of it goes into the address, so that a link shows the same tomorrow. */
export function show(view: View, change: Partial<View>): void {
  const next = { ...view, ...change };
  if (next.interval === 'week' && !hasWholeWeeks(next.range, next.today)) {
    if (change.interval === 'week') {
      next.range = toWholeWeeks(next.range);
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
export function useCompleteAddress(view: View, query: URLSearchParams): void {
  const parameters = parametersOf(view);
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
  const [start, end] = [query.get('start'), query.get('end')];
  return start !== null && end !== null && isDay(start) && isDay(end) && start <= end && end <= today && dayCount(start, end) <= maxDays
    ? { start, end }
    : null;
}

function isDay(text: string): boolean {
  return /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(Date.parse(text)) && new Date(text).toISOString().startsWith(text);
}
