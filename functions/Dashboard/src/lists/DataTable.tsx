import type { ComponentChildren, JSX } from 'preact';
import { compareTexts } from '../format/text';
import { ListSearch } from './ListSearch';
import { Pager } from './Pager';
import { pagesOf, searchRows, type List } from './list';

export interface Column<T> {
  id: string;
  title: string;
  /** What rows are ordered by: numbers from the largest, texts from the first. Without it they are not. */
  value?: (row: T) => string | number;
  cell: (row: T) => ComponentChildren;
  class?: string;
}

interface Props<T> {
  list: List;
  rows: readonly T[];
  /** The first is the head of its row. */
  columns: readonly Column<T>[];
  keyOf: (row: T) => string;
  /** Attributes of a row, which say what it is. */
  attributes?: (row: T) => Record<string, string | number>;
  /** What a search looks in. Without it there is none. */
  textOf?: ((row: T) => string) | undefined;
  name: string;
  /** What the rows are. */
  many: string;
  size?: number;
  class?: string;
}

/** Rows of figures, by page: ordered by any column, and searched where there are more than a page of them. */
export function DataTable<T>(props: Props<T>): JSX.Element {
  const { list, rows, columns, keyOf, attributes, textOf, name, many, size = 10, class: className = '' } = props;
  const [head, ...rest] = columns;
  const found = textOf === undefined ? rows : searchRows(rows, list.search, textOf);
  const pages = pagesOf(ordered(found, columns, list), list.page, size);
  return (
    <div class="data-table">
      {rows.length > size && textOf !== undefined && <ListSearch list={list} name={`Search ${many}`} />}
      <div class="scroll" role="region" aria-label={name}>
        <table class={className}>
          <thead><tr>{columns.map(column => <Head key={column.id} column={column} list={list} isNumber={isNumber(column, rows)} />)}</tr></thead>
          <tbody>
            {pages.places.map(({ row, class: where }) => (
              <tr key={keyOf(row)} class={where} {...attributes?.(row)}>
                <th scope="row" class={head!.class}>{head!.cell(row)}</th>
                {rest.map(column => <td key={column.id} class={column.class}>{column.cell(row)}</td>)}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <Pager list={list} pages={pages} many={many} />
    </div>
  );
}

function Head<T>({ column, list, isNumber: startsLast }: { column: Column<T>; list: List; isNumber: boolean }): JSX.Element {
  if (column.value === undefined) {
    return <th scope="col" class={column.class}>{column.title}</th>;
  }

  const isCurrent = list.order.by === column.id;
  const { isDescending } = list.order;
  return (
    <th scope="col" class={column.class} aria-sort={isCurrent ? (isDescending ? 'descending' : 'ascending') : 'none'}>
      <button type="button" class="sort" onClick={() => list.change({ order: { by: column.id, isDescending: isCurrent ? !isDescending : startsLast } })}>
        <span>{column.title}</span>{isCurrent && <span class="arrow" aria-hidden="true"> {isDescending ? '↓' : '↑'}</span>}
      </button>
    </th>
  );
}

function isNumber<T>(column: Column<T>, rows: readonly T[]): boolean {
  return rows[0] !== undefined && typeof column.value?.(rows[0]) === 'number';
}

/** What is equal stays as it came, which is the same each time. */
function ordered<T>(rows: readonly T[], columns: readonly Column<T>[], { order }: List): readonly T[] {
  const value = columns.find(one => one.id === order.by)?.value;
  if (value === undefined) {
    return rows;
  }

  const sign = order.isDescending ? -1 : 1;
  return rows.map(row => ({ row, value: value(row) })).sort((one, other) => sign * compare(one.value, other.value)).map(({ row }) => row);
}

function compare(one: string | number, other: string | number): number {
  return typeof one === 'number' && typeof other === 'number' ? (one === other ? 0 : one < other ? -1 : 1) : compareTexts(String(one), String(other));
}
