import type { JSX } from 'preact';
import { formatChange } from '../format/text';
import { usePrivacy } from '../privacy/privacy';

export interface Props {
  now: number | undefined;
  before: number | undefined;
  /** Whether the time before is known of at all. */
  isRecorded: boolean;
  /** Whether more of it is worse. */
  isBurden?: boolean | undefined;
}

/** How a figure changed. What was nothing before has no ratio: it is new. */
export function Change({ now, before, isRecorded, isBurden = false }: Props): JSX.Element {
  // Where people are not named 0 is what fewer did than are shown.
  const isWithheld = usePrivacy() !== undefined;
  if (!isRecorded) {
    return <span class="faint" title="What was before was not recorded">not recorded</span>;
  }

  if (now === undefined || before === undefined || (isWithheld && (now === 0 || before === 0))) {
    return <span class="faint">–</span>;
  }

  if (before === 0) {
    return <span class={now === 0 ? 'faint' : `change ${isBurden ? 'worse' : 'up'}`}>{now === 0 ? '–' : 'New'}</span>;
  }

  const ratio = now / before - 1;
  const direction = Math.abs(ratio) < 0.005 ? 'same' : ratio > 0 ? (isBurden ? 'worse' : 'up') : isBurden ? 'better' : 'down';
  return <span class={`change ${direction}`} translate={false}>{formatChange(ratio)}</span>;
}

/** What a change is ordered by: what is new is above all growth, what cannot be told below all. */
export function changeOf({ now, before, isRecorded }: Props): number {
  return !isRecorded || now === undefined || before === undefined || (now === 0 && before === 0) ? -Infinity : before === 0 ? Infinity : now / before - 1;
}
