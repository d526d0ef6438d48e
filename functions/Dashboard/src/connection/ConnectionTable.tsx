import type { JSX } from 'preact';
import type { Measured } from '../api/answers';
import type { Before } from '../figures/before';
import { beforeColumn } from '../figures/beforeColumn';
import { formatCount, formatMs } from '../format/text';
import { DataTable, type Column } from '../lists/DataTable';
import { useList } from '../lists/list';
import { Link } from '../ui/Link';

/** A template or an organization with its latency. */
export interface ConnectionRow extends Measured {
  id: string;
  name: string;
  /** Where more is said of it. */
  href?: string;
}

interface Props {
  kind: 'template' | 'organization';
  rows: readonly ConnectionRow[];
  before: Before<readonly ConnectionRow[]>;
}

/** The latency of each template or organization, the slowest first. */
export function ConnectionTable({ kind, rows, before }: Props): JSX.Element {
  const list = useList('p95');
  const was = { before, rows: (all: readonly ConnectionRow[]) => all, keyOf: ({ id }: ConnectionRow) => id, format: formatMs, isBurden: true };
  const columns: readonly Column<ConnectionRow>[] = [
    {
      id: 'name', title: kind === 'template' ? 'Template' : 'Organization', value: ({ name }) => name,
      cell: ({ name, href }) => (href === undefined ? <span class="name" translate={false}>{name}</span> : <Link class="name" href={href}><span translate={false}>{name}</span></Link>),
    },
    { id: 'p50', title: 'Median', class: 'number', value: row => row.latency_ms.p50, cell: row => <b translate={false}>{formatMs(row.latency_ms.p50)}</b> },
    ...beforeColumn({ ...was, value: row => row.latency_ms.p50, id: 'p50-before' }),
    { id: 'p95', title: 'p95', class: 'number', value: row => row.latency_ms.p95, cell: row => <span translate={false}>{formatMs(row.latency_ms.p95)}</span> },
    ...beforeColumn({ ...was, value: row => row.latency_ms.p95, id: 'p95-before' }),
    { id: 'half-hours', title: 'Half-hours', class: 'number faint', value: row => row.half_hours, cell: row => <span translate={false}>{formatCount(row.half_hours)}</span> },
  ];
  return (
    <DataTable
      list={list} rows={rows} columns={columns} keyOf={({ id }) => id} textOf={({ name }) => name} name={`Latency of each ${kind}`} many={`${kind}s`}
      attributes={({ id, latency_ms: { p50, p95 } }) => ({ [`data-${kind}`]: id, 'data-p50': p50, 'data-p95': p95 })}
    />
  );
}
