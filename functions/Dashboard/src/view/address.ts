import type { Interval } from '../api/types';
import { formatDate } from '../format/text';
import { maxDays, type DateRange } from '../time/period';
import { presetCalled, type Preset } from '../time/presets';
import { addDays, browserZone, dayAt, dayCount, isDay, isZone } from '../time/zone';

/** What an address says of a view, as far as it can be shown, and in words what cannot. */
export interface Asked {
  zone: string;
  today: string;
  interval: Interval | undefined;
  preset: Preset | undefined;
  range: DateRange | undefined;
  problems: readonly string[];
}

/** Longer texts are not repeated to who has put them there. */
const longest = 60;

export function readAddress(query: URLSearchParams, now: number): Asked {
  const problems: string[] = [];
  const zone = zoneOf(query.get('tz'), problems);
  const today = dayAt(now, zone);
  const interval = query.get('interval');
  if (interval !== null && interval !== 'day' && interval !== 'week') {
    problems.push(`The interval ${quoted(interval)} is neither day nor week.`);
  }

  return {
    zone,
    today,
    interval: interval === 'day' || interval === 'week' ? interval : undefined,
    ...daysOf(query, today, problems),
    problems,
  };
}

/** A text of the address within a sentence. */
export const quoted = (text: string): string => `“${text.length > longest ? `${text.slice(0, longest)}…` : text}”`;

function zoneOf(asked: string | null, problems: string[]): string {
  if (asked !== null && isZone(asked)) {
    return asked;
  }

  const own = browserZone();
  if (asked !== null) {
    problems.push(`${quoted(asked)} is no time zone that this browser knows. The days are those of ${own}.`);
  }

  return own;
}

function daysOf(query: URLSearchParams, today: string, problems: string[]): Pick<Asked, 'preset' | 'range'> {
  const [called, start, asked] = [query.get('range'), query.get('start'), query.get('end')];
  if (called !== null) {
    const preset = presetCalled(called);
    if (preset === undefined) {
      problems.push(`The range ${quoted(called)} is none: it may be such as today, yesterday, 7d or 4w, of ${maxDays} days at most.`);
    }

    return { preset, range: undefined };
  }

  if (start === null && asked === null) {
    return { preset: undefined, range: undefined };
  }

  if (start === null || asked === null || !isDay(start) || !isDay(asked)) {
    problems.push(`The days from ${quoted(start ?? '')} to ${quoted(asked ?? '')} are no range: each is to be such as 2026-11-22.`);
    return { preset: undefined, range: undefined };
  }

  if (start > asked || start > today) {
    problems.push(start > asked ? `The range ends on ${formatDate(asked)}, before it begins.` : `The range begins on ${formatDate(start)}, which is yet to come.`);
    return { preset: undefined, range: undefined };
  }

  return { preset: undefined, range: shownOf(start, asked, today, problems) };
}

/** As much of a range as can be shown. */
function shownOf(start: string, asked: string, today: string, problems: string[]): DateRange {
  const end = asked > today ? today : asked;
  if (asked > today) {
    problems.push(`The range ends on ${formatDate(asked)}, which is yet to come. It is shown up to today.`);
  }

  if (dayCount(start, end) <= maxDays) {
    return { start, end };
  }

  problems.push(`The range is longer than the ${maxDays} days that can be shown. The last of them are.`);
  return { start: addDays(end, 1 - maxDays), end };
}
