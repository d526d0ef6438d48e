import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import type { Use, Utilization } from '../api/answers';
import { Meter } from '../charts/Meter';
import { AnswerSaveButton } from '../controls/ExportMenu';
import { formatCount, formatFine, formatHours, formatShare } from '../format/text';
import { Panel } from '../panels/Panel';
import { useAnswer, useSubject } from '../sections/answers';
import { Notice } from '../ui/Notice';
import { SkeletonRows } from '../ui/Skeleton';
import { useTable, UseTable, type UseRow } from './UseTable';
import { WorkspaceTable } from './WorkspaceTable';

/** What runs, how much of it is used, and what the rest costs. */
export function UtilizationSection(): JSX.Element {
  const { isTemplate, nameOfTemplate } = useSubject();
  const [rate, setRate] = useState('');
  const isRate = /^\d{1,6}(\.\d{1,4})?$/.test(rate);
  const use = useAnswer<Utilization>('utilization', { hourly_rate: isRate ? rate : undefined });
  const [templates, users] = [useTable(), useTable()];
  const isEmpty = (report: Utilization): boolean => report.running_seconds === 0;
  return (
    <>
      <Panel
        title="Running and used" icon="clock" span="full" resource={use} skeleton={<SkeletonRows count={4} />} isEmpty={isEmpty} explanation={<UtilizationExplanation />} source="builds"
        empty={report => (report.workspaces_unknown > 0 ? <Notice icon="info" title="It is not known when workspaces ran."><p>Builds that came in say neither that they start nor that they stop. A source or collector of today sends it.</p></Notice> : undefined)}
        headline={({ share }) => share !== undefined && <><b translate={false} data-figure="share">{formatShare(share)}</b> of the running time used</>} actions={<AnswerSaveButton section="utilization" hourly_rate={isRate ? rate : undefined} />}
      >
        {report => (
          <>
            <dl class="overview">
              {figuresOf(report).map(([id, title, value]) => <div key={id} class="figure"><dt>{title}</dt><dd><b class="figure-value" translate={false} data-figure={id}>{value}</b></dd></div>)}
            </dl>
            <p class="use-bar"><Meter share={report.share ?? 0} /></p>
            <label class="rate"><span>Price of an hour of a workspace</span><input inputMode="decimal" value={rate} placeholder="as Coder counts it" onInput={event => setRate(event.currentTarget.value.trim())} aria-invalid={rate !== '' && !isRate} /></label>
          </>
        )}
      </Panel>
      {!isTemplate && (
        <Panel title="Templates by idle time" icon="cube" span="half" resource={use} skeleton={<SkeletonRows count={5} />} isEmpty={isEmpty} source="builds">
          {report => <UseTable table={templates} rows={report.templates.map((one): UseRow => ({ ...one, id: one.template_id, name: nameOfTemplate(one.template_id) }))} many="templates" />}
        </Panel>
      )}
      <Panel title="Users by idle time" icon="users" span={isTemplate ? 'full' : 'half'} resource={use} skeleton={<SkeletonRows count={5} />} isEmpty={isEmpty} source="builds">
        {report => <UseTable table={users} rows={report.users.map((one): UseRow => ({ ...one, id: one.user_id, name: one.username, user: one }))} many="users" />}
      </Panel>
      <Panel title="Workspaces by idle time" icon="bars" span="full" resource={use} skeleton={<SkeletonRows count={6} />} isEmpty={isEmpty} source="builds" explanation={<p>A workspace was <b>never used</b> if nobody used it since it was last started.</p>}>
        {report => <WorkspaceTable workspaces={report.workspaces} />}
      </Panel>
    </>
  );
}

const figuresOf = (report: Utilization): [string, string, string][] => [
  ['running', 'Running', formatHours(report.running_seconds)],
  ['used', 'Used', formatHours(report.used_seconds)],
  ['idle', 'Idle', formatHours(report.idle_seconds)],
  ['workspaces', 'Workspaces', formatCount(report.workspaces_running)],
  ['never-used', 'Never used', formatCount(report.workspaces_never_used)],
  ...(report.idle_cost === undefined ? [] : [['idle-cost', 'Cost of idle hours', costText(report)] satisfies [string, string, string]]),
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
