import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import type { Scope } from '../api/insights';
import { mapResource, type Resource } from '../api/resource';
import { formatCount } from '../format/text';
import { usePrivacy } from '../privacy/privacy';
import { Icon } from '../ui/Icon';
import { Popover } from '../ui/Popover';
import { RetryButton } from '../ui/RetryButton';
import { SkeletonRows } from '../ui/Skeleton';
import { filterKinds, joined, type FilterKind, type Filters } from '../view/filters';
import { go, withQuery } from '../view/location';
import { useChoices, type Choice } from './choices';

const titles: Record<FilterKind, string> = { apps: 'Apps', groups: 'Groups', users: 'Users' };

/** How many are offered at once; a search finds the others. */
const atOnce = 60;

/** Narrows the view to apps, groups and users. */
export function FilterPicker({ filters, scope }: { filters: Filters; scope: Scope }): JSX.Element {
  const count = filterKinds.reduce((sum, kind) => sum + filters[kind].length, 0);
  return (
    <Popover label={<><Icon name="filter" /><span>Filter</span>{count > 0 && <span class="badge" translate={false}>{formatCount(count)}</span>}</>} name="Filter" align="end" class="filter-picker">
      {() => <FilterSheet filters={filters} scope={scope} />}
    </Popover>
  );
}

function FilterSheet({ filters, scope }: { filters: Filters; scope: Scope }): JSX.Element {
  const [kind, setKind] = useState<FilterKind>('apps');
  const choices = useChoices(kind, scope);
  const kinds = usePrivacy() === undefined ? filterKinds : filterKinds.filter(one => one === 'apps');
  return (
    <div class="filter-choice">
      <div class="segments" role="group" aria-label="Filter by">
        {kinds.map(one => <button key={one} type="button" aria-pressed={kind === one} data-autofocus={one === 'apps' ? '' : undefined} onClick={() => setKind(one)}>{titles[one]}</button>)}
      </div>
      <Choices key={kind} kind={kind} chosen={filters[kind]} choices={choices} />
    </div>
  );
}

function Choices({ kind, chosen, choices }: { kind: FilterKind; chosen: readonly string[]; choices: Resource<Choice[]> }): JSX.Element {
  const [search, setSearch] = useState('');

  // What was chosen when the list was opened stands first; what is chosen in it stays where it is.
  const [first] = useState(chosen);
  const wanted = search.trim().toLocaleLowerCase();
  const found = mapResource(choices, all => all.filter(({ name, more }) => `${name} ${more}`.toLocaleLowerCase().includes(wanted)).sort((one, other) => Number(first.includes(other.id)) - Number(first.includes(one.id))));
  const choose = (id: string, isChosen: boolean): void => go(withQuery({ [kind]: joined(isChosen ? [...chosen, id] : chosen.filter(one => one !== id)) }));
  return (
    <>
      <input type="search" placeholder={`Search ${titles[kind].toLowerCase()}`} aria-label={`Search ${titles[kind].toLowerCase()}`} value={search} onInput={event => setSearch(event.currentTarget.value)} />
      {found.state === 'loading' && <SkeletonRows count={4} />}
      {found.state === 'failed' && <p class="none faint" role="alert">{found.error.isWithheld ? 'You may not list them.' : found.error.message} {!found.error.isWithheld && <RetryButton retry={found.retry} />}</p>}
      {found.state === 'ready' && (
        <ul class="items" aria-label={titles[kind]}>
          {found.data.slice(0, atOnce).map(({ id, name, more }) => (
            <li key={id}>
              <label class="item choice">
                <input type="checkbox" checked={chosen.includes(id)} onChange={event => choose(id, event.currentTarget.checked)} />
                <span class="choice-text"><span translate={false}>{name}</span>{more !== '' && <span class="faint" translate={false}>{more}</span>}</span>
              </label>
            </li>
          ))}
          {found.data.length === 0 && <li class="none faint">None is found.</li>}
          {found.data.length > atOnce && <li class="none faint">{formatCount(found.data.length - atOnce)} more: search for them.</li>}
        </ul>
      )}
    </>
  );
}
