import type { JSX } from 'preact';
import type { Connection } from '../api/answers';
import type { Before } from '../figures/before';
import { beforeColumn } from '../figures/beforeColumn';
import { formatCount, formatMs } from '../format/text';
import { DataTable, type Column } from '../lists/DataTable';
import { useList } from '../lists/list';
import { useSubject } from '../sections/answers';
import { Link } from '../ui/Link';
import { templateUrl } from '../view/location';

type Row = Connection['templates'][number];

/** The latency of each template, the slowest first. */
export function ConnectionTable({ templates, before }: { templates: readonly Row[]; before: Before<Connection> }): JSX.Element {
  const { nameOfTemplate } = useSubject();
  const list = useList('p95');
  const was = { before, rows: (report: Connection) => report.templates, keyOf: (row: Row) => row.template_id, format: formatMs, isBurden: true };
  const columns: readonly Column<Row>[] = [
    {
      id: 'name', title: 'Template', value: row => nameOfTemplate(row.template_id),
      cell: row => <Link class="name" href={templateUrl(row.template_id)}><span translate={false}>{nameOfTemplate(row.template_id)}</span></Link>,
    },
    { id: 'p50', title: 'Median', class: 'number', value: row => row.latency_ms.p50, cell: row => <b translate={false}>{formatMs(row.latency_ms.p50)}</b> },
    ...beforeColumn({ ...was, value: row => row.latency_ms.p50, id: 'p50-before' }),
    { id: 'p95', title: 'p95', class: 'number', value: row => row.latency_ms.p95, cell: row => <span translate={false}>{formatMs(row.latency_ms.p95)}</span> },
    ...beforeColumn({ ...was, value: row => row.latency_ms.p95, id: 'p95-before' }),
    { id: 'half-hours', title: 'Half-hours', class: 'number faint', value: row => row.half_hours, cell: row => <span translate={false}>{formatCount(row.half_hours)}</span> },
  ];
  return (
    <DataTable
      list={list} rows={templates} columns={columns} keyOf={row => row.template_id} textOf={row => nameOfTemplate(row.template_id)} name="Latency of each template" many="templates"
      attributes={row => ({ 'data-template': row.template_id, 'data-p50': row.latency_ms.p50, 'data-p95': row.latency_ms.p95 })}
    />
  );
}
