import type { JSX } from 'preact';
import { mapResource } from '../api/resource';
import type { ScreenUser } from '../api/screen';
import type { AppUsage, ParameterUsage, TemplatesReport } from '../api/types';
import { appId } from '../controls/choices';
import { SaveButton } from '../controls/ExportMenu';
import type { Section } from '../controls/exports';
import { mapBefore, neverKnown } from '../figures/before';
import { BeforeNote } from '../figures/BeforeNote';
import { ActiveUsersPanel } from '../panels/ActiveUsersPanel';
import { ActivityPanel } from '../panels/ActivityPanel';
import { AppsPanel } from '../panels/AppsPanel';
import { LatencyPanel } from '../panels/LatencyPanel';
import { ParametersPanel } from '../panels/ParametersPanel';
import { valueText } from '../panels/ParameterValue';
import { activeIn } from '../people/figure';
import { ListedPeriod } from '../people/userColumn';
import { useWho } from '../people/useWho';
import { usePrivacy } from '../privacy/privacy';
import { useBeforeOf } from '../sections/answers';
import { useInView } from '../sections/inView';
import type { View } from '../view/view';
import type { Reports } from './useReports';

interface Props {
  reports: Reports;
  view: View;
  templateName?: (id: string) => string;
  /** The name of what the view is compared with. */
  otherName: string;
}

/** How far within the window what is seen is looked at, and does not only stick out at its end. */
const looked = '-20%';

/** What the lists of the panels had before: asked for when they are seen, which the first screen does not wait for. */
interface ListsBefore {
  report: TemplatesReport;
  users: readonly ScreenUser[];
}

/** The five panels that a template and the deployment have. */
export function Panels({ reports, view, templateName, otherName }: Props): JSX.Element {
  const query = exportQuery(reports, view);
  const behind = useWho();
  const [apps, hasSeenApps] = useInView<HTMLElement>(looked);
  const [parameters, hasSeenParameters] = useInView<HTMLElement>(looked);
  const isSeen = hasSeenApps || hasSeenParameters;
  const before = useBeforeOf<ListsBefore>({ ...reports, view }, 'dashboard', isSeen && reports.report.state === 'ready', { sections: 'report,users' });
  const reportBefore = mapBefore(before, ({ report }) => report);

  // A pseudonym is that of its period: nobody has it in another.
  const peopleBefore = usePrivacy() === undefined ? mapBefore(before, ({ users }) => users) : neverKnown;
  const showApp = behind.open && ((app: AppUsage): void => behind.open!(`Who used ${app.display_name || app.slug}`, [activeIn(reports.scope, view.zone, { apps: appId(app) })]));
  const showValue = behind.open && ((parameter: ParameterUsage, value: string): void => behind.open!(
    `Who has ${valueText(value, parameter)} in ${parameter.display_name || parameter.name}`,
    [{ name: value, query: { ...reports.scope, behind: 'parameter', timezone: view.zone, parameter: parameter.name, value }, definition: parameter }],
  ));
  const saver = (section: Section): JSX.Element => <SaveButton query={query} section={section} />;
  return (
    <ListedPeriod.Provider value={reports.scope}><div class="panels" aria-busy={before.isLoading}>
      {before.failure !== undefined && <BeforeNote before={before} view={view} />}
      <ActiveUsersPanel
        intervals={reports.intervals} report={reports.report} view={view} since={reports.since} scope={reports.scope} actions={saver('active-users')}
        before={reports.other.before} others={view.compared && { name: otherName, intervals: mapResource(reports.other.compared, one => one.interval_reports ?? []), since: reports.other.since }}
      />
      <LatencyPanel resource={reports.users} before={peopleBefore} figures={reports.other.before} actions={saver('user-latency')} />
      <AppsPanel resource={reports.report} before={mapBefore(reportBefore, one => one.apps_usage)} seen={apps} actions={saver('app-usage')} onOpen={showApp} />
      <ActivityPanel resource={reports.users} before={peopleBefore} figures={reports.other.before} actions={saver('user-activity')} {...(templateName && { templateName })} />
      <ParametersPanel resource={reports.report} before={mapBefore(reportBefore, one => one.parameters_usage)} seen={parameters} onOpen={showValue} actions={saver('parameters')} />
      {behind.dialog}
    </div></ListedPeriod.Provider>
  );
}

/** What an export of the view asks for. */
export function exportQuery(reports: Reports, view: View): Record<string, string | undefined> {
  return { ...reports.scope, interval: view.interval, timezone: view.zone };
}
