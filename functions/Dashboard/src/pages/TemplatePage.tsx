import type { JSX } from 'preact';
import { useEffect } from 'preact/hooks';
import { getTemplates, type Scope } from '../api/insights';
import { useResource, type Resource } from '../api/resource';
import type { Template } from '../api/types';
import { FilterChips } from '../controls/FilterChips';
import { ComparisonPanel } from '../figures/ComparisonPanel';
import { FiguresPanel } from '../figures/FiguresPanel';
import { formatRange } from '../format/text';
import { AboutContext } from '../panels/EmptyState';
import { PrivacyContext } from '../privacy/privacy';
import { PrivacyNote } from '../privacy/PrivacyNote';
import { SectionLinks, Sections } from '../sections/Sections';
import { useSignedIn } from '../session/session';
import { serverNow } from '../time/clock';
import { Link } from '../ui/Link';
import { Monogram } from '../ui/Monogram';
import { Notice } from '../ui/Notice';
import { Problems } from '../ui/Problems';
import { comparedRange } from '../view/compared';
import { isId } from '../view/location';
import { useCompleteAddress, viewOf, type View } from '../view/view';
import { Controls } from './Controls';
import { NamesMissing } from './NamesMissing';
import { exportQuery, Panels } from './Panels';
import { RecordedSince } from './RecordedSince';
import { useFirstLook } from './useFirstLook';
import { useReports } from './useReports';

/** The Insights page of one template. */
export function TemplatePage({ id, query }: { id: string; query: URLSearchParams }): JSX.Element {
  return isId(id) ? <OneTemplate key={id} id={id} query={query} /> : <NoTemplate />;
}

function OneTemplate({ id, query }: { id: string; query: URLSearchParams }): JSX.Element {
  const { client } = useSignedIn();
  const templates = useResource('templates', 0, signal => getTemplates(client, signal));

  // What is not in the list may still be looked at: usage comes before the catalog does.
  const template = templates.state === 'ready' ? templates.data.find(one => one.id === id) : undefined;

  // A first look depends on the template's age. An address that says what it shows does not wait for it.
  const isWaiting = templates.state === 'loading' && query.get('interval') === null;
  return isWaiting
    ? <div class="page-head" aria-busy="true"><span class="skeleton title-skeleton" /></div>
    : <Insights id={id} templates={templates} template={template} query={query} />;
}

interface Props {
  id: string;
  templates: Resource<Template[]>;
  template: Template | undefined;
  query: URLSearchParams;
}

function Insights({ id, templates, template, query }: Props): JSX.Element {
  const { me } = useSignedIn();
  const first = useFirstLook(query, id);
  const view = viewOf(query, { createdAt: template?.created_at, since: first.since }, serverNow());
  const reports = useReports(view, { template: id });
  first.learn(reports);
  useCompleteAddress(view, query, first.isOver);
  const name = templates.state === 'loading' ? undefined : template?.display_name || template?.name || id;
  useEffect(() => { document.title = `${name ?? 'Template'} · Template Insights`; }, [name]);
  const { report, since } = reports;
  const isDenied = report.state === 'failed' && report.error.isMissing;
  const isKnown = template !== undefined || since !== null || (report.state === 'ready' && report.data.parameters_usage.length > 0);
  if (templates.state === 'ready' && me.permissions.view_all_insights && !isKnown) {
    return <NoTemplate />;
  }

  const { compared } = view;
  const listed = templates.state === 'ready' ? templates.data : [];
  const otherTemplate = compared?.kind === 'template' ? nameOf(listed.find(one => one.id === compared.id)) ?? compared.id : undefined;
  const days = comparedRange(compared, view.range);
  return (
    <PrivacyContext.Provider value={reports.privacy}><AboutContext.Provider value={{ of: 'this template', view, since }}>
      <NamesMissing templates={templates} />
      <Problems problems={view.problems} />
      <Head name={name} template={template} view={view} query={exportQuery(reports, view)} scope={reports.scope} isDenied={isDenied} templates={listed.filter(one => one.id !== id)} />
      {isDenied ? <Denied /> : (
        <>
          <FilterChips filters={view.filters} scope={reports.scope} />
          <RecordedSince view={view} since={since} />
          <PrivacyNote peopleSince={reports.peopleSince} />
          <SectionLinks />
          <div class="panels at-top">
            <FiguresPanel reports={reports} view={view} otherName={otherTemplate} />
            {compared !== undefined && <ComparisonPanel reports={reports} view={view} name={name ?? ''} otherName={otherTemplate} />}
          </div>
          <Panels reports={reports} view={view} otherName={otherTemplate ?? formatRange(days.start, days.end)} />
          <Sections subject={{ view, scope: reports.scope, tick: reports.tick, since, other: reports.other, isTemplate: true, nameOfTemplate: one => nameOf(listed.find(template => template.id === one)) ?? one, nameOfOrganization: one => one }} />
        </>
      )}
    </AboutContext.Provider></PrivacyContext.Provider>
  );
}

interface HeadProps {
  /** Undefined while it is not known. */
  name: string | undefined;
  template: Template | undefined;
  view: View;
  query: Record<string, string | undefined>;
  scope: Scope;
  isDenied: boolean;
  /** The others. */
  templates: readonly Template[];
}

const nameOf = (template: Template | undefined): string | undefined => template?.display_name || template?.name;

function Head({ name, template, view, query, scope, isDenied, templates }: HeadProps): JSX.Element {
  const organization = template?.organization_display_name || template?.organization_name;
  return (
    <div class="page-head">
      <Monogram name={name ?? ''} image={template?.icon ?? ''} shape="square" />
      <div class="page-title">
        <p class="crumbs"><Link href="/">Templates</Link>{organization !== undefined && <span translate={false}>{organization}</span>}</p>
        {name === undefined ? <span class="skeleton title-skeleton" /> : <h1 translate={false}>{name}</h1>}
      </div>
      {!isDenied && <Controls view={view} query={query} scope={scope} templates={templates} />}
    </div>
  );
}

/** For who may know it: whoever views everything. */
function NoTemplate(): JSX.Element {
  const { me } = useSignedIn();
  return !me.permissions.view_all_insights ? <Denied /> : (
    <>
      <h1 class="visually-hidden">No such template</h1>
      <Notice icon="search" title="There is no template with this id.">
        <p>The catalog has none, and no usage of one was ever recorded. The link may be cut short, or the template be gone for longer than usage is kept.</p>
        <Link class="button" href="/">All templates</Link>
      </Notice>
    </>
  );
}

function Denied(): JSX.Element {
  return (
    <Notice icon="lock" title="You may not view the insights of this template, or it does not exist.">
      <p>Ask an administrator of the template, or an owner of your Coder deployment, for the permission to view its insights.</p>
      <Link class="button" href="/">All templates</Link>
    </Notice>
  );
}
