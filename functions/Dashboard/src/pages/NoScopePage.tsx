import type { JSX } from 'preact';
import { useEffect } from 'preact/hooks';
import type { Me } from '../api/types';
import { Notice } from '../ui/Notice';

/** For a token that is made for something else than viewing. */
export function NoScopePage({ me }: { me: Me }): JSX.Element {
  useEffect(() => { document.title = 'Scope missing · Template Insights'; }, []);
  return (
    <>
      <h1 class="visually-hidden">Scope missing</h1>
      <Notice icon="key" title="This token lacks the scope read.">
        <p>It may do {me.permissions.ingest ? 'no more than send usage' : 'other things'}: a token views insights with the scope <code translate={false}>read</code> alone.</p>
        <p>Sign out, then in again with a token that has it. Whoever gave you this one can make one (<code translate={false}>POST /api/v2/tokens</code>).</p>
      </Notice>
    </>
  );
}
