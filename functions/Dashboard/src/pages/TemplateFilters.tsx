import type { JSX } from 'preact';
import type { Template, TemplateOverview } from '../api/types';
import { OrganizationSelect } from '../controls/OrganizationSelect';
import { compareTexts } from '../format/text';
import type { List } from '../lists/list';
import { Icon } from '../ui/Icon';
import { go, withQuery } from '../view/location';

const orders = { active_users: 'Users', seconds: 'Hours', name: 'Name', created: 'Newest' } as const;

interface Props {
  templates: readonly Template[];
  query: URLSearchParams;
  list: List;
}

/** Which templates are listed, and in which order. */
export function TemplateFilters({ templates, query, list }: Props): JSX.Element {
  return (
    <div class="filters" role="search">
      <label class="search-box">
        <Icon name="search" /><span class="visually-hidden">Search templates</span>
        <input
          type="search" placeholder="Search templates" value={query.get('q') ?? ''}
          onInput={event => { list.change({}); go(withQuery({ q: event.currentTarget.value }), 'replace'); }}
        />
      </label>
      <OrganizationSelect templates={templates} organization={query.get('organization') ?? ''} />
      <div class="segments" role="group" aria-label="Order">
        {Object.entries(orders).map(([by, title]) => (
          <button key={by} type="button" aria-pressed={list.order.by === by} onClick={() => list.change({ order: { by, isDescending: true } })}>{title}</button>
        ))}
      </div>
    </div>
  );
}

/** The templates that an address asks for, in the order of the list. */
export function findTemplates(
  templates: readonly Template[], usage: ReadonlyMap<string, TemplateOverview>, query: URLSearchParams, { order }: List,
): readonly Template[] {
  const wanted = (query.get('q') ?? '').trim().toLocaleLowerCase();
  const organization = query.get('organization') ?? '';
  const byName = (one: Template, other: Template): number => compareTexts(one.display_name || one.name, other.display_name || other.name);
  const orderOf: Record<string, (one: Template, other: Template) => number> = {
    active_users: (one, other) => (usage.get(other.id)?.active_users ?? 0) - (usage.get(one.id)?.active_users ?? 0),
    seconds: (one, other) => (usage.get(other.id)?.seconds ?? 0) - (usage.get(one.id)?.seconds ?? 0),
    name: byName,
    created: (one, other) => compareTexts(other.created_at ?? '', one.created_at ?? ''),
  };
  return templates
    .filter(template => (organization === '' || template.organization_id === organization)
      && [template.name, template.display_name].some(name => name.toLocaleLowerCase().includes(wanted)))
    .sort((one, other) => orderOf[order.by]!(one, other) || byName(one, other));
}
