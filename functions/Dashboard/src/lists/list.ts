import { useState } from 'preact/hooks';

/** What rows are ordered by, and which way. */
export interface Order {
  by: string;
  isDescending: boolean;
}

/** How a list is looked at. It lasts as long as the panel that has it, whatever becomes of the rows. */
export interface List {
  order: Order;
  search: string;
  page: number;
  change: (change: Partial<Pick<List, 'order' | 'search' | 'page'>>) => void;
}

/** A list that begins with an order. Another order and another search begin with the first page. */
export function useList(by: string, isDescending = true): List {
  const [state, setState] = useState({ order: { by, isDescending }, search: '', page: 0 });
  return { ...state, change: change => setState(before => ({ ...before, page: 0, ...change })) };
}

/** How many rows a printed list has at most. */
export const onPaper = 25;

/** A row that is drawn: on the screen those of a page, on paper the first. */
export interface Place<T> {
  row: T;
  /** Which of the two it is not on. */
  class: string | undefined;
}

export interface Pages<T> {
  places: Place<T>[];
  /** How many rows there are on all pages. */
  count: number;
  page: number;
  /** The first row of the page, and the one after its last. */
  start: number;
  end: number;
  size: number;
}

/** The rows of a page; rows that are gone since leave no page behind. */
export function pagesOf<T>(rows: readonly T[], page: number, size: number): Pages<T> {
  const shown = Math.min(page, Math.max(0, Math.ceil(rows.length / size) - 1));
  const [start, end] = [shown * size, Math.min(rows.length, (shown + 1) * size)];
  const places = rows
    .map((row, index) => ({ row, index }))
    .filter(({ index }) => index < onPaper || (index >= start && index < end))
    .map(({ row, index }) => ({ row, class: index < start || index >= end ? 'paper-only' : index >= onPaper ? 'screen-only' : undefined }));
  return { places, count: rows.length, page: shown, start, end, size };
}

/** The rows in which a search is found. */
export function searchRows<T>(rows: readonly T[], search: string, textOf: (row: T) => string): readonly T[] {
  const wanted = search.trim().toLocaleLowerCase();
  return wanted === '' ? rows : rows.filter(row => textOf(row).toLocaleLowerCase().includes(wanted));
}
