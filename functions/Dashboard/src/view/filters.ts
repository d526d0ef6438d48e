import type { Query } from '../api/client';
import { quoted } from './address';
import { isId } from './location';

/** What of the usage is looked at: that in some apps, of members of some groups, of some users. None of a kind is all of it. */
export interface Filters {
  /** As the API takes them: a slug alone, or with what it is a name of, such as `family:vscode` and `app:code-server`. */
  apps: readonly string[];
  groups: readonly string[];
  users: readonly string[];
}

export type FilterKind = keyof Filters;

export const filterKinds: readonly FilterKind[] = ['apps', 'groups', 'users'];

/** How many of a kind the API takes. */
const most: Record<FilterKind, number> = { apps: 100, groups: 1000, users: 1000 };

export function readFilters(query: URLSearchParams, problems: string[]): Filters {
  const of = (kind: FilterKind): string[] => {
    const asked = [...new Set((query.get(kind) ?? '').split(',').map(text => text.trim()).filter(Boolean))];
    const wrong = kind === 'apps' ? [] : asked.filter(text => !isId(text));
    if (wrong.length > 0) {
      problems.push(`${quoted(wrong[0]!)} is not the id of a ${kind === 'groups' ? 'group' : 'user'}.`);
    }

    return asked.filter(text => !wrong.includes(text)).slice(0, most[kind]);
  };
  return { apps: of('apps'), groups: of('groups'), users: of('users') };
}

export const isFiltered = (filters: Filters): boolean => filterKinds.some(kind => filters[kind].length > 0);

/** What the API is asked for. */
export const filterQuery = ({ apps, groups, users }: Filters): Query => ({ apps: joined(apps), group_ids: joined(groups), user_ids: joined(users) });

/** What the address has for one kind. */
export const joined = (chosen: readonly string[]): string | undefined => (chosen.length === 0 ? undefined : chosen.join(','));
