import type { JSX } from 'preact';
import { useEffect } from 'preact/hooks';
import { getTemplates } from '../api/insights';
import { useResource } from '../api/resource';
import type { Template } from '../api/types';
import { FilterChips } from '../controls/FilterChips';
import { OrganizationSelect } from '../controls/OrganizationSelect';
import { CrossReports } from '../cross/CrossReports';
import { RankingPanel } from '../cross/RankingPanel';
import { ComparisonPanel } from '../figures/ComparisonPanel';
import { FiguresPanel } from '../figures/FiguresPanel';
import { formatRange } from '../format/text';
import { AboutContext } from '../panels/EmptyState';
import { Section } from '../sections/Section';
import { PrivacyContext } from '../privacy/privacy';
import { PrivacyNote } from '../privacy/PrivacyNote';
import { SectionLinks, Sections } from '../sections/Sections';
import { organizationsOf, useSignedIn } from '../session/session';
import { serverNow } from '../time/clock';
import { SourcesPanel } from '../sources/SourcesPanel';
import { Link } from '../ui/Link';
import { Notice } from '../ui/Notice';
import { Problems } from '../ui/Problems';
import { quoted } from '../view/address';
import { comparedRange } from '../view/compared';
import { isId } from '../view/location';
import { useCompleteAddress, viewOf, type View } from '../view/view';
import { Controls } from './Controls';
import { FirstRun } from './FirstRun';
import { NamesMissing } from './NamesMissing';
import { exportQuery, Panels } from './Panels';
import { RecordedSince } from './RecordedSince';
import { useFirstLook } from './useFirstLook';
import { useReports } from './useReports';

/** The same over all templates, or those of an organization, and what compares them. Whether the caller may is for the API to say. */
export function DeploymentPage({ query }: { query: URLSearchParams }): JSX.Element {
  const { me } = useSignedIn();
  const asked = query.get('organization') ?? '';
  const organization = isId(asked) ? asked : me.permissions.view_all_insights ? undefined : organizationsOf(me)[0];
  useEffect(() => { document.title = 'Deployment · Template Insights'; }, []);
  return <Deployment key={organization} query={query} organization={organization} />;
}

interface Props {
  query: URLSearchParams;
  organization: string | undefined;
}

function Deployment({ query, organization }: Props): JSX.Element {
  const { client, me } = useSignedIn();
  const first = useFirstLook(query, organization ?? '');
  const asked = viewOf(query, { since: first.since }, serverNow());
  const isOfTemplate = asked.compared?.kind === 'template';
  const view: View = {
    ...asked,
    compared: isOfTemplate ? undefined : asked.compared,
    problems: [
      ...asked.problems, ...organizationProblem(query.get('organization')),
      ...(isOfTemplate ? ['A template is compared with another on its own page, and not here.'] : []),
    ],
  };
  const mayViewAll = me.permissions.view_all_insights;
  const reports = useReports(view, { organization });
  const templates = useResource('templates', 0, signal => getTemplates(client, signal));
  first.learn(reports);
  useCompleteAddress(view, query, first.isOver, { organization });
  if (reports.report.state === 'failed' && reports.report.error.isMissing) {
    return <Denied organization={organization} />;
  }

  const days = comparedRange(view.compared, view.range);
  const listed = templates.state === 'ready' ? templates.data : [];
  const templateOf = (id: string): Template | undefined => listed.find(one => one.id === id);
  const templateName = (id: string): string => templateOf(id)?.display_name || templateOf(id)?.name || id;
  const nameOfOrganization = (id: string | undefined): string | undefined => listed.find(one => one.organization_id === id)?.organization_display_name;
  const organizationName = nameOfOrganization(organization) || 'the organization';
  const isUnfed = mayViewAll && organization === undefined && reports.since === null && reports.report.state === 'ready' && reports.report.data.active_users === 0;
  return (
    <PrivacyContext.Provider value={reports.privacy}><AboutContext.Provider value={{ of: 'these templates', view, since: reports.since }}>
      <NamesMissing templates={templates} />
      <Problems problems={view.problems} />
      <div class="page-head" aria-busy={!first.isOver}>
        <div class="page-title"><h1>Deployment</h1><p class="faint">{organization === undefined ? 'All templates together' : <>All templates of <span translate={false}>{organizationName}</span> together</>}</p></div>
        <Controls view={view} query={exportQuery(reports, view)} scope={reports.scope}><OrganizationSelect templates={listed} organization={organization} isRequired={!mayViewAll} /></Controls>
      </div>
      {isUnfed ? <FirstRun mayIngest={me.permissions.ingest}><SourcesPanel zone={view.zone} /></FirstRun> : (
        <>
          <FilterChips filters={view.filters} scope={reports.scope} />
          <RecordedSince view={view} since={reports.since} />
          <PrivacyNote peopleSince={reports.peopleSince} />
          <SectionLinks />
          <div class="panels at-top">
            <FiguresPanel reports={reports} view={view} otherName={undefined} />
            {view.compared !== undefined && <ComparisonPanel reports={reports} view={view} name="" otherName={undefined} />}
            <RankingPanel cross={reports.cross} view={view} templateOf={templateOf} />
          </div>
          <Panels reports={reports} view={view} templateName={templateName} otherName={formatRange(days.start, days.end)} />
          <Sections subject={{ view, scope: reports.scope, tick: reports.tick, since: reports.since, other: reports.other, isTemplate: false, nameOfTemplate: templateName, nameOfOrganization: id => nameOfOrganization(id) || id }} />
          <CrossReports reports={reports} view={view} templateOf={templateOf} />
          {mayViewAll && organization === undefined && (
            <Section id="sources" title="Where it comes from" about="The deployments that usage is read from, and how that goes.">{() => <SourcesPanel zone={view.zone} />}</Section>
          )}
        </>
      )}
    </AboutContext.Provider></PrivacyContext.Provider>
  );
}

function organizationProblem(asked: string | null): string[] {
  return asked === null || asked === '' || isId(asked) ? [] : [`${quoted(asked)} is not the id of an organization.`];
}

function Denied({ organization }: { organization: string | undefined }): JSX.Element {
  return (
    <Notice icon="lock" title={`You may not view the insights of ${organization === undefined ? 'the whole deployment' : 'this organization'}.`}>
      <p>Ask an owner of your Coder deployment for the permission to view {organization === undefined ? 'all insights' : 'them'}.</p>
      <Link class="button" href="/">All templates</Link>
    </Notice>
  );
}
