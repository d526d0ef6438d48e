import type { JSX } from 'preact';
import { useEffect } from 'preact/hooks';
import { getTemplates } from '../api/insights';
import { useResource, type Resource } from '../api/resource';
import type { Template } from '../api/types';
import { useSignedIn } from '../session/session';
import { serverNow } from '../time/clock';
import { Link } from '../ui/Link';
import { Monogram } from '../ui/Monogram';
import { Notice } from '../ui/Notice';
import { isId } from '../view/location';
import { useCompleteAddress, viewOf, type View } from '../view/view';
import { Controls } from './Controls';
import { NamesMissing } from './NamesMissing';
import { exportQuery, Panels } from './Panels';
import { useReports } from './useReports';

/** The Insights page of one template. */
export function TemplatePage({ id, query }: { id: string; query: URLSearchParams }): JSX.Element {
  return isId(id) ? <OneTemplate key={id} id={id} query={query} /> : <Denied />;
}

function OneTemplate({ id, query }: { id: string; query: URLSearchParams }): JSX.Element {
  const { client } = useSignedIn();
  const templates = useResource('templates', 0, signal => getTemplates(client, signal));

  // The interval of a first look depends on the template's age. An address that has one asks for nothing else of the list.
  return templates.state === 'loading' && query.get('interval') === null
    ? <div class="page-head" aria-busy="true"><span class="skeleton title-skeleton" /></div>
    : <Insights id={id} templates={templates} query={query} />;
}

function Insights({ id, templates, query }: { id: string; templates: Resource<Template[]>; query: URLSearchParams }): JSX.Element {
  // What is not in the list may still be looked at: usage comes before the catalog does.
  const template = templates.state === 'ready' ? templates.data.find(one => one.id === id) : undefined;
  const view = viewOf(query, template?.created_at, serverNow());
  const reports = useReports(view, { template: id });
  useCompleteAddress(view, query);
  const name = templates.state === 'loading' ? undefined : template?.display_name || template?.name || id;
  useEffect(() => { document.title = `${name ?? 'Template'} · Template Insights`; }, [name]);
  const { report } = reports;
  const isDenied = report.state === 'failed' && report.error.isDenied;
  return (
    <>
      <NamesMissing templates={templates} />
      <Head name={name} template={template} view={view} query={exportQuery(reports, view)} isDenied={isDenied} />
      {isDenied ? <Denied /> : <Panels reports={reports} view={view} />}
    </>
  );
}

interface HeadProps {
  /** Undefined while it is not known. */
  name: string | undefined;
  template: Template | undefined;
  view: View;
  query: Record<string, string | undefined>;
  isDenied: boolean;
}

function Head({ name, template, view, query, isDenied }: HeadProps): JSX.Element {
  const organization = template?.organization_display_name || template?.organization_name;
  return (
    <div class="page-head">
      <Monogram name={name ?? ''} image={template?.icon ?? ''} shape="square" />
      <div class="page-title">
        <p class="crumbs"><Link href="/">Templates</Link>{organization !== undefined && <span>{organization}</span>}</p>
        {name === undefined ? <span class="skeleton title-skeleton" /> : <h1>{name}</h1>}
      </div>
      {!isDenied && <Controls view={view} query={query} />}
    </div>
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
