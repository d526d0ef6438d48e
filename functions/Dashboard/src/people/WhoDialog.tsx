import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { useResource } from '../api/resource';
import { plural } from '../format/text';
import { DataTable } from '../lists/DataTable';
import { useList } from '../lists/list';
import { useSignedIn } from '../session/session';
import { Dialog } from '../ui/Dialog';
import { textOfUser } from '../ui/Person';
import { RetryButton } from '../ui/RetryButton';
import { SkeletonRows } from '../ui/Skeleton';
import { columnsOf } from './behindColumns';
import { loadPeople, type Figure } from './figure';

/** What stands for people in one place. */
export interface Who {
  title: string;
  /** One at least. */
  figures: readonly Figure[];
}

/** Who is behind a figure; where several stand in its place, one is chosen. */
export function WhoDialog({ who: { title, figures }, onClose }: { who: Who; onClose: () => void }): JSX.Element {
  const [chosen, setChosen] = useState(0);
  const figure = figures[chosen]!;
  return (
    <Dialog title={title} onClose={onClose}>
      {figures.length > 1 && (
        <div class="segments within" role="group" aria-label="Which of them">
          {figures.map(({ name, query }, index) => <button key={index} type="button" aria-pressed={index === chosen} onClick={() => setChosen(index)} translate={query.behind !== 'parameter'}>{name}</button>)}
        </div>
      )}
      <People key={JSON.stringify(figure.query)} figure={figure} />
    </Dialog>
  );
}

function People({ figure }: { figure: Figure }): JSX.Element {
  const { client } = useSignedIn();
  const users = useResource(JSON.stringify(figure.query), 0, signal => loadPeople(client, figure, signal));
  const columns = columnsOf(figure.query);
  const list = useList(columns[1]!.id);
  return (
    <>
      {users.state === 'loading' && <div aria-busy="true"><span class="visually-hidden" role="status">Loading</span><SkeletonRows count={6} /></div>}
      {users.state === 'failed' && <div class="notice failure" role="alert"><p class="notice-title">{users.error.message}</p><p>{users.error.detail}</p><RetryButton retry={users.retry} /></div>}
      {users.state === 'ready' && (
        <>
          <p class="faint" role="status">{plural(users.data.length, 'user', 'users')}</p>
          <DataTable
            list={list} rows={users.data} columns={columns} keyOf={user => user.user_id} textOf={textOfUser} name="Who it is" many="users" size={10} class="people"
            attributes={({ user_id, seconds = '', half_hours = '', workspaces = '', last_at = '' }) => (
              { 'data-user': user_id, 'data-seconds': seconds, 'data-half-hours': half_hours, 'data-workspaces': workspaces, 'data-last': last_at })}
          />
        </>
      )}
    </>
  );
}
