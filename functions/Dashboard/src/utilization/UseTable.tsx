import type { JSX } from 'preact';
import type { Use, UserUse } from '../api/answers';
import { Meter } from '../charts/Meter';
import type { Before } from '../figures/before';
import { beforeColumn } from '../figures/beforeColumn';
import { formatCount, formatHours, formatShare } from '../format/text';
import { DataTable, type Column } from '../lists/DataTable';
import { useList, type List } from '../lists/list';
import { UserLink } from '../people/UserLink';
import { Link } from '../ui/Link';
import { templateUrl } from '../view/location';

/** What ran of a template or a user. */
export interface UseRow extends Use {
  id: string;
  name: string;
  workspaces: number;
  /** Who it is, where it is a user. */
  user?: UserUse;
}

/** A list that begins with what was idle the longest. */
export const useTable = (): List => useList('idle');

export function UseTable({ table, rows, before, many }: { table: List; rows: readonly UseRow[]; before: Before<readonly UseRow[]>; many: string }): JSX.Element {
  const idleBefore = beforeColumn({ before, rows: all => all, keyOf: ({ id }: UseRow) => id, value: row => row.idle_seconds, none: 0, format: formatHours, isBurden: true });
  return (
    <DataTable
      list={table} rows={rows} columns={[...columns, ...idleBefore]} keyOf={({ id }) => id} textOf={({ name }) => name} name={`Idle time of ${many}`} many={many} size={8} class="people"
      attributes={({ id, running_seconds: running, idle_seconds: idle }) => ({ 'data-use': id, 'data-running': running, 'data-idle': idle })}
    />
  );
}

const columns: readonly Column<UseRow>[] = [
  {
    id: 'name', title: 'Name', value: ({ name }) => name,
    cell: ({ id, name, user, share }) => (user !== undefined ? <UserLink user={user}><Meter share={share ?? 0} /></UserLink> : (
      <span class="person-text"><Link class="name" href={templateUrl(id)}><span translate={false}>{name}</span></Link><Meter share={share ?? 0} /></span>
    )),
  },
  { id: 'workspaces', title: 'Workspaces', class: 'number faint', value: ({ workspaces }) => workspaces, cell: ({ workspaces }) => <span translate={false}>{formatCount(workspaces)}</span> },
  { id: 'share', title: 'Used', class: 'number', value: ({ share }) => share ?? -1, cell: ({ share }) => <span translate={false}>{share === undefined ? '–' : formatShare(share)}</span> },
  { id: 'idle', title: 'Idle', class: 'number', value: ({ idle_seconds: idle }) => idle, cell: ({ idle_seconds: idle }) => <b translate={false}>{formatHours(idle)}</b> },
];
