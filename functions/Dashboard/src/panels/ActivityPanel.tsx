import type { ComponentChildren, JSX } from 'preact';
import type { Resource } from '../api/resource';
import type { ActiveUser, Figures } from '../api/types';
import { Meter } from '../charts/Meter';
import type { Before } from '../figures/before';
import { beforeColumn } from '../figures/beforeColumn';
import { Was } from '../figures/Was';
import { formatDuration, formatHours } from '../format/text';
import { DataTable, type Column } from '../lists/DataTable';
import { useList } from '../lists/list';
import { textOfUser } from '../ui/Person';
import { useUserColumn } from '../people/userColumn';
import { usePrivacy } from '../privacy/privacy';
import { useWithheldPeople } from '../privacy/Withheld';
import { SkeletonRows } from '../ui/Skeleton';
import { Panel } from './Panel';

interface Props {
  resource: Resource<ActiveUser[]>;
  /** The users of what it is compared with, and its figures. */
  before: Before<readonly ActiveUser[]>;
  figures: Before<Figures>;
  /** Names a template, where several are shown. */
  templateName?: (id: string) => string;
  actions: ComponentChildren;
}

/** How long each user was active, the busiest first. */
export function ActivityPanel({ resource, before, figures, templateName, actions }: Props): JSX.Element {
  const list = useList('seconds');
  const isNamed = usePrivacy() === undefined;
  const top = resource.state === 'ready' ? resource.data.reduce((most, user) => Math.max(most, user.seconds), 0) : 0;
  const userColumn = useUserColumn<ActiveUser>(user => (
    <>
      {templateName !== undefined && <span class="faint templates-used" translate={false}>{templatesOf(user, templateName)}</span>}
      <Meter share={user.seconds / top} />
    </>
  ));
  return (
    <Panel
      title="User activity" icon="clock" span="narrow" resource={resource} skeleton={<SkeletonRows count={7} />}
      withheld={useWithheldPeople()} isEmpty={users => users.length === 0} actions={actions} explanation={<ActivityExplanation />}
      headline={users => <><b translate={false}>{formatHours(users.reduce((sum, user) => sum + user.seconds, 0))}</b> in all <Was now={users.reduce((sum, user) => sum + user.seconds, 0)} before={figures} of={one => one.seconds} format={formatHours} /></>}
    >
      {users => (
        <DataTable
          list={list} rows={users} columns={[userColumn, time, ...beforeColumn({ before, rows: were => were, keyOf: (user: ActiveUser) => user.user_id, value: user => user.seconds, none: 0, format: formatDuration })]} keyOf={user => user.user_id} name="Activity of each user" many="users" size={8} class="people"
          textOf={isNamed ? user => `${textOfUser(user)} ${templatesOf(user, templateName)}` : undefined}
          attributes={user => ({ 'data-user': user.user_id, 'data-seconds': user.seconds })}
        />
      )}
    </Panel>
  );
}

const time: Column<ActiveUser> = {
  id: 'seconds', title: 'Time', class: 'number', value: user => user.seconds, cell: user => <b class="bar-figure" translate={false}>{formatDuration(user.seconds)}</b>,
};

const templatesOf = (user: ActiveUser, templateName: Props['templateName']): string =>
  templateName === undefined ? '' : user.template_ids.map(templateName).join(', ');

function ActivityExplanation(): JSX.Element {
  return (
    <>
      <p>The minutes in which somebody used a workspace: an editor, a terminal or a workspace app was open, and connected. Minutes in which several were open count once.</p>
      <p>Of two templates at the same time, a half-hour counts 30 minutes at most. Half-hours count that lie wholly in the range.</p>
      <p>The time <b>in all</b> is the sum over people. It is not the time <b>over all apps</b> of App &amp; IDE usage: there two apps at once are counted in both, and what is no app of a template, such as a forwarded port, in none.</p>
      <p>The longest bar is that of who was active the longest.</p>
    </>
  );
}
