import { createContext, type JSX } from 'preact';
import { useContext } from 'preact/hooks';
import { Icon } from '../ui/Icon';

/** What figures are made from. */
export type Source = 'connections' | 'builds';

/** What a view is about, in words. */
export const AboutContext = createContext('this template');

const checks: Record<Source, [string, string]> = {
  connections: ['Was anybody connected to a workspace in it?', 'Usage appears with a few minutes’ delay.'],
  builds: ['Was a workspace built in it?', 'Builds appear with a few minutes’ delay.'],
};

/** Nothing to show, and the four things to check. */
export function EmptyState({ source }: { source: Source }): JSX.Element {
  const about = useContext(AboutContext);
  return (
    <div class="notice empty">
      <span class="notice-icon"><Icon name="search" size={20} /></span>
      <p class="notice-title">Nothing was recorded here</p>
      <ul>
        <li>May you view the insights of {about}?</li>
        <li>Is the date range the one you mean?</li>
        {checks[source].map(check => <li key={check}>{check}</li>)}
      </ul>
    </div>
  );
}
