import type { JSX } from 'preact';
import { useEffect } from 'preact/hooks';
import { getOverview, getTemplates } from '../api/insights';
import { useRefresh } from '../api/refresh';
import { useResource } from '../api/resource';
import type { Template, TemplateOverview } from '../api/types';
import { compareTexts, plural } from '../format/text';
import { OrganizationSelect } from '../controls/OrganizationSelect';
import { useSignedIn } from '../session/session';
import { serverNow } from '../time/clock';
import { periodOf } from '../time/period';
import { addDays, browserZone, dayAt } from '../time/zone';
import { focusAround } from '../ui/arrival';
import { Icon } from '../ui/Icon';
import { Notice } from '../ui/Notice';
import { RetryButton } from '../ui/RetryButton';
import { SkeletonRows } from '../ui/Skeleton';
import { go, withQuery } from '../view/location';
import { TemplateCard } from './TemplateCard';

/** The templates that the caller may view, the most used first. */
export function TemplatesPage({ query }: { query: URLSearchParams }): JSX.Element {
  const { client } = useSignedIn();
  const zone = browserZone();
  const today = dayAt(serverNow(), zone);
  const tick = useRefresh(true);
  const templates = useResource('templates', tick, signal => getTemplates(client, signal));
  const period = periodOf({ start: addDays(today, -6), end: today }, zone, serverNow());
  const scope = { ...period, template_ids: undefined, organization_id: undefined };
  const overview = useResource(`overview ${today}`, tick, signal => getOverview(client, scope, zone, 'templates', signal));
  useEffect(() => { document.title = 'Templates · Template Insights'; }, []);

  if (templates.state === 'failed') {
    return <Notice icon="alert" title={templates.error.message}><p>{templates.error.detail}</p><RetryButton retry={templates.retry} /></Notice>;
  }

  if (templates.state === 'loading') {
    return <><Head /><div class="panel"><SkeletonRows count={8} /></div></>;
  }

  if (templates.data.length === 0) {
    return (
      <><Head /><Notice icon="lock" title="There is no template whose insights you may view.">
        <p>Ask an administrator of a template, or an owner of your Coder deployment, for the permission to view insights.</p>
      </Notice></>
    );
  }

  const [search, organization] = [query.get('q') ?? '', query.get('organization') ?? ''];
  const usage = new Map(overview.state === 'ready' ? overview.data.templates.map(one => [one.template_id, one]) : []);
  const found = templates.data.filter(template => matches(template, search, organization)).sort(byUse(usage));
  return (
    <>
      <Head count={templates.data.length} />
      <Filters templates={templates.data} search={search} organization={organization} />
      {overview.state === 'failed' && <p class="banner" role="alert"><Icon name="alert" />{overview.error.message} <RetryButton retry={overview.retry} /></p>}
      {found.length === 0
        ? <Notice icon="search" title="No template matches."><button type="button" class="button" onClick={event => { focusAround(event.currentTarget); go(withQuery({ q: '', organization: '' })); }}>Show all</button></Notice>
        : <ul class="cards" aria-label="Templates">{found.map(template => <TemplateCard key={template.id} template={template} overview={overview} usage={usage.get(template.id)} />)}</ul>}
    </>
  );
}

function Head({ count }: { count?: number }): JSX.Element {
  return (
    <div class="page-head">
      <div class="page-title">
        <h1>Templates</h1>
        <p class="faint">{count === undefined ? 'Usage of the last 7 days' : `${plural(count, 'template', 'templates')} · usage of the last 7 days`}</p>
      </div>
    </div>
  );
}

function Filters({ templates, search, organization }: { templates: readonly Template[]; search: string; organization: string }): JSX.Element {
  return (
    <div class="filters" role="search">
      <label class="search-box">
        <Icon name="search" /><span class="visually-hidden">Search templates</span>
        <input type="search" placeholder="Search templates" value={search} onInput={event => go(withQuery({ q: event.currentTarget.value }), 'replace')} />
      </label>
      <OrganizationSelect templates={templates} organization={organization} />
    </div>
  );
}

function matches(template: Template, search: string, organization: string): boolean {
  const wanted = search.trim().toLocaleLowerCase();
  return (organization === '' || template.organization_id === organization)
    && [template.name, template.display_name].some(name => name.toLocaleLowerCase().includes(wanted));
}

function byUse(usage: ReadonlyMap<string, TemplateOverview>): (one: Template, other: Template) => number {
  return (one, other) =>
    (usage.get(other.id)?.active_users ?? 0) - (usage.get(one.id)?.active_users ?? 0)
    || compareTexts(one.display_name || one.name, other.display_name || other.name);
}
