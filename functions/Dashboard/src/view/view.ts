import { useEffect } from 'preact/hooks';
import type { Interval } from '../api/types';
import { serverNow } from '../time/clock';
import { hasWholeWeeks, maxDays, toWholeWeeks, type DateRange } from '../time/period';
import { presetOf, rangeOf, type Preset } from '../time/presets';
import { addDays, dayAt, dayCount } from '../time/zone';
import { readAddress } from './address';
import { readCompared, type Compared } from './compared';
import { readFilters, type Filters } from './filters';
import { go, withQuery } from './location';

/** What is looked at: which days, cut how, in whose time. */
export interface View {
  range: DateRange;
  /** The range moves with the day; undefined for days picked by hand. */
  preset: Preset | undefined;
  interval: Interval;
  zone: string;
  today: string;
  /** What it is compared with; undefined for the range before. */
  compared: Compared | undefined;
  /** What of the usage is looked at. */
  filters: Filters;
  /** What the address asks for and is not shown, in words. */
  problems: readonly string[];
}

const youngTemplate = 35;

/** What is known of what is looked at before any figure is. */
export interface Known {
  createdAt?: string | undefined;
  /** When its records begin; null where there are none, undefined where that is not known. */
  since?: number | null | undefined;
}

/** The view that an address asks for. What it leaves out, or says wrongly, is as it is for a first look. */
export function viewOf(query: URLSearchParams, known: Known, now: number): View {
  const asked = readAddress(query, now);
  const { zone, today } = asked;
  const problems = [...asked.problems];
  const wanted = asked.interval ?? defaultInterval(known.createdAt, zone, today);
  const preset = asked.preset ?? (asked.range === undefined ? defaultPreset(wanted, known.since, zone, today) : undefined);
  const range = preset === undefined ? asked.range! : rangeOf(preset, today);
  const interval = wanted === 'week' && hasWholeWeeks(range, zone, now) ? 'week' : 'day';
  if (asked.interval === 'week' && interval === 'day') {
    problems.push('The range cannot be cut into whole weeks. It is shown by day.');
  }

  const compared = readCompared(query.get('compare'), range, today, problems);
  const filters = readFilters(query, problems);
  return { range, preset, interval, zone, today, compared, filters, problems };
}

/** A template of less than five weeks has too few weeks to compare. */
export function defaultInterval(createdAt: string | undefined, zone: string, today: string): Interval {
  const created = Date.parse(createdAt ?? '');
  return !Number.isNaN(created) && dayCount(dayAt(created, zone), today) > youngTemplate ? 'week' : 'day';
}

/** Twelve weeks or thirty days, but none from before anything was recorded: from the day, or in the week, in which that began. */
function defaultPreset(interval: Interval, since: number | null | undefined, zone: string, today: string): Preset {
  const range = { start: addDays(today, interval === 'week' ? -83 : -29), end: today };
  const first = typeof since === 'number' ? dayAt(since, zone) : range.start;
  const recorded = first > range.start && first <= today ? { start: first, end: today } : range;
  return presetOf(interval === 'week' ? toWholeWeeks(recorded) : recorded);
}

/** Whether an address leaves to the page which days are shown, which depends on what there is. */
export const asksForNoDays = (query: URLSearchParams): boolean => !query.has('range') && !query.has('start') && !query.has('end');

/** Shows another view: all of it goes into the address. Days picked by hand are the same tomorrow, others move on. */
export function show(view: View, change: Partial<View>): void {
  const next = { ...view, ...change, today: dayAt(serverNow(), change.zone ?? view.zone) };
  next.preset = 'range' in change ? change.preset : next.preset;
  next.range = next.preset === undefined ? next.range : rangeOf(next.preset, next.today);

  // Further west it may still be yesterday: the same number of days is shown, up to that day.
  const ahead = dayCount(next.today, next.range.end) - 1;
  if (ahead > 0) {
    next.range = { start: addDays(next.range.start, -ahead), end: next.today };
  }

  if (next.interval === 'week' && !hasWholeWeeks(next.range, next.zone, serverNow())) {
    if (change.interval === 'week') {
      const weeks = toWholeWeeks(next.range);
      next.range = dayCount(weeks.start, weeks.end) > maxDays ? { start: addDays(weeks.start, 7), end: weeks.end } : weeks;
      next.preset = next.preset?.ago === 0 ? presetOf(next.range) : undefined;
    } else {
      next.interval = 'day';
    }
  }

  go(withQuery(parametersOf(next)));
}

/**
 * Completes the address that a view was made from, so that it can be passed on. One that asks for something else than is shown
 * is left as it is, and so is one that the reader has left in the meantime: what it said belongs to another entry of the history.
 * Until it is known which days are shown there is nothing to pass on.
 */
export function useCompleteAddress(view: View, query: URLSearchParams, isKnown = true, more: Record<string, string | undefined> = {}): void {
  const parameters = { ...parametersOf(view), ...more };
  useEffect(() => {
    if (isKnown && view.problems.length === 0 && new URLSearchParams(location.search).toString() === query.toString()) {
      go(withQuery(parameters), 'replace');
    }
  }, [query.toString(), isKnown, JSON.stringify(parameters), view.problems.length]);
}

function parametersOf(view: View): Record<string, string | undefined> {
  const isMoving = view.preset !== undefined;
  return {
    range: view.preset?.id,
    start: isMoving ? undefined : view.range.start,
    end: isMoving ? undefined : view.range.end,
    interval: view.interval,
    tz: view.zone,
  };
}
