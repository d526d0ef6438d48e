import { changeOf } from '../cross/Change';
import type { Column } from '../lists/DataTable';
import type { Before } from './before';
import { Was } from './Was';

interface Of<T, R> {
  before: Before<R>;
  /** The rows that it had then. */
  rows: (report: R) => readonly T[];
  /** What tells that a row of then and one of now are of the same. */
  keyOf: (row: T) => string;
  value: (row: T) => number | undefined;
  /** What it was of a row that was not there; undefined where that cannot be said. */
  none?: number | undefined;
  format: (value: number) => string;
  isBurden?: boolean;
  id?: string;
  title?: string;
}

/** A column with what a figure of each row was before, and how it changed; none until that is known. */
export function beforeColumn<T, R>({ before, rows, keyOf, value, none, format, isBurden, id = 'before', title = 'Before' }: Of<T, R>): readonly Column<T>[] {
  if (before.report === undefined) {
    return [];
  }

  const were = new Map(rows(before.report).map(row => [keyOf(row), value(row)]));
  const was = (row: T): number | undefined => (were.has(keyOf(row)) ? were.get(keyOf(row)) : none);
  return [{
    id, title, class: 'number before', value: row => changeOf({ now: value(row), before: was(row), isRecorded: true }),
    cell: row => <Was now={value(row)} before={before} of={() => was(row)} format={format} isBurden={isBurden} />,
  }];
}
