import type { ComponentChildren, JSX } from 'preact';
import type { ReportUser } from '../api/types';
import { Link } from '../ui/Link';
import { Person } from '../ui/Person';
import { userUrl } from '../view/location';

/** A user, with the way to what is known of him. */
export function UserLink({ user, children }: { user: Omit<ReportUser, 'name' | 'template_ids'> & { name?: string }; children?: ComponentChildren }): JSX.Element {
  return <Link class="person-link" href={userUrl(user.user_id)}><Person user={{ name: '', template_ids: [], ...user }}>{children}</Person></Link>;
}
