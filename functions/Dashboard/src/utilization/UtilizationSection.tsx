import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import type { Use, Utilization } from '../api/answers';
import { Meter } from '../charts/Meter';
import { AnswerSaveButton } from '../controls/ExportMenu';
import { mapBefore } from '../figures/before';
import { BeforeNote } from '../figures/BeforeNote';
import type { Figure } from '../figures/figure';
import { FigureList } from '../figures/FigureList';
import { Was } from '../figures/Was';
import { formatCount, formatFine, formatHours, formatShare } from '../format/text';
import { Panel } from '../panels/Panel';
import { useAnswer, useBefore, useSubject } from '../sections/answers';
import { Notice } from '../ui/Notice';
import { SkeletonRows } from '../ui/Skeleton';
import { useTable, UseTable, type UseRow } from './UseTable';
import { WorkspaceTable } from './WorkspaceTable';

/** What runs, how much of it is used, and what the rest costs. */
export function UtilizationSection(): JSX.Element {
  const subject = useSubject();
  const { isTemplate, nameOfTemplate } = subject;
  const [rate, setRate] = useState('');
  const isRate = /^\d{1,6}(\.\d{1,4})?$/.test(rate);
  const use = useAnswer<Utilization>('utilization', { hourly_rate: isRate ? rate : undefined });
  const before = useBefore<Utilization>('utilization', use, { hourly_rate: isRate ? rate : undefined });
  const [templates, users] = [useTable(), useTable()];
  const isEmpty = (report: Utilization): boolean => report.running_seconds === 0;
  const templatesOf = (report: Utilization): UseRow[] => report.templates.map(one => ({ ...one, id: one.template_id, name: nameOfTemplate(one.template_id) }));
  const usersOf = (report: Utilization): UseRow[] => report.users.map(one => ({ ...one, id: one.user_id, name: one.username, user: one }));
  return (
    <>
      <BeforeNote before={before} {...subject} />
      <Panel
        title="Running and used" icon="clock" span="full" resource={use} skeleton={<SkeletonRows count={4} />} isEmpty={isEmpty} explanation={<UtilizationExplanation />} source="builds"
        empty={report => (report.workspaces_unknown > 0 ? <Notice icon="info" title="It is not known when workspaces ran."><p>Builds that came in say neither that they start nor that they stop. A source or collector of today sends it.</p></Notice> : undefined)}
        headline={({ share }) => share !== undefined && <><b translate={false} data-figure="share">{formatShare(share)}</b> of the running time used <Was now={share} before={before} of={report => report.share} format={formatShare} /></>} actions={<AnswerSaveButton section="utilization" hourly_rate={isRate ? rate : undefined} />}
      >
        {report => (
          <>
            <FigureList figures={figuresOf(report)} now={report} before={before} />
            <p class="use-bar"><Meter share={report.share ?? 0} /></p>
            <label class="rate"><span>Price of an hour of a workspace</span><input inputMode="decimal" value={rate} placeholder="as Coder counts it" onInput={event => setRate(event.currentTarget.value.trim())} aria-invalid={rate !== '' && !isRate} /></label>
          </>
        )}
      </Panel>
      {!isTemplate && (
        <Panel title="Templates by idle time" icon="cube" span="half" resource={use} skeleton={<SkeletonRows count={5} />} isEmpty={isEmpty} source="builds">
          {report => <UseTable table={templates} rows={templatesOf(report)} before={mapBefore(before, templatesOf)} many="templates" />}
        </Panel>
      )}
      <Panel title="Users by idle time" icon="users" span={isTemplate ? 'full' : 'half'} resource={use} skeleton={<SkeletonRows count={5} />} isEmpty={isEmpty} source="builds">
        {report => <UseTable table={users} rows={usersOf(report)} before={mapBefore(before, usersOf)} many="users" />}
      </Panel>
      <Panel title="Workspaces by idle time" icon="bars" span="full" resource={use} skeleton={<SkeletonRows count={6} />} isEmpty={isEmpty} source="builds" explanation={<p>A workspace was <b>never used</b> if nobody used it since it was last started.</p>}>
        {report => <WorkspaceTable workspaces={report.workspaces} before={mapBefore(before, one => one.workspaces)} />}
      </Panel>
    </>
  );
}

const figuresOf = ({ idle_cost: cost }: Utilization): readonly Figure<Utilization>[] => [
  { id: 'running', title: 'Running', value: report => report.running_seconds, format: formatHours },
  { id: 'used', title: 'Used', value: report => report.used_seconds, format: formatHours },
  { id: 'idle', title: 'Idle', value: report => report.idle_seconds, format: formatHours, isBurden: true },
  { id: 'workspaces', title: 'Workspaces', value: report => report.workspaces_running, format: formatCount },
  { id: 'never-used', title: 'Never used', value: report => report.workspaces_never_used, format: formatCount, isBurden: true },
  ...(cost === undefined ? [] : [{ id: 'idle-cost', title: 'Cost of idle hours', value: (report: Utilization) => report.idle_cost, format: formatAmount, text: costText, isBurden: true }]),
];

/** Of what is much, whole numbers say enough. */
const formatAmount = (amount: number): string => (amount < 100 ? formatFine(amount) : formatCount(Math.round(amount)));

const costText = ({ cost, idle_cost: idle }: Use): string => `${formatAmount(idle!)} of ${formatAmount(cost ?? 0)}`;

function UtilizationExplanation(): JSX.Element {
  return (
    <>
      <p>A workspace runs from the end of a start to the next stop or deletion, as builds say. It is used in the minutes in which its owner used its template. What runs and is not used is idle.</p>
      <p>Where several workspaces of one user and template ran at once, the use is divided among them by how long they ran.</p>
      <p>What idle hours cost is in Coder’s credits of a day, or by the price of an hour that is given here.</p>
    </>
  );
}
