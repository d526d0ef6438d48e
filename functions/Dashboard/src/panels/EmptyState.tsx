import { createContext, type JSX } from 'preact';
import { useContext } from 'preact/hooks';
import { formatDate } from '../format/text';
import { useSignedIn } from '../session/session';
import { dayAt } from '../time/zone';
import { Icon } from '../ui/Icon';
import { show, type View } from '../view/view';

/** What figures are made from. */
export type Source = 'connections' | 'builds';

/** What a view is of, in words, which days it shows, and when the records of it begin (null: there are none). */
export interface About {
  of: string;
  view?: View;
  since?: number | null | undefined;
}

export const AboutContext = createContext<About>({ of: 'this template' });

const checks: Record<Source, [string, string]> = {
  connections: ['Was anybody connected to a workspace in it?', 'Usage appears with a few minutes’ delay.'],
  builds: ['Was a workspace built in it?', 'Builds appear with a few minutes’ delay.'],
};

/** Nothing to show: because nothing was recorded then, or for a reason to look for. What is known is not asked. */
export function EmptyState({ source }: { source: Source }): JSX.Element {
  const { of, view, since } = useContext(AboutContext);
  const { me } = useSignedIn();
  const first = typeof since === 'number' && view !== undefined ? dayAt(since, view.zone) : undefined;
  if (source === 'connections' && since === null) {
    return <Empty title="Nothing has been recorded yet"><p>No usage of {of} has come in so far. It appears here a few minutes after somebody has worked in a workspace.</p></Empty>;
  }

  return source === 'connections' && first !== undefined && view!.range.end < first ? (
    <Empty title="Nothing is known of these days">
      <p>Usage of {of} is recorded since {formatDate(first)}.</p>
      <button type="button" class="button" onClick={() => show(view!, { range: { start: first, end: view!.today }, preset: undefined })}>Show what is recorded</button>
    </Empty>
  ) : (
    <Empty title="Nothing was recorded here">
      <ul>
        {!me.permissions.view_all_insights && <li>May you view the insights of {of}?</li>}
        <li>Is the date range the one you mean?</li>
        {checks[source].map(check => <li key={check}>{check}</li>)}
      </ul>
    </Empty>
  );
}

function Empty({ title, children }: { title: string; children: JSX.Element | JSX.Element[] }): JSX.Element {
  return (
    <div class="notice empty">
      <span class="notice-icon"><Icon name="search" size={20} /></span>
      <p class="notice-title">{title}</p>
      {children}
    </div>
  );
}
