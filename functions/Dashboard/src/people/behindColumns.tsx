import type { PersonBehind } from '../api/answers';
import type { FigureQuery } from '../api/insights';
import { formatCount, formatDuration, formatInstant, formatMs, plural } from '../format/text';
import type { Column } from '../lists/DataTable';
import { UserLink } from './UserLink';

type Behind = Column<PersonBehind>;

/** Who it is, and what the figure says of each, by which they are ordered first. */
export function columnsOf({ behind, timezone }: FigureQuery): readonly Behind[] {
  switch (behind) {
    case 'activity':
    case 'adopted': return [user, time];
    case 'not_adopted': return [user, mayUse];
    case 'latency': return [user, median, halfHours];
    case 'parameter': return [user, workspaces];
    default: return [user, lastIn(timezone), time];
  }
}

const user: Behind = { id: 'user', title: 'User', value: one => one.username, cell: one => <UserLink user={one} /> };

const time: Behind = {
  id: 'seconds', title: 'Time', class: 'number', value: ({ seconds = 0 }) => seconds, cell: ({ seconds = 0 }) => <b translate={false}>{formatDuration(seconds)}</b>,
};

const median: Behind = {
  id: 'p50', title: 'Median', class: 'number', value: ({ latency_ms: latency }) => latency?.p50 ?? -1,
  cell: ({ latency_ms: latency }) => <b translate={false}>{latency === undefined || latency.p50 < 0 ? '–' : formatMs(latency.p50)}</b>,
};

const halfHours: Behind = {
  id: 'half-hours', title: 'Half-hours', class: 'number', value: ({ half_hours: count = 0 }) => count, cell: ({ half_hours: count = 0 }) => <span translate={false}>{formatCount(count)}</span>,
};

const workspaces: Behind = {
  id: 'workspaces', title: 'Workspaces', class: 'number', value: ({ workspaces: count = 0 }) => count, cell: ({ workspaces: count = 0 }) => <b translate={false}>{formatCount(count)}</b>,
};

const mayUse: Behind = {
  id: 'templates', title: 'May use', class: 'number', value: ({ template_ids: templates }) => templates.length, cell: ({ template_ids: templates }) => <span>{plural(templates.length, 'template', 'templates')}</span>,
};

const lastIn = (zone: string): Behind => ({
  id: 'last', title: 'Last active', class: 'number', value: ({ last_at: at }) => (at === undefined ? 0 : Date.parse(at)), cell: ({ last_at: at }) => <span translate={false}>{at === undefined ? '–' : formatInstant(at, zone)}</span>,
});
