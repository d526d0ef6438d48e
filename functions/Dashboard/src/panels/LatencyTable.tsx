import type { JSX } from 'preact';
import type { MeasuredUser } from '../api/types';
import type { Before } from '../figures/before';
import { beforeColumn } from '../figures/beforeColumn';
import { formatMs } from '../format/text';
import { DataTable, type Column } from '../lists/DataTable';
import type { List } from '../lists/list';
import { useUserColumn } from '../people/userColumn';
import { usePrivacy } from '../privacy/privacy';
import { Icon } from '../ui/Icon';
import { textOfUser } from '../ui/Person';
import { gradeOf } from './latency';

const figures: readonly Column<MeasuredUser>[] = [
  { id: 'p50', title: 'Median', class: 'number', value: user => user.latency_ms.p50, cell: user => <Grade ms={user.latency_ms.p50} /> },
  {
    id: 'p95', title: 'p95', class: 'number faint', value: user => user.latency_ms.p95,
    cell: user => <span translate={false}>{user.latency_ms.p95 >= 0 ? formatMs(user.latency_ms.p95) : '–'}</span>,
  },
];

/** Users with the median of their latency, in colour, icon and word, and the 95th percentile. */
export function LatencyTable({ users, before, list, name }: { users: readonly MeasuredUser[]; before: Before<readonly MeasuredUser[]>; list: List; name: string }): JSX.Element {
  const was = beforeColumn({ before, rows: were => were, keyOf: (user: MeasuredUser) => user.user_id, value: ({ latency_ms: { p50 } }) => (p50 < 0 ? undefined : p50), format: formatMs, isBurden: true });
  const columns = [useUserColumn<MeasuredUser>(), ...figures, ...was];
  const isNamed = usePrivacy() === undefined;
  return (
    <DataTable
      list={list} rows={users} columns={columns} keyOf={user => user.user_id} textOf={isNamed ? textOfUser : undefined} name={name} many="users" size={8} class="people"
      attributes={({ user_id, latency_ms }) => ({ 'data-user': user_id, 'data-p50': latency_ms.p50, 'data-p95': latency_ms.p95 })}
    />
  );
}

function Grade({ ms }: { ms: number }): JSX.Element {
  const { tone, icon, word } = gradeOf(ms);
  return (
    <span class={`grade ${tone}`}>
      <span class="grade-word"><Icon name={icon} size={12} />{word}</span>
      {ms >= 0 && <b translate={false}>{formatMs(ms)}</b>}
    </span>
  );
}
