import type { JSX } from 'preact';
import { useEffect } from 'preact/hooks';
import { Link } from '../ui/Link';
import { Notice } from '../ui/Notice';

/** What an address leads to that is none of the page's. */
export function UnknownPage(): JSX.Element {
  useEffect(() => { document.title = 'No such page · Template Insights'; }, []);
  return (
    <>
      <h1 class="visually-hidden">No such page</h1>
      <Notice icon="search" title="There is no page at this address.">
        <p>The link may be cut short, or mistyped.</p>
        <Link class="button" href="/">All templates</Link>
      </Notice>
    </>
  );
}
