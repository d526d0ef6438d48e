import type { JSX } from 'preact';
import { useEffect } from 'preact/hooks';
import type { UserAnswer } from '../api/answers';
import { useRefresh } from '../api/refresh';
import { mapResource, useResource } from '../api/resource';
import type { UserReport } from '../api/answers';
import { RangePicker } from '../controls/RangePicker';
import { ZonePicker } from '../controls/ZonePicker';
import { beforeOf, mapBefore } from '../figures/before';
import { formatInstant, formatRange } from '../format/text';
import { AboutContext } from '../panels/EmptyState';
import { Withheld } from '../privacy/Withheld';
import { OwnRevealsPanel } from '../reveals/OwnRevealsPanel';
import { RevealsPanel } from '../reveals/RevealsPanel';
import { useSignedIn } from '../session/session';
import { serverNow } from '../time/clock';
import { comparablePeriod, periodOf } from '../time/period';
import { Icon } from '../ui/Icon';
import { Link } from '../ui/Link';
import { Monogram } from '../ui/Monogram';
import { Notice } from '../ui/Notice';
import { Problems } from '../ui/Problems';
import { KnownSince } from '../user/KnownSince';
import { ErasurePanel } from '../user/ErasurePanel';
import { OwnDataPanel } from '../user/OwnDataPanel';
import { UserPanels } from '../user/UserPanels';
import { comparedRange } from '../view/compared';
import { isId } from '../view/location';
import { show, useCompleteAddress, viewOf } from '../view/view';

/** What is known of one user: of oneself all of it, of others as far as one may view the templates. */
export function UserPage({ id, query }: { id: string; query: URLSearchParams }): JSX.Element {
  return id === 'me' || isId(id) ? <OneUser key={id} id={id} query={query} /> : <NoUser isOwn={false} />;
}

function OneUser({ id, query }: { id: string; query: URLSearchParams }): JSX.Element {
  const { client, me } = useSignedIn();
  const view = viewOf(query, {}, serverNow());
  const tick = useRefresh(view.range.end >= view.today);
  useCompleteAddress(view, query);
  const answer = useResource(`user ${id} ${view.range.start} ${view.range.end} ${view.zone}`, tick, signal =>
    client.get<UserAnswer>(`insights/users/${id}`, { ...periodOf(view.range, view.zone, serverNow()), timezone: view.zone }, signal));
  const period = comparablePeriod(comparedRange(view.compared, view.range), view.range, view.zone, serverNow());

  // An officer to whom somebody is revealed has asked for the days that are looked at, and for no others.
  const isComparable = answer.state === 'ready' && answer.data.reveal === undefined;
  const other = useResource(`user ${id} before ${period.start_time} ${period.end_time} ${view.zone}`, 0, isComparable ? signal =>
    client.getRecorded<UserAnswer>(`insights/users/${id}`, { ...period, timezone: view.zone }, signal) : undefined, true);
  const before = mapBefore(beforeOf(other, Date.parse(period.start_time), isComparable), ({ report }): UserReport => report);
  const isOwn = id === 'me' || id === me.id;
  const known = answer.state === 'ready' ? answer.data.report : undefined;
  const username = known?.username ?? (isOwn ? me.username : undefined);
  const name = known?.name || username;
  useEffect(() => { document.title = `${name ?? 'User'} · Template Insights`; }, [name]);
  const seesReveals = isOwn && (me.permissions.reveal === true || me.permissions.oversee_reveals === true);
  const desk = seesReveals ? <div class="panels" id="reveals"><RevealsPanel query={query} /></div> : null;
  if (answer.state === 'failed' && answer.error.isWithheld) {
    return <><WithheldUser isOwn={isOwn} />{desk}</>;
  }

  if (answer.state === 'failed' && answer.error.isMissing) {
    return <><NoUser isOwn={isOwn} />{desk}</>;
  }

  return (
    <AboutContext.Provider value={{ of: isOwn ? 'you' : 'this user', view }}>
      <Problems problems={view.problems} />
      <div class="page-head">
        <Monogram name={username ?? ''} image={known?.avatar_url ?? ''} shape="round" />
        <div class="page-title">
          <p class="crumbs">{isOwn ? <span>What is known of you, as others see it</span> : <span translate={false}>{username ?? ''}</span>}</p>
          {name === undefined ? <span class="skeleton title-skeleton" /> : <h1 translate={false}>{name}</h1>}
        </div>
        <div class="controls">
          <RangePicker view={view} />
          <ZonePicker zone={view.zone} onChange={zone => show(view, { zone })} />
        </div>
        <p class="print-only" translate={false}>{formatRange(view.range.start, view.range.end)}, {view.zone}</p>
      </div>
      {answer.state === 'ready' && answer.data.reveal !== undefined && (
        <p class="recorded-since faint"><Icon name="shield" /><span>Shown to you alone by a reveal, until <span translate={false}>{formatInstant(answer.data.reveal.ends_at, view.zone)}</span>. Each look is in the audit, and {name} sees it.</span></p>
      )}
      {known !== undefined && <KnownSince start={known.start_time} view={view} />}
      <UserPanels resource={mapResource(answer, ({ report }) => report)} before={before} view={view} />
      <div class="panels">
        {isOwn && answer.state === 'ready' && answer.data.reveals !== undefined && <OwnRevealsPanel resource={mapResource(answer, ({ reveals }) => reveals ?? [])} zone={view.zone} />}
        {isOwn && answer.state === 'ready' && <OwnDataPanel />}
        {known !== undefined && me.permissions.administer && <ErasurePanel key={known.user_id} id={known.user_id} username={known.username} name={known.name || known.username} />}
      </div>
      {desk}
    </AboutContext.Provider>
  );
}

/** For who may view the templates, and may not see single people; of oneself a token that somebody else may have made says nothing. */
function WithheldUser({ isOwn }: { isOwn: boolean }): JSX.Element {
  return (
    <>
      <h1 class="visually-hidden">Not shown here</h1>
      <Withheld>{isOwn ? 'What is known of you is shown to you alone: sign in with your organization, not with a token, which somebody else may have made.' : 'It is not shown here what single people do.'}</Withheld>
    </>
  );
}

function NoUser({ isOwn }: { isOwn: boolean }): JSX.Element {
  return (
    <>
      <h1 class="visually-hidden">{isOwn ? 'Nothing is known of you' : 'No such user'}</h1>
      {isOwn ? (
        <Notice icon="search" title="Nothing is known of you."><p>Your sign-in stands for nobody who has used a workspace, such as a token that is not a user’s.</p><Link class="button" href="/">All templates</Link></Notice>
      ) : (
        <Notice icon="lock" title="There is no such user, or nothing of theirs that you may view."><p>You see what somebody did in the templates whose insights you may view.</p><Link class="button" href="/">All templates</Link></Notice>
      )}
    </>
  );
}
