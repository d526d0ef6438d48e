import type { JSX } from 'preact';
import { useEffect } from 'preact/hooks';
import { getTemplates } from '../api/insights';
import { useResource } from '../api/resource';
import type { Template } from '../api/types';
import { OrganizationSelect } from '../controls/OrganizationSelect';
import { CrossReports } from '../cross/CrossReports';
import { useSignedIn } from '../session/session';
import { Notice } from '../ui/Notice';
import { useCompleteAddress, viewOf } from '../view/view';
import { Controls } from './Controls';
import { exportQuery, Panels } from './Panels';
import { useReports } from './useReports';

/** The same over all templates, and what compares them. */
export function DeploymentPage({ query }: { query: URLSearchParams }): JSX.Element {
  const { me } = useSignedIn();
  useEffect(() => { document.title = 'Deployment · Template Insights'; }, []);
  return me.permissions.view_all_insights ? <Deployment query={query} /> : (
    <Notice icon="lock" title="You may not view the insights of the whole deployment.">
      <p>Ask an owner of your Coder deployment for the permission to view all insights.</p>
    </Notice>
  );
}

function Deployment({ query }: { query: URLSearchParams }): JSX.Element {
  const { client } = useSignedIn();
  const view = viewOf(query, undefined, Date.now());
  const organization = query.get('organization') ?? undefined;
  const reports = useReports(view, { organization });
  const templates = useResource('templates', 0, signal => getTemplates(client, signal));
  useCompleteAddress(view, query);
  const templateOf = (id: string): Template | undefined => templates.state === 'ready' ? templates.data.find(one => one.id === id) : undefined;
  const templateName = (id: string): string => templateOf(id)?.display_name || templateOf(id)?.name || id;
  return (
    <>
      <div class="page-head">
        <div class="page-title"><h1>Deployment</h1><p class="faint">All templates together</p></div>
        <Controls view={view} query={exportQuery(reports, view)}><OrganizationSelect templates={templates.state === 'ready' ? templates.data : []} organization={organization} /></Controls>
      </div>
      <Panels reports={reports} view={view} templateName={templateName} />
      <CrossReports view={view} reports={reports} organization={organization} templateOf={templateOf} />
    </>
  );
}
