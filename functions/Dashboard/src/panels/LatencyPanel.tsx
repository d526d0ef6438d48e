import type { ComponentChildren, JSX } from 'preact';
import type { Resource } from '../api/resource';
import type { Figures, MeasuredUser } from '../api/types';
import type { Before } from '../figures/before';
import { Was } from '../figures/Was';
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
  /** The users of what it is compared with, and its figures. */
  before: Before<readonly MeasuredUser[]>;
  figures: Before<Figures>;
  actions: ComponentChildren;
}

/** How fast the connection of each user is, the slowest first. */
export function LatencyPanel({ resource, before, figures, actions }: Props): JSX.Element {
  const list = useList('p50');
  return (
    <Panel
      title="Users latency" icon="gauge" span="narrow" resource={resource} skeleton={<SkeletonRows count={7} />}
      withheld={useWithheldPeople()} isEmpty={users => users.length === 0} actions={actions} explanation={<LatencyExplanation />}
      headline={users => <Poor count={users.filter(user => gradeOf(user.latency_ms.p50).tone === 'poor').length} before={figures} />}
    >
      {users => <LatencyTable users={users} before={before} list={list} name="Latency of each user" />}
    </Panel>
  );
}

function Poor({ count, before }: { count: number; before: Before<Figures> }): JSX.Element {
  return <>{count === 0 ? 'None poor' : <><b translate={false}>{formatCount(count)}</b> poor</>} <Was now={count} before={before} of={figures => figures.latency_ms.poor_users} format={formatCount} isBurden /></>;
}
