import type { JSX } from 'preact';
import { Change } from '../cross/Change';
import type { Before } from './before';

interface Props<T> {
  now: number | undefined;
  before: Before<T>;
  /** The figure in the report of before; undefined where it has none. */
  of: (report: T) => number | undefined;
  format: (value: number) => string;
  /** Whether less of it is better. */
  isBurden?: boolean | undefined;
}

/** How a figure changed, and what it was before. */
export function Was<T>({ now, before: { report, isRecorded }, of, format, isBurden }: Props<T>): JSX.Element {
  const was = report === undefined ? undefined : of(report);
  return (
    <span class={`figure-change ${report === undefined ? 'unknown' : ''}`} data-before={was ?? ''}>
      <Change now={now} before={was} isRecorded={isRecorded} isBurden={isBurden} />
      {was !== undefined && <span class="faint" translate={false}>{format(was)}</span>}
    </span>
  );
}
