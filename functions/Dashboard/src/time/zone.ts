// Calendar days of a time zone as instants, by the browser's own time zone data. A day is text: 2026-11-22.

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

const formats = new Map<string, Intl.DateTimeFormat>();

function formatOf(zone: string): Intl.DateTimeFormat {
  let format = formats.get(zone);
  if (format === undefined) {
    format = new Intl.DateTimeFormat('en-US', {
      timeZone: zone, hourCycle: 'h23',
      year: 'numeric', month: 'numeric', day: 'numeric', hour: 'numeric', minute: 'numeric', second: 'numeric',
    });
    formats.set(zone, format);
  }

  return format;
}

/** What the clock shows at an instant, as if it were UTC. */
export function clockAt(instant: number, zone: string): number {
  const parts: Record<string, number> = {};
  for (const { type, value } of formatOf(zone).formatToParts(instant)) {
    parts[type] = Number(value);
  }

  return Date.UTC(parts['year']!, parts['month']! - 1, parts['day']!, parts['hour'], parts['minute'], parts['second']);
}

/** What the browser says of its zone. One that cannot tell says `Etc/Unknown`, or nothing. */
export function toldZone(): string {
  return (Intl.DateTimeFormat().resolvedOptions().timeZone as string | undefined) ?? '';
}

/** The zone of this browser; UTC where it does not know. */
export function browserZone(): string {
  const told = toldZone();
  return isZone(told) ? told : 'UTC';
}

/** Whether both the browser and the API know a zone of this name. */
export function isZone(zone: string): boolean {
  try {
    // An offset, which browsers take for a zone, has no daylight saving, and the API does not take it.
    formatOf(zone);
    return /^[A-Za-z]/.test(zone) && zone !== 'Etc/Unknown';
  } catch {
    return false;
  }
}

/** Every zone that the browser knows, with the one given. */
export function zones(current: string): string[] {
  return [...new Set([current, browserZone(), 'UTC', ...Intl.supportedValuesOf('timeZone')])].sort();
}

/** The zones that a search finds: first those of which a word begins with it, as Tokyo does with "tok". */
export function searchZones(all: readonly string[], search: string): string[] {
  const wanted = search.trim().toLowerCase().replaceAll(' ', '_');
  const rank = (zone: string): number => {
    const name = `/${zone.toLowerCase()}`;
    return ['/', '_', '-'].some(mark => name.includes(mark + wanted)) ? 0 : name.includes(wanted) ? 1 : 2;
  };
  return all.map(zone => ({ zone, rank: rank(zone) })).filter(one => one.rank < 2).sort((one, other) => one.rank - other.rank).map(one => one.zone);
}

/** The calendar day at an instant. */
export function dayAt(instant: number, zone: string): string {
  return new Date(clockAt(instant, zone)).toISOString().slice(0, 10);
}

/** Whether a text is a day of the calendar. */
export function isDay(text: string): boolean {
  return /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(Date.parse(text)) && new Date(text).toISOString().startsWith(text);
}

/** A day as midnight UTC: for arithmetic and for naming it, never to ask for usage. */
export function utcOf(date: string): number {
  return Date.parse(`${date}T00:00:00Z`);
}

export function addDays(date: string, count: number): string {
  return new Date(utcOf(date) + count * day).toISOString().slice(0, 10);
}

/** How many days there are from one to another, both counted. */
export function dayCount(start: string, end: string): number {
  return Math.round((utcOf(end) - utcOf(start)) / day) + 1;
}

/** When a day begins: the first instant at which the clock does not read an earlier day. Clocks are skipped and read twice. */
export function startOfDay(date: string, zone: string): number {
  const midnight = utcOf(date);
  let before = midnight - 15 * hour;
  let found = midnight + 15 * hour;
  while (found - before > minute) {
    const middle = before + Math.floor((found - before) / minute / 2) * minute;
    if (clockAt(middle, zone) < midnight) {
      before = middle;
    } else {
      found = middle;
    }
  }

  return found;
}

/** The first full hour after an instant. */
export function nextHour(instant: number): number {
  return Math.floor(instant / hour) * hour + hour;
}

/** The offset of a zone at an instant, such as UTC+1 or UTC−3:30. */
export function offsetName(instant: number, zone: string): string {
  const minutes = Math.round((clockAt(instant, zone) - instant) / minute);
  const [hours, rest] = [Math.trunc(Math.abs(minutes) / 60), Math.abs(minutes) % 60];
  return minutes === 0 ? 'UTC' : `UTC${minutes < 0 ? '−' : '+'}${hours}${rest === 0 ? '' : `:${String(rest).padStart(2, '0')}`}`;
}
