import type { ComponentChildren, JSX } from 'preact';
import type { Resource } from '../api/resource';
import type { ActiveUser } from '../api/types';
import { Meter } from '../charts/Meter';
import { formatDuration, formatHours } from '../format/text';
import { Monogram } from '../ui/Monogram';
import { SkeletonRows } from '../ui/Skeleton';
import { Panel } from './Panel';

interface Props {
  resource: Resource<ActiveUser[]>;
  /** Names a template, where several are shown. */
  templateName?: (id: string) => string;
  actions: ComponentChildren;
}

/** How long each user was active, the busiest first. */
export function ActivityPanel({ resource, templateName, actions }: Props): JSX.Element {
  return (
    <Panel
      title="User activity" icon="clock" span="narrow" resource={resource} skeleton={<SkeletonRows count={7} />}
      isEmpty={users => users.length === 0} actions={actions}
      headline={users => <><b>{formatHours(users.reduce((sum, user) => sum + user.seconds, 0))}</b> in all</>}
    >
      {users => {
        const sorted = users.toSorted((one, other) => other.seconds - one.seconds);
        return (
          <div class="scroll" tabIndex={0} role="region" aria-label="Activity of each user">
            <ul class="people">{sorted.map(user => <ActivityRow key={user.user_id} user={user} top={sorted[0]!.seconds} templateName={templateName} />)}</ul>
          </div>
        );
      }}
    </Panel>
  );
}

interface RowProps {
  user: ActiveUser;
  top: number;
  templateName: ((id: string) => string) | undefined;
}

function ActivityRow({ user, top, templateName }: RowProps): JSX.Element {
  return (
    <li class="activity" data-user={user.user_id} data-seconds={user.seconds}>
      <Monogram name={user.username} image={user.avatar_url} shape="round" />
      <span class="activity-body">
        <span class="activity-line"><span class="name">{user.username}</span><span class="bar-figure">{formatDuration(user.seconds)}</span></span>
        {templateName !== undefined && <span class="faint templates-used">{user.template_ids.map(templateName).join(', ')}</span>}
        <Meter share={user.seconds / top} />
      </span>
    </li>
  );
}
