import type { ComponentChildren, JSX } from 'preact';
import type { Resource } from '../api/resource';
import type { MeasuredUser } from '../api/types';
import { formatCount, formatMs } from '../format/text';
import { Icon } from '../ui/Icon';
import { Monogram } from '../ui/Monogram';
import { SkeletonRows } from '../ui/Skeleton';
import { gradeOf } from './latency';
import { Panel } from './Panel';

interface Props {
  resource: Resource<MeasuredUser[]>;
  actions: ComponentChildren;
}

/** How fast the connection of each user is, the slowest first. */
export function LatencyPanel({ resource, actions }: Props): JSX.Element {
  return (
    <Panel
      title="Users latency" icon="gauge" span="narrow" resource={resource} skeleton={<SkeletonRows count={7} />}
      isEmpty={users => users.length === 0} actions={actions}
      headline={users => <Poor count={users.filter(user => gradeOf(user.latency_ms.p50).tone === 'poor').length} />}
    >
      {users => (
        <div class="scroll" tabIndex={0} role="region" aria-label="Latency of each user">
          <table class="people">
            <thead>
              <tr><th scope="col">User</th><th scope="col" class="number">Median</th><th scope="col" class="number">p95</th></tr>
            </thead>
            <tbody>{users.toSorted((one, other) => other.latency_ms.p50 - one.latency_ms.p50).map(user => <LatencyRow key={user.user_id} user={user} />)}</tbody>
          </table>
        </div>
      )}
    </Panel>
  );
}

/** A user with the median of its latency, in colour, icon and word, and the 95th percentile. */
export function LatencyRow({ user }: { user: MeasuredUser }): JSX.Element {
  const { p50, p95 } = user.latency_ms;
  const grade = gradeOf(p50);
  return (
    <tr data-user={user.user_id} data-p50={p50} data-p95={p95}>
      <th scope="row"><span class="person"><Monogram name={user.username} image={user.avatar_url} shape="round" /><span class="name">{user.username}</span></span></th>
      <td class="number">
        <span class={`grade ${grade.tone}`}>
          <span class="grade-word"><Icon name={grade.icon} size={12} />{grade.word}</span>
          {p50 >= 0 && <b>{formatMs(p50)}</b>}
        </span>
      </td>
      <td class="number faint">{p95 >= 0 ? formatMs(p95) : '–'}</td>
    </tr>
  );
}

function Poor({ count }: { count: number }): JSX.Element {
  return count === 0 ? <>None poor</> : <><b>{formatCount(count)}</b> poor</>;
}
