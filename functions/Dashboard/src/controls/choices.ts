import type { Query } from '../api/client';
import { getActivity, getReport, type Scope } from '../api/insights';
import { useResource, type Resource } from '../api/resource';
import type { AppUsage } from '../api/types';
import { compareTexts } from '../format/text';
import { useSignedIn } from '../session/session';
import type { FilterKind } from '../view/filters';

/** What a view may be narrowed to. */
export interface Choice {
  id: string;
  name: string;
  /** What tells it from others of the name. */
  more: string;
}

interface GroupsAnswer {
  groups: { id: string; name: string; display_name: string }[];
}

/** How the API calls an app among all that may bear its name. */
export const appId = ({ type, slug }: AppUsage): string => `${type === 'builtin' ? 'family' : 'app'}:${slug}`;

/** What there is to choose: the apps and users of the view as if nothing were chosen, and the groups of the deployment. */
export function useChoices(kind: FilterKind, scope: Scope): Resource<Choice[]> {
  const { client } = useSignedIn();
  const whole: Scope & Query = { ...scope, apps: undefined, group_ids: undefined, user_ids: undefined };
  return useResource(JSON.stringify([kind, whole]), 0, async signal => {
    switch (kind) {
      case 'apps': {
        const report = await getReport(client, whole, signal);
        const used = report.apps_usage.filter(app => app.seconds > 0).sort((one, other) => other.seconds - one.seconds);
        return [...new Map(used.map((app): [string, Choice] => [appId(app), { id: appId(app), name: app.display_name || app.slug, more: app.display_name === '' ? '' : app.slug }])).values()];
      }
      case 'users': {
        const users = await getActivity(client, whole, signal);
        return users.map((user): Choice => ({ id: user.user_id, name: user.username, more: user.name })).sort((one, other) => compareTexts(one.name, other.name));
      }
      case 'groups': {
        const { groups } = await client.get<GroupsAnswer>('groups', { limit: '1000' }, signal);
        return groups.map((group): Choice => ({ id: group.id, name: group.display_name || group.name, more: '' })).sort((one, other) => compareTexts(one.name, other.name));
      }
    }
  });
}
