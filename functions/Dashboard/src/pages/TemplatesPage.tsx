import type { JSX } from 'preact';
import { useEffect } from 'preact/hooks';
import { getOverview, getTemplates } from '../api/insights';
import { useRefresh } from '../api/refresh';
import { useResource } from '../api/resource';
import type { Template, TemplateOverview } from '../api/types';
import { dayEnds } from '../charts/slots';
import { beforeOf, mapBefore, neverKnown, reachesBack, type Before } from '../figures/before';
import { plural } from '../format/text';
import { Pager } from '../lists/Pager';
import { pagesOf, useList } from '../lists/list';
import { PrivacyContext, shownUntil } from '../privacy/privacy';
import { PrivacyNote } from '../privacy/PrivacyNote';
import { useSignedIn } from '../session/session';
import { serverNow } from '../time/clock';
import { comparablePeriod, periodOf, rangeBefore } from '../time/period';
import { addDays, browserZone, dayAt } from '../time/zone';
import { focusAround } from '../ui/arrival';
import { Icon } from '../ui/Icon';
import { Notice } from '../ui/Notice';
import { RetryButton } from '../ui/RetryButton';
import { SkeletonRows } from '../ui/Skeleton';
import { go, withQuery } from '../view/location';
import { rememberSince } from './begun';
import { FirstRun } from './FirstRun';
import { TemplateCard } from './TemplateCard';
import { findTemplates, TemplateFilters } from './TemplateFilters';

const atOnce = 30;

const nothing = { active_users: 0, seconds: 0 };

/** The templates that the caller may view, the most used first. */
export function TemplatesPage({ query }: { query: URLSearchParams }): JSX.Element {
  const { client, me } = useSignedIn();
  const zone = browserZone();
  const today = dayAt(serverNow(), zone);
  const tick = useRefresh(true);
  const list = useList('active_users');
  const templates = useResource('templates', tick, signal => getTemplates(client, signal));
  const week = { start: addDays(today, -6), end: today };
  const scope = { ...periodOf(week, zone, serverNow()), template_ids: undefined, organization_id: undefined };
  const overview = useResource(`overview ${today}`, tick, signal => getOverview(client, scope, zone, signal));
  if (overview.state === 'ready') {
    rememberSince(client, '', overview.data.since);
    overview.data.value.templates.forEach(({ template_id: id, data_since: since }) => { if (since !== undefined) { rememberSince(client, id, Date.parse(since)); } });
  }

  const period = comparablePeriod(rangeBefore(week), week, zone, shownUntil(serverNow(), overview.state === 'ready' ? overview.data.privacy : undefined));
  const other = useResource(`overview before ${period.start_time} ${period.end_time}`, 0, overview.state === 'ready' ? signal => getOverview(client, { ...scope, ...period }, zone, signal) : undefined, true);
  const before = beforeOf(other, Date.parse(period.start_time), overview.state === 'ready', overview.state === 'ready' ? overview.data.privacy : undefined);
  useEffect(() => { document.title = 'Templates · Template Insights'; }, []);

  if (templates.state === 'failed') {
    return <Notice icon="alert" title={templates.error.message}><p>{templates.error.detail}</p><RetryButton retry={templates.retry} /></Notice>;
  }

  const isFirst = templates.state === 'ready' && templates.data.length === 0;
  if (templates.state === 'loading' || (isFirst && overview.state === 'loading')) {
    return <><Head /><div class="panel"><SkeletonRows count={8} /></div></>;
  }

  const used = overview.state === 'ready' ? overview.data.value.templates : [];
  const all = withUnlisted(templates.data, used);
  const mayViewAll = me.permissions.view_all_insights;
  const isUnfed = mayViewAll && overview.state === 'ready' && overview.data.since === null && used.length === 0;
  if (isUnfed && all.length === 0) {
    return <><Head /><FirstRun mayIngest={me.permissions.ingest} /></>;
  }

  if (all.length === 0) {
    return (
      <><Head />{mayViewAll ? <Notice icon="search" title="No template is known, and none was used in the last 7 days." /> : (
        <Notice icon="lock" title="There is no template whose insights you may view.">
          <p>Ask an administrator of a template, or an owner of your Coder deployment, for the permission to view insights.</p>
        </Notice>
      )}</>
    );
  }

  const usage = new Map(used.map(one => [one.template_id, one]));
  const ends = dayEnds(week.start, 7, zone);
  const beforeOfTemplate = (id: string): Before<Pick<TemplateOverview, 'active_users' | 'seconds'>> => {
    const since = Date.parse(usage.get(id)?.data_since ?? '');
    return reachesBack(Number.isNaN(since) ? undefined : since, Date.parse(period.start_time)) ? mapBefore(before, ({ templates: were }) => were.find(one => one.template_id === id) ?? nothing) : neverKnown;
  };
  const pages = pagesOf(findTemplates(all, usage, query, list), list.page, atOnce);
  return (
    <>
      <Head count={all.length} />
      <PrivacyContext.Provider value={overview.state === 'ready' ? overview.data.privacy : undefined}>
        {isUnfed && <FirstRun mayIngest={me.permissions.ingest} />}
        <PrivacyNote />
        <TemplateFilters templates={all} query={query} list={list} />
        {before.failure !== undefined && <p class="banner" role="alert"><Icon name="alert" />What it is compared with is missing: {before.failure.message} <RetryButton retry={before.failure.retry} /></p>}
        {overview.state === 'failed' && <p class="banner" role="alert"><Icon name="alert" />{overview.error.message} <RetryButton retry={overview.retry} /></p>}
        {pages.count === 0
          ? <Notice icon="search" title="No template matches."><button type="button" class="button" onClick={event => { focusAround(event.currentTarget); go(withQuery({ q: '', organization: '' })); }}>Show all</button></Notice>
          : <ul class="cards" aria-label="Templates" aria-busy={before.isLoading}>{pages.places.map(({ row, class: where }) => <TemplateCard key={row.id} template={row} overview={overview} usage={usage.get(row.id)} before={beforeOfTemplate(row.id)} ends={ends} where={where} />)}</ul>}
        {pages.count > 0 && <Pager list={list} pages={pages} many="templates" />}
      </PrivacyContext.Provider>
    </>
  );
}

/** Usage may come before the catalog does: its template is listed all the same, by its id. */
function withUnlisted(templates: readonly Template[], used: readonly TemplateOverview[]): Template[] {
  const known = new Set(templates.map(template => template.id));
  const unlisted = used.filter(one => !known.has(one.template_id));
  return [...templates, ...unlisted.map(({ template_id: id }) => ({ id, name: id, display_name: '', icon: '' }))];
}

function Head({ count }: { count?: number }): JSX.Element {
  return (
    <div class="page-head">
      <div class="page-title">
        <h1>Templates</h1>
        <p class="faint">{count === undefined ? 'Usage of the last 7 days, compared with the 7 before' : `${plural(count, 'template', 'templates')} · usage of the last 7 days, compared with the 7 before`}</p>
      </div>
    </div>
  );
}
