import type { JSX } from 'preact';
import { Icon } from '../ui/Icon';
import type { List } from './list';

/** Looks for rows of a list. */
export function ListSearch({ list, name }: { list: List; name: string }): JSX.Element {
  return (
    <label class="search-box list-search">
      <Icon name="search" />
      <input type="search" aria-label={name} placeholder={name} value={list.search} onInput={event => list.change({ search: event.currentTarget.value })} />
    </label>
  );
}
