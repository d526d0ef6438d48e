import { formatCount, formatInstant } from '../format/text';
import type { Column } from '../lists/DataTable';
import { statusWords, type OwnReveal } from './reveal';

/** What everybody who may see a reveal sees of it. */
export function revealColumns<T extends OwnReveal>(zone: string): readonly Column<T>[] {
  return [
    { id: 'requested', title: 'Asked', value: one => Date.parse(one.requested_at), cell: one => <span translate={false}>{formatInstant(one.requested_at, zone)}</span> },
    {
      id: 'officer', title: 'Officer', value: one => one.officer.name,
      cell: one => <span class="person-text"><span class="name" translate={false}>{one.officer.name}</span>{one.approved_by !== undefined && <span class="faint">approved by <span translate={false}>{one.approved_by.name}</span></span>}</span>,
    },
    { id: 'reason', title: 'Why', value: one => one.reason ?? '', cell: one => <span class="reveal-reason" translate={false}>{one.reason ?? '–'}</span> },
    {
      id: 'status', title: 'State', value: one => statusWords[one.status],
      cell: one => <span class="person-text"><span>{statusWords[one.status]}</span>{one.ends_at !== undefined && <span class="faint">until <span translate={false}>{formatInstant(one.ends_at, zone)}</span></span>}</span>,
    },
    {
      id: 'looks', title: 'Looked at', class: 'number', value: one => one.looks,
      cell: one => <span class="person-text"><b translate={false}>{formatCount(one.looks)}</b>{one.last_looked_at !== undefined && <span class="faint" translate={false}>{formatInstant(one.last_looked_at, zone)}</span>}</span>,
    },
  ];
}
