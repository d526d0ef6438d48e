import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { ApiError } from '../api/client';
import { useResource } from '../api/resource';
import { DataTable, type Column } from '../lists/DataTable';
import { useList } from '../lists/list';
import { Panel } from '../panels/Panel';
import { useSignedIn } from '../session/session';
import { browserZone } from '../time/zone';
import { Icon } from '../ui/Icon';
import { Link } from '../ui/Link';
import { Notice } from '../ui/Notice';
import { SkeletonRows } from '../ui/Skeleton';
import { userUrl } from '../view/location';
import { RevealForm } from './RevealForm';
import { revealColumns } from './revealColumns';
import type { Reveal } from './reveal';

/** For officers: asks for reveals, approves those of others and ends them. Owners see that there are any. */
export function RevealsPanel({ query }: { query: URLSearchParams }): JSX.Element | null {
  const { client, me } = useSignedIn();
  const [asked, setAsked] = useState(0);
  const [failure, setFailure] = useState('');
  const list = useList('requested');
  const reveals = useResource('reveals', asked, async signal => (await client.get<{ reveals: Reveal[] }>('insights/reveals', {}, signal)).reveals);
  const change = (method: 'POST' | 'DELETE', path: string): void => {
    setFailure('');
    client.change(method, `insights/reveals/${path}`).then(() => setAsked(count => count + 1), (error: unknown) => setFailure(error instanceof ApiError ? `${error.message} ${error.detail}` : String(error)));
  };
  return (
    <Panel
      title="Reveals" icon="shield" span="full" resource={reveals} skeleton={<SkeletonRows count={3} />} isEmpty={() => false}
      explanation={<p>A person is shown to the officer who asked, on the page that the name leads to, and to nobody else. Asking, approving, ending and each look are in the audit, and the person sees them.</p>}
    >
      {all => (
        <>
          {me.permissions.reveal === true && <RevealForm query={query} onAsked={() => setAsked(count => count + 1)} />}
          {failure !== '' && <p class="banner" role="alert"><Icon name="alert" />{failure}</p>}
          {all.length === 0 ? <Notice icon="check" title="Nobody was revealed." /> : (
            <DataTable
              list={list} rows={all} columns={[whom, ...revealColumns<Reveal>(browserZone()), ...(me.permissions.reveal === true ? [actions(change)] : [])]} keyOf={one => one.id} name="Table of reveals" many="reveals"
              attributes={one => ({ 'data-reveal': one.status })}
            />
          )}
        </>
      )}
    </Panel>
  );
}

const whom: Column<Reveal> = {
  id: 'whom', title: 'Whom',
  cell: ({ id, user, asked, status }) => {
    const name = user?.name || user?.username || asked?.username || asked?.user_id || asked?.pseudonym || '–';
    return user !== undefined && status === 'active' ? <Link class="name" href={userUrl(id)}><span translate={false}>{name}</span></Link> : <span class="name" translate={false}>{name}</span>;
  },
};

const actions = (change: (method: 'POST' | 'DELETE', path: string) => void): Column<Reveal> => ({
  id: 'actions', title: 'Action', class: 'number',
  cell: ({ id, status, is_own: isOwn }) => (
    <span class="reveal-actions">
      {status === 'waiting' && !isOwn && <button type="button" class="button" onClick={() => change('POST', `${id}/approval`)}>Approve</button>}
      {(status === 'waiting' || status === 'active') && <button type="button" class="button" onClick={() => change('DELETE', id)}>{status === 'waiting' ? 'Withdraw' : 'End'}</button>}
    </span>
  ),
});
