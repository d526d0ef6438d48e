import type { JSX, RefObject } from 'preact';
import type { Resource } from '../api/resource';
import type { Figures, MeasuredUser } from '../api/types';
import type { Before } from '../figures/before';
import { Was } from '../figures/Was';
import { formatCount, formatMs, plural } from '../format/text';
import { useList } from '../lists/list';
import { gradeOf, poorAbove } from '../panels/latency';
import { LatencyTable } from '../panels/LatencyTable';
import { Panel } from '../panels/Panel';
import { useWithheldPeople } from '../privacy/Withheld';
import { Notice } from '../ui/Notice';
import { SkeletonRows } from '../ui/Skeleton';

const poor = (users: readonly MeasuredUser[]): MeasuredUser[] => users.filter(user => gradeOf(user.latency_ms.p50).tone === 'poor');

interface Props {
  resource: Resource<MeasuredUser[]>;
  /** The users of what it is compared with, and its figures. */
  before: Before<readonly MeasuredUser[]>;
  figures: Before<Figures>;
  seen: RefObject<HTMLElement | null>;
}

/** Who should be helped to a faster connection. */
export function PoorLatencyPanel({ resource, before, figures, seen }: Props): JSX.Element {
  const list = useList('p50');
  return (
    <Panel
      title="Users with poor latency" icon="gauge" span="half" resource={resource} seen={seen} skeleton={<SkeletonRows count={5} />}
      withheld={useWithheldPeople()} isEmpty={users => poor(users).length === 0} empty={users => (users.length > 0 ? <Notice icon="check" title={`Nobody’s median is above ${formatMs(poorAbove)}.`} /> : undefined)}
      headline={users => <>{plural(poor(users).length, 'user', 'users')} <Was now={poor(users).length} before={figures} of={one => one.latency_ms.poor_users} format={formatCount} isBurden /></>} note={`Their median latency is above ${formatMs(poorAbove)}.`}
    >
      {users => <LatencyTable users={poor(users)} before={before} list={list} name="Latency of users where it is poor" />}
    </Panel>
  );
}
