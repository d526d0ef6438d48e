import type { JSX } from 'preact';
import { mapResource } from '../api/resource';
import type { AppUsage, ParameterUsage } from '../api/types';
import { appId } from '../controls/choices';
import { SaveButton } from '../controls/ExportMenu';
import type { Section } from '../controls/exports';
import { ActiveUsersPanel } from '../panels/ActiveUsersPanel';
import { ActivityPanel } from '../panels/ActivityPanel';
import { AppsPanel } from '../panels/AppsPanel';
import { LatencyPanel } from '../panels/LatencyPanel';
import { ParametersPanel } from '../panels/ParametersPanel';
import { valueText } from '../panels/ParameterValue';
import { activeIn } from '../people/figure';
import { ListedPeriod } from '../people/userColumn';
import { useWho } from '../people/useWho';
import type { View } from '../view/view';
import type { Reports } from './useReports';

interface Props {
  reports: Reports;
  view: View;
  templateName?: (id: string) => string;
  /** The name of what the view is compared with. */
  otherName: string;
}

/** The five panels that a template and the deployment have. */
export function Panels({ reports, view, templateName, otherName }: Props): JSX.Element {
  const query = exportQuery(reports, view);
  const behind = useWho();
  const showApp = behind.open && ((app: AppUsage): void => behind.open!(`Who used ${app.display_name || app.slug}`, [activeIn(reports.scope, view.zone, { apps: appId(app) })]));
  const showValue = behind.open && ((parameter: ParameterUsage, value: string): void => behind.open!(
    `Who has ${valueText(value, parameter)} in ${parameter.display_name || parameter.name}`,
    [{ name: value, query: { ...reports.scope, behind: 'parameter', timezone: view.zone, parameter: parameter.name, value }, definition: parameter }],
  ));
  const saver = (section: Section): JSX.Element => <SaveButton query={query} section={section} />;
  return (
    <ListedPeriod.Provider value={reports.scope}><div class="panels">
      <ActiveUsersPanel
        intervals={reports.intervals} report={reports.report} view={view} since={reports.since} scope={reports.scope} actions={saver('active-users')}
        others={view.compared && { name: otherName, intervals: mapResource(reports.other.compared, one => one.interval_reports ?? []), since: reports.other.since }}
      />
      <LatencyPanel resource={reports.users} actions={saver('user-latency')} />
      <AppsPanel resource={reports.report} actions={saver('app-usage')} onOpen={showApp} />
      <ActivityPanel resource={reports.users} actions={saver('user-activity')} {...(templateName && { templateName })} />
      <ParametersPanel resource={reports.report} onOpen={showValue} actions={saver('parameters')} />
      {behind.dialog}
    </div></ListedPeriod.Provider>
  );
}

/** What an export of the view asks for. */
export function exportQuery(reports: Reports, view: View): Record<string, string | undefined> {
  return { ...reports.scope, interval: view.interval, timezone: view.zone };
}
