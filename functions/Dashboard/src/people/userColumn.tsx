import { createContext, type ComponentChildren, type JSX } from 'preact';
import { useContext } from 'preact/hooks';
import type { ReportUser } from '../api/types';
import type { Column } from '../lists/DataTable';
import { usePrivacy } from '../privacy/privacy';
import { useSignedIn } from '../session/session';
import type { Period } from '../time/period';
import { Icon } from '../ui/Icon';
import { Link } from '../ui/Link';
import { UserLink } from './UserLink';

type Listed = Omit<ReportUser, 'name'> & { name?: string };

/** The period of the report that lists users, to which their pseudonyms belong. */
export const ListedPeriod = createContext<Period | undefined>(undefined);

/** The head of rows about people. A pseudonym says nothing by its order, and leads nowhere. */
export function useUserColumn<T extends Listed>(more?: (user: T) => ComponentChildren): Column<T> {
  const isNamed = usePrivacy() === undefined;
  const { me } = useSignedIn();
  const period = useContext(ListedPeriod);
  const reveal = me.permissions.reveal === true && period !== undefined
    ? (user: T): string => `/me?${new URLSearchParams({ pseudonym: user.user_id, template: user.template_ids[0] ?? '', from: period.start_time, until: period.end_time }).toString()}`
    : undefined;
  return isNamed
    ? { id: 'user', title: 'User', value: user => user.username, cell: user => <UserLink user={user}>{more?.(user)}</UserLink> }
    : { id: 'user', title: 'Pseudonym', cell: user => <Pseudonym name={user.username} href={reveal?.(user)}>{more?.(user)}</Pseudonym> };
}

function Pseudonym({ name, href, children }: { name: string; href: string | undefined; children: ComponentChildren }): JSX.Element {
  return (
    <span class="person">
      <span class="monogram round pseudonym" aria-hidden="true"><Icon name="shield" /></span>
      <span class="person-text"><span class="person-names" translate={false}><span class="name">{name}</span></span>{href !== undefined && <Link class="faint" href={href}>Ask who this is</Link>}{children}</span>
    </span>
  );
}
