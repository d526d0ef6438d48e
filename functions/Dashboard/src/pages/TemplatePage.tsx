import type { JSX } from 'preact';
import { useEffect } from 'preact/hooks';
import { getTemplates } from '../api/insights';
import { useResource } from '../api/resource';
import type { Template } from '../api/types';
import { useSignedIn } from '../session/session';
import { Link } from '../ui/Link';
import { Monogram } from '../ui/Monogram';
import { Notice } from '../ui/Notice';
import { useCompleteAddress, viewOf, type View } from '../view/view';
import { Controls } from './Controls';
import { exportQuery, Panels } from './Panels';
import { useReports } from './useReports';

/** The Insights page of one template. */
export function TemplatePage({ id, query }: { id: string; query: URLSearchParams }): JSX.Element {
  const { client } = useSignedIn();
  const templates = useResource('templates', 0, signal => getTemplates(client, signal));
  if (templates.state === 'failed') {
    return <Notice icon="alert" title={templates.error.message}><button type="button" class="button" onClick={templates.retry}>Try again</button></Notice>;
  }

  // What is not in the list may still be looked at: usage comes before the catalog does. The interval depends on the template's age.
  return templates.state === 'loading'
    ? <div class="page-head" aria-busy="true"><span class="skeleton title-skeleton" /></div>
    : <Template key={id} id={id} template={templates.data.find(template => template.id === id)} query={query} />;
}

function Template({ id, template, query }: { id: string; template: Template | undefined; query: URLSearchParams }): JSX.Element {
  const view = viewOf(query, template?.created_at, Date.now());
  const reports = useReports(view, { template: id });
  useCompleteAddress(view, query);
  const name = template?.display_name || template?.name || id;
  useEffect(() => { document.title = `${name} · Template Insights`; }, [name]);
  const { report } = reports;
  const isDenied = report.state === 'failed' && report.error.isDenied;
  return (
    <>
      <Head name={name} template={template} view={view} query={exportQuery(reports, view)} isDenied={isDenied} />
      {isDenied ? <Denied /> : <Panels reports={reports} view={view} />}
    </>
  );
}

interface HeadProps {
  name: string;
  template: Template | undefined;
  view: View;
  query: Record<string, string | undefined>;
  isDenied: boolean;
}

function Head({ name, template, view, query, isDenied }: HeadProps): JSX.Element {
  const organization = template?.organization_display_name || template?.organization_name;
  return (
    <div class="page-head">
      <Monogram name={name} image={template?.icon ?? ''} shape="square" />
      <div class="page-title">
        <p class="crumbs"><Link href="/">Templates</Link>{organization !== undefined && <span>{organization}</span>}</p>
        <h1>{name}</h1>
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
