import type { JSX } from 'preact';
import type { UserReport } from '../api/answers';
import { Meter } from '../charts/Meter';
import type { Before } from '../figures/before';
import { beforeColumn } from '../figures/beforeColumn';
import { formatDuration } from '../format/text';
import { DataTable, type Column } from '../lists/DataTable';
import { useList } from '../lists/list';
import { Link } from '../ui/Link';
import { Monogram } from '../ui/Monogram';
import { templateUrl } from '../view/location';

type Row = UserReport['templates'][number];

const nameOf = ({ display_name: displayed, name, template_id: id }: Row): string => displayed || name || id;

/** The templates that a user works in, and for how long. */
export function UserTemplates({ templates, before }: { templates: readonly Row[]; before: Before<readonly Row[]> }): JSX.Element {
  const list = useList('seconds');
  const top = Math.max(1, ...templates.map(({ seconds }) => seconds));
  const columns: readonly Column<Row>[] = [
    {
      id: 'name', title: 'Template', value: nameOf,
      cell: row => (
        <Link class="person" href={templateUrl(row.template_id)}>
          <Monogram name={nameOf(row)} image={row.icon} shape="square" />
          <span class="person-text"><span class="name" translate={false}>{nameOf(row)}</span><Meter share={row.seconds / top} /></span>
        </Link>
      ),
    },
    { id: 'seconds', title: 'Time', class: 'number', value: row => row.seconds, cell: row => <b translate={false}>{formatDuration(row.seconds)}</b> },
    ...beforeColumn({ before, rows: were => were, keyOf: (row: Row) => row.template_id, value: row => row.seconds, none: 0, format: formatDuration }),
  ];
  return (
    <DataTable
      list={list} rows={templates} columns={columns} keyOf={row => row.template_id} textOf={nameOf} name="Templates of the user" many="templates" size={8} class="people"
      attributes={row => ({ 'data-template': row.template_id, 'data-seconds': row.seconds })}
    />
  );
}
