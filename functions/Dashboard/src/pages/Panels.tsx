import type { JSX } from 'preact';
import type { AppUsage } from '../api/types';
import { appId } from '../controls/choices';
import { SaveButton } from '../controls/ExportMenu';
import type { Section } from '../controls/exports';
import type { Other } from '../figures/useOther';
import { ActiveUsersPanel } from '../panels/ActiveUsersPanel';
import { ActivityPanel } from '../panels/ActivityPanel';
import { AppsPanel } from '../panels/AppsPanel';
import { LatencyPanel } from '../panels/LatencyPanel';
import { ParametersPanel } from '../panels/ParametersPanel';
import { useWho } from '../people/useWho';
import type { View } from '../view/view';
import type { Reports } from './useReports';

interface Props {
  reports: Reports;
  view: View;
  templateName?: (id: string) => string;
  /** What the view is compared with, and its name. */
  other: Other;
  otherName: string;
}

/** The five panels that a template and the deployment have. */
export function Panels({ reports, view, templateName, other, otherName }: Props): JSX.Element {
  const query = exportQuery(reports, view);
  const behind = useWho();
  const showApp = (app: AppUsage): void => behind.open(`Who used ${app.display_name || app.slug}`, [{ ...reports.scope, apps: appId(app) }]);
  const saver = (section: Section): JSX.Element => <SaveButton query={query} section={section} />;
  return (
    <div class="panels">
      <ActiveUsersPanel
        intervals={reports.intervals} report={reports.report} view={view} since={reports.since} scope={reports.scope} actions={saver('active-users')}
        others={other.intervals && { name: otherName, intervals: other.intervals, since: other.since }}
      />
      <LatencyPanel resource={reports.latency} actions={saver('user-latency')} />
      <AppsPanel resource={reports.report} actions={saver('app-usage')} onOpen={showApp} />
      <ActivityPanel resource={reports.activity} actions={saver('user-activity')} {...(templateName && { templateName })} />
      <ParametersPanel resource={reports.report} actions={saver('parameters')} />
      {behind.dialog}
    </div>
  );
}

/** What an export of the view asks for. */
export function exportQuery(reports: Reports, view: View): Record<string, string | undefined> {
  return { ...reports.scope, interval: view.interval, timezone: view.zone };
}
