import type { JSX } from 'preact';
import { formatDate } from '../format/text';
import { dayAt } from '../time/zone';
import { Icon } from '../ui/Icon';
import type { View } from '../view/view';

/** Says that some of the days were not recorded, so that their lack of figures is not read as a lack of use. */
export function RecordedSince({ view, since }: { view: View; since: number | null | undefined }): JSX.Element | null {
  const first = typeof since === 'number' ? dayAt(since, view.zone) : view.range.start;
  return first <= view.range.start ? null : (
    <p class="recorded-since faint"><Icon name="info" /><span>Usage is recorded since <span translate={false}>{formatDate(first)}</span>. Nothing is known of the days before.</span></p>
  );
}
