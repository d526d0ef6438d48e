import type { JSX } from 'preact';
import { formatCount } from '../format/text';
import { Icon, type IconName } from '../ui/Icon';
import { onPaper, type List, type Pages } from './list';

interface Props {
  list: List;
  pages: Pages<unknown>;
  /** What the rows are. */
  many: string;
}

/** The way to the other rows of a list, where it has more than a page; on paper, how many more there are. */
export function Pager({ list, pages: { count, page, start, end, size }, many }: Props): JSX.Element {
  const last = Math.max(0, Math.ceil(count / size) - 1);
  const go = (to: number, name: string, icon: IconName, isOff: boolean): JSX.Element => (
    // Not `disabled`, which would take the focus from who has just got here with it.
    <button type="button" class="button quiet" aria-disabled={isOff} onClick={() => { if (!isOff) { list.change({ page: to }); } }}>
      <Icon name={icon} /><span class="visually-hidden">{name}</span>
    </button>
  );
  return (
    <>
      {count === 0 && <p class="faint none" role="status">None is found.</p>}
      {last > 0 && (
        <div class="pager" role="group" aria-label={`Pages of ${many}`}>
          {go(0, 'First page', 'first', page === 0)}
          {go(page - 1, 'Previous page', 'left', page === 0)}
          <span class="faint" aria-live="polite"><span translate={false}>{formatCount(start + 1)}–{formatCount(end)}</span> of <span translate={false}>{formatCount(count)}</span></span>
          {go(page + 1, 'Next page', 'right', page === last)}
          {go(last, 'Last page', 'last', page === last)}
        </div>
      )}
      {count > onPaper && <p class="print-only">The first {formatCount(onPaper)} of {formatCount(count)} {many}; {formatCount(count - onPaper)} more are in the export.</p>}
    </>
  );
}
