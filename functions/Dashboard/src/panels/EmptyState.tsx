import type { JSX } from 'preact';
import { Icon } from '../ui/Icon';

/** Nothing to show, and the four things to check. */
export function EmptyState(): JSX.Element {
  return (
    <div class="notice empty">
      <span class="notice-icon"><Icon name="search" size={20} /></span>
      <p class="notice-title">Nothing was recorded here</p>
      <ul>
        <li>May you view the insights of this template?</li>
        <li>Is the date range the one you mean?</li>
        <li>Was anybody connected to a workspace in it?</li>
        <li>Usage appears with a few minutes’ delay.</li>
      </ul>
    </div>
  );
}
