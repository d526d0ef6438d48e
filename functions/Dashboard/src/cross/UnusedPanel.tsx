import type { JSX } from 'preact';
import type { Resource } from '../api/resource';
import type { OverviewAnswer, Template } from '../api/types';
import { plural } from '../format/text';
import { AppIcon } from '../panels/AppsPanel';
import { Panel } from '../panels/Panel';
import { Link } from '../ui/Link';
import { Monogram } from '../ui/Monogram';
import { Notice } from '../ui/Notice';
import { SkeletonRows } from '../ui/Skeleton';
import { templateUrl } from '../view/location';

type Report = OverviewAnswer['report'];

interface Props {
  overview: Resource<Report>;
  templateOf: (id: string) => Template | undefined;
}

const templatesOf = (report: Report): string[] => report.unused_template_ids ?? [];
const appsOf = (report: Report): NonNullable<Report['unused_apps']> => report.unused_apps ?? [];

/** What nobody used in the range: candidates to consolidate. */
export function UnusedPanel({ overview, templateOf }: Props): JSX.Element {
  const nameOf = (id: string): string => templateOf(id)?.display_name || templateOf(id)?.name || id;
  return (
    <Panel
      title="Unused in the range" icon="cube" span="half" resource={overview} skeleton={<SkeletonRows count={5} />}
      isEmpty={report => templatesOf(report).length + appsOf(report).length === 0}
      empty={report => (report.templates.length > 0 ? <Notice icon="check" title="Every template and every app was used." /> : undefined)}
      headline={report => `${plural(templatesOf(report).length, 'template', 'templates')}, ${plural(appsOf(report).length, 'app', 'apps')}`}
      note="Candidates to consolidate: templates without usage, and apps that nobody opened in a template that offers them."
    >
      {report => (
        <div class="scroll" tabIndex={0} role="region" aria-label="Unused templates and apps">
          {templatesOf(report).length > 0 && <h3>Templates</h3>}
          <ul class="people">
            {templatesOf(report).map(id => (
              <li key={id} class="unused" data-template={id}>
                <Monogram name={nameOf(id)} image={templateOf(id)?.icon ?? ''} shape="square" />
                <Link href={templateUrl(id)} class="name">{nameOf(id)}</Link>
              </li>
            ))}
          </ul>
          {appsOf(report).length > 0 && <h3>Apps</h3>}
          <ul class="people">
            {appsOf(report).map(app => (
              <li key={`${app.slug} ${app.display_name} ${app.icon}`} class="unused" data-app={app.slug}>
                <AppIcon app={app} />
                <span class="activity-body"><span class="name">{app.display_name || app.slug}</span><span class="faint">in {app.template_ids.map(nameOf).join(', ')}</span></span>
              </li>
            ))}
          </ul>
        </div>
      )}
    </Panel>
  );
}
