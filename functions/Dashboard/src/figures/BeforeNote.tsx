import type { JSX } from 'preact';
import { formatRange } from '../format/text';
import { Icon } from '../ui/Icon';
import { RetryButton } from '../ui/RetryButton';
import { comparedRange } from '../view/compared';
import type { View } from '../view/view';
import type { Before } from './before';

interface Props {
  before: Before<unknown>;
  view: View;
  nameOfTemplate?: (id: string) => string;
}

/** What the figures of some panels are compared with, or why they are not. */
export function BeforeNote({ before: { isRecorded, isLoading, failure }, view: { compared, range }, nameOfTemplate = id => id }: Props): JSX.Element {
  if (failure !== undefined) {
    return <p class="banner" role="alert"><Icon name="alert" /><span>What it is compared with is missing: {failure.message}</span> <RetryButton retry={failure.retry} /></p>;
  }

  const { start, end } = comparedRange(compared, range);
  const name = <span translate={false}>{compared?.kind === 'template' ? nameOfTemplate(compared.id) : formatRange(start, end)}</span>;
  return <p class="before-note faint" aria-busy={isLoading} data-recorded={isRecorded}>{isRecorded ? <>Compared with {name}</> : <>Compared with nothing: {name} was not recorded, or not all of it</>}</p>;
}
