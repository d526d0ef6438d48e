import type { JSX } from 'preact';
import type { Resource } from '../api/resource';
import type { MeasuredUser } from '../api/types';
import { plural } from '../format/text';
import { gradeOf } from '../panels/latency';
import { LatencyRow } from '../panels/LatencyPanel';
import { Panel } from '../panels/Panel';
import { Notice } from '../ui/Notice';
import { SkeletonRows } from '../ui/Skeleton';

const poor = (users: readonly MeasuredUser[]): MeasuredUser[] =>
  users.filter(user => gradeOf(user.latency_ms.p50).tone === 'poor').sort((one, other) => other.latency_ms.p50 - one.latency_ms.p50);

/** Who should be helped to a faster connection. */
export function PoorLatencyPanel({ resource }: { resource: Resource<MeasuredUser[]> }): JSX.Element {
  return (
    <Panel
      title="Users with poor latency" icon="gauge" span="half" resource={resource} skeleton={<SkeletonRows count={5} />}
      isEmpty={users => poor(users).length === 0} empty={users => (users.length > 0 ? <Notice icon="check" title="Nobody’s median is above 300 ms." /> : undefined)}
      headline={users => plural(poor(users).length, 'user', 'users')}
    >
      {users => (
        <div class="scroll" tabIndex={0} role="region" aria-label="Latency of users where it is poor">
          <table class="people">
            <thead><tr><th scope="col">User</th><th scope="col" class="number">Median</th><th scope="col" class="number">p95</th></tr></thead>
            <tbody>{poor(users).map(user => <LatencyRow key={user.user_id} user={user} />)}</tbody>
          </table>
        </div>
      )}
    </Panel>
  );
}
