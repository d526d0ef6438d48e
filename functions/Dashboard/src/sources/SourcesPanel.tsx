import type { ComponentChildren, JSX } from 'preact';
import { useRefresh } from '../api/refresh';
import { useResource } from '../api/resource';
import type { Source, SourcesAnswer } from '../api/types';
import { formatCount, formatInstant, formatSince, plural } from '../format/text';
import { Panel } from '../panels/Panel';
import { useSignedIn } from '../session/session';
import { Icon } from '../ui/Icon';
import { Notice } from '../ui/Notice';
import { SkeletonRows } from '../ui/Skeleton';
import { healthOf } from './health';

/** Where usage comes from, and how that goes: for who answers for it. */
export function SourcesPanel({ zone }: { zone: string }): JSX.Element {
  const { client } = useSignedIn();
  const tick = useRefresh(true);
  const sources = useResource('sources', tick, signal => client.get<SourcesAnswer>('admin/sources', {}, signal));
  return (
    <Panel
      title="Sources" icon="plug" span="full" resource={sources} skeleton={<SkeletonRows count={4} />} isEmpty={({ sources: all }) => all.length === 0}
      empty={() => <Notice icon="plug" title="No Coder is connected."><p>What is shown was posted to the API. <code translate={false}>docs/connect-coder.md</code> in the repository says how to connect one.</p></Notice>}
      headline={({ sources: all }) => <>{plural(all.length, 'source', 'sources')}</>} explanation={<SourcesExplanation />}
    >
      {({ sources: all }) => <ul class="sources">{all.map(source => <SourceCard key={source.id} source={source} zone={zone} />)}</ul>}
    </Panel>
  );
}

function SourceCard({ source, zone }: { source: Source; zone: string }): JSX.Element {
  const { tone, icon, word } = healthOf(source);
  return (
    <li class="source" data-source={source.id} data-health={tone}>
      <header>
        <h3 translate={false}>{source.name}</h3>
        <span class={`grade ${tone}`}><span class="grade-word"><Icon name={icon} size={12} />{word}</span></span>
      </header>
      {source.error !== undefined && <p class="banner" role="alert"><Icon name="alert" /><span translate={false}>{source.error}</span></p>}
      {source.problems.map(problem => <p key={problem} class="banner"><Icon name="info" /><span translate={false}>{problem}</span></p>)}
      <Progress source={source} />
      <dl class="facts">
        <Fact name="Last poll">{source.polled_at === undefined ? <>None yet</> : <span translate={false}>{formatInstant(source.polled_at, zone)}</span>}</Fact>
        <Fact name="Lag">{source.lag_seconds === undefined ? <>No poll has succeeded yet</> : <b translate={false} data-figure="lag">{formatSince(source.lag_seconds)}</b>}</Fact>
        <Fact name="Usage read up to">{source.newest_report_at === undefined ? <>–</> : <span translate={false}>{formatInstant(source.newest_report_at, zone)}</span>}</Fact>
        <Fact name="Rows read"><b translate={false} data-figure="rows-read">{formatCount(source.rows_read)}</b></Fact>
        <Fact name="Rows sent"><b translate={false} data-figure="rows-sent">{formatCount(source.rows_sent)}</b></Fact>
        {source.rows_refused > 0 && <Fact name="Rows refused"><b translate={false}>{formatCount(source.rows_refused)}</b></Fact>}
        {source.followed_since !== undefined && <Fact name="Followed since"><span translate={false}>{formatInstant(source.followed_since, zone)}</span></Fact>}
      </dl>
      {(source.omits ?? []).length > 0 && <ul class="omits faint">{source.omits!.map(text => <li key={text}>{text}</li>)}</ul>}
    </li>
  );
}

function Fact({ name, children }: { name: string; children: ComponentChildren }): JSX.Element {
  return <div><dt>{name}</dt><dd>{children}</dd></div>;
}

/** How much of the history has been read. Days are left only while there is more to read. */
function Progress({ source: { history, history_days_left: left } }: { source: Source }): JSX.Element | null {
  if (left <= 0) {
    return null;
  }

  const share = history === undefined || history.days === 0 ? undefined : 1 - left / history.days;
  return (
    <p class="history">
      {share !== undefined && <progress max={1} value={share} aria-label="History that has been read" />}
      <span class="faint"><b translate={false} data-figure="days-left">{formatCount(Math.ceil(left))}</b> {Math.ceil(left) === 1 ? 'day' : 'days'} of history still to be read</span>
    </p>
  );
}

function SourcesExplanation(): JSX.Element {
  return (
    <>
      <p>A source reads a Coder deployment: its history once, and what goes on every minute or so.</p>
      <dl>
        <dt>Lag</dt><dd>The time since the last poll that succeeded.</dd>
        <dt>Rows</dt><dd>What was read of Coder’s database, and what of it was sent on: what says the same as before is not.</dd>
        <dt>Late</dt><dd>No poll has succeeded for five times as long as one should take to come.</dd>
      </dl>
    </>
  );
}
