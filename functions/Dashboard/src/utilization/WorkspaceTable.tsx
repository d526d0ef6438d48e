import type { JSX } from 'preact';
import { useContext } from 'preact/hooks';
import type { WorkspaceUse } from '../api/answers';
import type { Before } from '../figures/before';
import { beforeColumn } from '../figures/beforeColumn';
import { formatFine, formatHours, formatInstant, formatShare } from '../format/text';
import { DataTable, type Column } from '../lists/DataTable';
import { useList } from '../lists/list';
import { AboutContext } from '../panels/EmptyState';
import { browserZone } from '../time/zone';
import { Link } from '../ui/Link';
import { userUrl } from '../view/location';

/** Workspaces with how long they ran and were used, the idlest first. */
export function WorkspaceTable({ workspaces, before }: { workspaces: readonly WorkspaceUse[]; before: Before<readonly WorkspaceUse[]> }): JSX.Element {
  const zone = useContext(AboutContext).view?.zone ?? browserZone();
  const list = useList('idle');
  const hasCost = workspaces.some(one => one.idle_cost !== undefined);
  const columns: readonly Column<WorkspaceUse>[] = [
    {
      id: 'name', title: 'Workspace', value: one => one.workspace_name || one.workspace_id,
      cell: one => (
        <span class="person-text">
          <span class="name" translate={false}>{one.workspace_name || one.workspace_id}</span>
          {one.user_id !== undefined && <Link class="faint" href={userUrl(one.user_id)}><span translate={false}>{one.username ?? one.user_id}</span></Link>}
        </span>
      ),
    },
    { id: 'state', title: 'State', class: 'faint', value: one => (one.running ? 'Running' : 'Stopped'), cell: one => <span>{one.running ? 'Running' : 'Stopped'}{one.never_used ? ', never used' : ''}</span> },
    { id: 'started', title: 'Since', class: 'number faint', value: one => Date.parse(one.started_at ?? '') || 0, cell: one => <span translate={false}>{one.started_at === undefined ? '–' : formatInstant(one.started_at, zone)}</span> },
    { id: 'running', title: 'Running', class: 'number', value: one => one.running_seconds, cell: one => <span translate={false}>{formatHours(one.running_seconds)}</span> },
    { id: 'share', title: 'Used', class: 'number', value: one => one.share ?? -1, cell: one => <span translate={false}>{one.share === undefined ? '–' : formatShare(one.share)}</span> },
    { id: 'idle', title: 'Idle', class: 'number', value: one => one.idle_seconds, cell: one => <b translate={false}>{formatHours(one.idle_seconds)}</b> },
    ...beforeColumn({ before, rows: all => all, keyOf: (one: WorkspaceUse) => `${one.workspace_id} ${one.user_id}`, value: one => one.idle_seconds, none: 0, format: formatHours, isBurden: true }),
    ...(hasCost ? [{ id: 'cost', title: 'Idle cost', class: 'number', value: (one: WorkspaceUse) => one.idle_cost ?? -1, cell: (one: WorkspaceUse) => <span translate={false}>{one.idle_cost === undefined ? '–' : formatFine(one.idle_cost)}</span> }] : []),
  ];
  return (
    <DataTable
      list={list} rows={workspaces} columns={columns} keyOf={one => one.workspace_id} textOf={one => `${one.workspace_name} ${one.username ?? ''} ${one.never_used ? 'never used' : ''}`} name="Use of each workspace" many="workspaces"
      attributes={one => ({ 'data-workspace': one.workspace_id, 'data-running': one.running_seconds, 'data-idle': one.idle_seconds })}
    />
  );
}
