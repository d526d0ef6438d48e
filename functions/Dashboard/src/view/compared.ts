import { formatDate } from '../format/text';
import { rangeBefore, rangeFrom, type DateRange } from '../time/period';
import { isDay } from '../time/zone';
import { isId } from './location';

/** What a view is compared with: another template on the same days, or as many days that begin on another. */
export type Compared = { kind: 'template'; id: string } | { kind: 'days'; range: DateRange };

/** What an address says of it; undefined where it says nothing, or nothing that can be shown, which is said in words. */
export function readCompared(asked: string | null, range: DateRange, today: string, problems: string[]): Compared | undefined {
  if (asked === null) {
    return undefined;
  }

  if (isId(asked)) {
    return { kind: 'template', id: asked.toLowerCase() };
  }

  if (!isDay(asked)) {
    problems.push('What to compare with is to be the id of a template, or a day such as 2026-11-22.');
    return undefined;
  }

  const other = rangeFrom(asked, range);
  if (other.end > today) {
    problems.push(`As many days from ${formatDate(asked)} on are not over yet, and are not compared.`);
    return undefined;
  }

  return { kind: 'days', range: other };
}

/** The days that a view is compared with, and where nothing else is said those before. */
export const comparedRange = (compared: Compared | undefined, range: DateRange): DateRange =>
  compared === undefined ? rangeBefore(range) : compared.kind === 'days' ? compared.range : range;

/** What an address has for it. */
export const comparedText = (compared: Compared | undefined): string | undefined =>
  compared === undefined ? undefined : compared.kind === 'template' ? compared.id : compared.range.start;
