import type { JSX } from 'preact';
import type { Resource } from '../api/resource';
import { DataTable } from '../lists/DataTable';
import { useList } from '../lists/list';
import { Panel } from '../panels/Panel';
import { Notice } from '../ui/Notice';
import { SkeletonRows } from '../ui/Skeleton';
import { revealColumns } from './revealColumns';
import type { OwnReveal } from './reveal';

/** To whom somebody was shown, why and for how long; for himself. */
export function OwnRevealsPanel({ resource, zone }: { resource: Resource<readonly OwnReveal[]>; zone: string }): JSX.Element {
  const list = useList('requested');
  return (
    <Panel
      title="To whom you were shown" icon="shield" span="full" resource={resource} skeleton={<SkeletonRows count={2} />} isEmpty={reveals => reveals.length === 0}
      empty={() => <Notice icon="check" title="To nobody." />} explanation={<p>Where people are not named, a privacy officer may have a person shown: for a reason, for some hours. Each is listed here, from when it was asked for.</p>}
    >
      {reveals => <DataTable list={list} rows={reveals} columns={revealColumns<OwnReveal>(zone)} keyOf={one => one.id} name="Table of reveals" many="reveals" attributes={one => ({ 'data-reveal': one.status, 'data-looks': one.looks })} />}
    </Panel>
  );
}
