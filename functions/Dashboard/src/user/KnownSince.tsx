import type { JSX } from 'preact';
import { formatDate } from '../format/text';
import { dayAt } from '../time/zone';
import { Icon } from '../ui/Icon';
import type { View } from '../view/view';

/** Says that what single people did on some of the days is not known any more: the answer begins after them. */
export function KnownSince({ start, view }: { start: string; view: View }): JSX.Element | null {
  const first = dayAt(Date.parse(start), view.zone);
  return first <= view.range.start ? null : (
    <p class="recorded-since faint"><Icon name="shield" /><span>What single people did is kept since <span translate={false} data-people-since="">{formatDate(first)}</span>. Of the days before there are only counts of many.</span></p>
  );
}
