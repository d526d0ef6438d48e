import type { ComponentChildren, JSX } from 'preact';
import { ErrorBoundary } from './ErrorBoundary';
import { Notice } from './Notice';

/** Says so where a view cannot be drawn: without it the page would be blank. */
export function ViewBoundary({ view, children }: { view: string; children: ComponentChildren }): JSX.Element {
  return (
    <ErrorBoundary
      given={view}
      fallback={() => (
        <Notice icon="alert" title="This view cannot be shown.">
          <p>It is a fault of the page. Load it again, or go on with another view.</p>
          <button type="button" class="button" onClick={() => location.reload()}>Load again</button>
          <a class="button" href="/">All templates</a>
        </Notice>
      )}
    >
      {children}
    </ErrorBoundary>
  );
}
