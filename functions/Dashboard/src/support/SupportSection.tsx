import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import type { Latency, NamedAnswer, Signal, Support, SupportedUser } from '../api/answers';
import { AnswerSaveButton } from '../controls/ExportMenu';
import { nothingBefore } from '../figures/before';
import { BeforeNote } from '../figures/BeforeNote';
import type { Figure } from '../figures/figure';
import { FigureList } from '../figures/FigureList';
import { Was } from '../figures/Was';
import { formatCount, formatDate, formatDuration, formatMs, formatRange, plural } from '../format/text';
import { DataTable, type Column } from '../lists/DataTable';
import { useList } from '../lists/list';
import { Panel } from '../panels/Panel';
import { UserLink } from '../people/UserLink';
import { useBefore, useNamed, useSubject, type Subject } from '../sections/answers';
import { dayAt } from '../time/zone';
import { Notice } from '../ui/Notice';
import { SkeletonRows } from '../ui/Skeleton';

const words: Record<Signal, string> = { no_usage: 'No usage', fell: 'Usage fell', slower: 'Slower', below_group: 'Below the group' };
const signals = Object.keys(words) as Signal[];

/** Who may need help, and why. */
export function SupportSection(): JSX.Element {
  const subject = useSubject();
  const answer = useNamed<Support>('support', { names: 'true' });
  const before = useBefore<Support>('support', answer);
  const [only, setOnly] = useState<Signal | undefined>(undefined);
  const list = useList('signals');
  const inNeed = ({ report }: NamedAnswer<Support>): SupportedUser[] => inNeedOf(report);
  return (
    <>
      <BeforeNote before={before} {...subject} />
      <Panel
        title="Who needs help" icon="users" span="full" resource={answer} skeleton={<SkeletonRows count={6} />} isEmpty={data => inNeed(data).length === 0} explanation={<SupportExplanation />}
        empty={({ report }) => (report.users.length > 0 ? <Notice icon="check" title="Nobody stands out." /> : undefined)} headline={data => <>{plural(inNeed(data).length, 'user', 'users')} <Was now={inNeed(data).length} before={before} of={report => (report.previous.recorded === data.report.previous.recorded ? inNeedOf(report).length : undefined)} format={formatCount} isBurden /></>} actions={<AnswerSaveButton section="support" />}
        note={answer.state === 'ready' ? noteOf(answer.data.report, subject) : undefined}
      >
        {data => {
          const users = inNeed(data);
          return (
            <>
              <FigureList figures={figures} now={data.report} before={before} />
              <div class="segments within" role="group" aria-label="Why">
                <button type="button" aria-pressed={only === undefined} onClick={() => setOnly(undefined)}>All</button>
                {signals.map(signal => (
                  <button key={signal} type="button" aria-pressed={only === signal} onClick={() => setOnly(signal)}>{words[signal]} {formatCount(users.filter(user => user.signals.includes(signal)).length)}</button>
                ))}
              </div>
              <DataTable
                list={list} rows={users.filter(user => only === undefined || user.signals.includes(only))} columns={columnsOf(subject, data.names ?? {})} keyOf={user => user.user_id}
                textOf={user => `${user.username} ${data.names?.[user.user_id] ?? ''}`} name="Users who may need help" many="users" size={10} attributes={user => ({ 'data-user': user.user_id, 'data-signals': user.signals.join(' ') })}
              />
            </>
          );
        }}
      </Panel>
    </>
  );
}

const inNeedOf = ({ users }: Support): SupportedUser[] => users.filter(user => user.signals.length > 0);

/** How many a signal is of. What is told by a comparison cannot be where that was not recorded with which it is compared. */
const figures = signals.map((signal): Figure<Support> => ({
  id: signal, title: words[signal], format: formatCount, isBurden: true,
  value: ({ users, previous }) => (previous.recorded || !['fell', 'slower'].includes(signal) ? users.filter(user => user.signals.includes(signal)).length : undefined),
}));

/** What single users are compared with, where that is not what is said of all of them. */
function noteOf({ previous }: Support, { view }: Subject): JSX.Element | undefined {
  const days = <span translate={false}>{formatRange(dayAt(Date.parse(previous.start_time), view.zone), dayAt(Date.parse(previous.end_time) - 1, view.zone))}</span>;
  if (!previous.recorded) {
    return <>{days} was not recorded: what changed since then is not known.</>;
  }

  return view.compared === undefined ? undefined : <>What fell and got slower did since {days}</>;
}

const columnsOf = (subject: Subject, names: Record<string, string>): readonly Column<SupportedUser>[] => [
  { id: 'user', title: 'User', value: user => user.username, cell: user => <UserLink user={{ ...user, name: names[user.user_id] ?? '' }} /> },
  {
    id: 'signals', title: 'Why', value: user => user.signals.length,
    cell: user => <ul class="signals">{user.signals.map(signal => <li key={signal}><span class="badge signal">{words[signal]}</span> <span class="faint" translate={false}>{detailOf(signal, user, subject)}</span></li>)}</ul>,
  },
  { id: 'seconds', title: 'Time', class: 'number', value: user => user.seconds, cell: user => <b translate={false}>{formatDuration(user.seconds)}</b> },
  ownBefore('before', user => user.seconds, user => user.previous_seconds, formatDuration),
  { id: 'latency', title: 'Latency', class: 'number', value: user => user.latency_ms?.p50 ?? -1, cell: user => <span translate={false}>{user.latency_ms === undefined || user.latency_ms.p50 < 0 ? '–' : formatMs(user.latency_ms.p50)}</span> },
  ownBefore('latency-before', user => measured(user.latency_ms), user => measured(user.previous_latency_ms), formatMs, true),
  { id: 'apps', title: 'Works with', class: 'faint', value: user => user.apps[0]?.display_name ?? '', cell: user => <span translate={false}>{user.apps.map(app => app.display_name || app.slug).join(', ') || '–'}</span> },
  { id: 'workspaces', title: 'Workspaces', class: 'number faint', value: user => user.workspaces, cell: user => <span translate={false}>{formatCount(user.workspaces)}</span> },
];

const measured = (latency: Latency | undefined): number | undefined => (latency === undefined || latency.p50 < 0 ? undefined : latency.p50);

/** What a figure of a user was in the period before, which the report has itself. */
const ownBefore = (id: string, now: (user: SupportedUser) => number | undefined, was: (user: SupportedUser) => number | undefined, format: (value: number) => string, isBurden = false): Column<SupportedUser> => ({
  id, title: 'Before', class: 'number before', value: user => was(user) ?? -1, cell: user => <Was now={now(user)} before={{ ...nothingBefore, report: user }} of={was} format={format} isBurden={isBurden} />,
});

/** What a signal is about. */
function detailOf(signal: Signal, user: SupportedUser, { nameOfTemplate, view }: Subject): string {
  switch (signal) {
    case 'no_usage':
      return (user.no_usage_template_ids ?? []).map(nameOfTemplate).join(', ');
    case 'fell':
      return `${formatDuration(user.previous_seconds ?? 0)} → ${formatDuration(user.seconds)}`;
    case 'slower': {
      const change = `${formatMs(user.previous_latency_ms?.p50 ?? 0)} → ${formatMs(user.latency_ms?.p50 ?? 0)}`;
      return user.slower_since === undefined ? change : `${change}, ${formatDate(dayAt(Date.parse(user.slower_since), view.zone))}`;
    }
    case 'below_group':
      return user.below_group === undefined ? '' : `${user.below_group.name}: ${formatDuration(user.below_group.median_seconds)}`;
  }
}

function SupportExplanation(): JSX.Element {
  return (
    <dl>
      <dt>No usage</dt><dd>Has a workspace of a template, and did not use that template in the range.</dd>
      <dt>Usage fell</dt><dd>Half as much as in the range before, or less; that had an hour at least.</dd>
      <dt>Slower</dt><dd>The median latency is one and a half times that of the range before or more, and 25 ms above it; and the day since when.</dd>
      <dt>Below the group</dt><dd>A quarter of the median of his group’s active members, or less; the group has five at least.</dd>
    </dl>
  );
}
