import type { JSX } from 'preact';
import { useResource } from '../api/resource';
import type { ActiveUser } from '../api/types';
import { formatDuration, plural } from '../format/text';
import { DataTable, type Column } from '../lists/DataTable';
import { useList } from '../lists/list';
import { Dialog } from '../ui/Dialog';
import { textOfUser } from '../ui/Person';
import { RetryButton } from '../ui/RetryButton';
import { SkeletonRows } from '../ui/Skeleton';
import { UserLink } from './UserLink';

/** A figure that stands for people. */
export interface Who {
  title: string;
  /** Tells this question from others. */
  key: string;
  load: (signal: AbortSignal) => Promise<ActiveUser[]>;
}

const columns: readonly Column<ActiveUser>[] = [
  { id: 'user', title: 'User', value: user => user.username, cell: user => <UserLink user={user} /> },
  { id: 'seconds', title: 'Time', class: 'number', value: user => user.seconds, cell: user => <b translate={false}>{formatDuration(user.seconds)}</b> },
];

/** Who is behind a figure, and for how long each of them was there. */
export function WhoDialog({ who, onClose }: { who: Who; onClose: () => void }): JSX.Element {
  const users = useResource(who.key, 0, who.load);
  const list = useList('seconds');
  return (
    <Dialog title={who.title} onClose={onClose}>
      {users.state === 'loading' && <div aria-busy="true"><span class="visually-hidden" role="status">Loading</span><SkeletonRows count={6} /></div>}
      {users.state === 'failed' && <div class="notice failure" role="alert"><p class="notice-title">{users.error.message}</p><p>{users.error.detail}</p><RetryButton retry={users.retry} /></div>}
      {users.state === 'ready' && (
        <>
          <p class="faint" role="status">{plural(users.data.length, 'user', 'users')}</p>
          <DataTable
            list={list} rows={users.data} columns={columns} keyOf={user => user.user_id} textOf={textOfUser} name="Who it is" many="users" size={10} class="people"
            attributes={user => ({ 'data-user': user.user_id, 'data-seconds': user.seconds })}
          />
        </>
      )}
    </Dialog>
  );
}
