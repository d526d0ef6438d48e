import type { JSX } from 'preact';
import type { Scope } from '../api/insights';
import { Icon } from '../ui/Icon';
import { filterKinds, isFiltered, joined, type FilterKind, type Filters } from '../view/filters';
import { go, withQuery } from '../view/location';
import { useChoices } from './choices';

const words: Record<FilterKind, string> = { apps: 'App', groups: 'Group', users: 'User' };

/** What the view is narrowed to, and the way back from each. */
export function FilterChips({ filters, scope }: { filters: Filters; scope: Scope }): JSX.Element | null {
  return !isFiltered(filters) ? null : (
    <ul class="filter-chips" aria-label="Filters">
      {filterKinds.map(kind => filters[kind].length > 0 && <Chips key={kind} kind={kind} chosen={filters[kind]} scope={scope} />)}
      <li><button type="button" class="button quiet" onClick={() => go(withQuery({ apps: undefined, groups: undefined, users: undefined }))}>Show all</button></li>
    </ul>
  );
}

function Chips({ kind, chosen, scope }: { kind: FilterKind; chosen: readonly string[]; scope: Scope }): JSX.Element {
  const choices = useChoices(kind, scope);
  const nameOf = (id: string): string => (choices.state === 'ready' ? choices.data.find(one => one.id === id)?.name : undefined) ?? id.replace(/^(family|app|session):/, '');
  return (
    <>
      {chosen.map(id => (
        <li key={id} class="chip" data-filter={id}>
          <span>{words[kind]}</span> <b translate={false}>{nameOf(id)}</b>
          <button type="button" class="button quiet" onClick={() => go(withQuery({ [kind]: joined(chosen.filter(one => one !== id)) }))} aria-label={`Without ${nameOf(id)}`}><Icon name="close" size={12} /></button>
        </li>
      ))}
    </>
  );
}
