import type { ComponentChildren, JSX } from 'preact';
import type { ReportUser } from '../api/types';
import type { Column } from '../lists/DataTable';
import { usePrivacy } from '../privacy/privacy';
import { Icon } from '../ui/Icon';
import { UserLink } from './UserLink';

type Listed = Omit<ReportUser, 'name' | 'template_ids'> & { name?: string };

/** The head of rows about people. A pseudonym says nothing by its order, and leads nowhere. */
export function useUserColumn<T extends Listed>(more?: (user: T) => ComponentChildren): Column<T> {
  const isNamed = usePrivacy() === undefined;
  return isNamed
    ? { id: 'user', title: 'User', value: user => user.username, cell: user => <UserLink user={user}>{more?.(user)}</UserLink> }
    : { id: 'user', title: 'Pseudonym', cell: user => <Pseudonym name={user.username}>{more?.(user)}</Pseudonym> };
}

function Pseudonym({ name, children }: { name: string; children: ComponentChildren }): JSX.Element {
  return (
    <span class="person">
      <span class="monogram round pseudonym" aria-hidden="true"><Icon name="shield" /></span>
      <span class="person-text"><span class="person-names" translate={false}><span class="name">{name}</span></span>{children}</span>
    </span>
  );
}
