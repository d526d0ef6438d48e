import type { ComponentChildren, JSX } from 'preact';
import type { Resource } from '../api/resource';
import type { MeasuredUser } from '../api/types';
import { formatCount } from '../format/text';
import { useList } from '../lists/list';
import { useWithheldPeople } from '../privacy/Withheld';
import { SkeletonRows } from '../ui/Skeleton';
import { gradeOf } from './latency';
import { LatencyExplanation } from './LatencyExplanation';
import { LatencyTable } from './LatencyTable';
import { Panel } from './Panel';

interface Props {
  resource: Resource<MeasuredUser[]>;
  actions: ComponentChildren;
}

/** How fast the connection of each user is, the slowest first. */
export function LatencyPanel({ resource, actions }: Props): JSX.Element {
  const list = useList('p50');
  return (
    <Panel
      title="Users latency" icon="gauge" span="narrow" resource={resource} skeleton={<SkeletonRows count={7} />}
      withheld={useWithheldPeople()} isEmpty={users => users.length === 0} actions={actions} explanation={<LatencyExplanation />}
      headline={users => <Poor count={users.filter(user => gradeOf(user.latency_ms.p50).tone === 'poor').length} />}
    >
      {users => <LatencyTable users={users} list={list} name="Latency of each user" />}
    </Panel>
  );
}

function Poor({ count }: { count: number }): JSX.Element {
  return count === 0 ? <>None poor</> : <><b translate={false}>{formatCount(count)}</b> poor</>;
}
