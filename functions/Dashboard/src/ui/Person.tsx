import type { ComponentChildren, JSX } from 'preact';
import type { ReportUser } from '../api/types';
import { Monogram } from './Monogram';

/** A user: picture, user name, and the person's name beside it where the catalog has one. */
export function Person({ user, children }: { user: ReportUser; children?: ComponentChildren }): JSX.Element {
  return (
    <span class="person">
      <Monogram name={user.username} image={user.avatar_url} shape="round" />
      <span class="person-text">
        <span class="person-names" translate={false}>
          <span class="name">{user.username}</span>
          {user.name !== '' && user.name !== user.username && <span class="faint full-name">{user.name}</span>}
        </span>
        {children}
      </span>
    </span>
  );
}

/** What a search for a user looks in. */
export const textOfUser = (user: ReportUser): string => `${user.username} ${user.name}`;
