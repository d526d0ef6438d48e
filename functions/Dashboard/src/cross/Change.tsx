import type { JSX } from 'preact';
import { formatChange } from '../format/text';

interface Props {
  now: number | undefined;
  before: number | undefined;
}

/** How a figure changed. What was nothing before has no ratio: it is new. */
export function Change({ now, before }: Props): JSX.Element {
  if (now === undefined || before === undefined) {
    return <span class="faint">–</span>;
  }

  if (before === 0) {
    return <span class={now === 0 ? 'faint' : 'change up'}>{now === 0 ? '–' : 'New'}</span>;
  }

  const ratio = now / before - 1;
  const direction = Math.abs(ratio) < 0.005 ? 'same' : ratio > 0 ? 'up' : 'down';
  return <span class={`change ${direction}`}>{formatChange(ratio)}</span>;
}
