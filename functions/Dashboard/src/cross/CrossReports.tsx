import type { JSX } from 'preact';
import type { ScreenUser } from '../api/screen';
import type { Overview, Template } from '../api/types';
import { mapBefore, neverKnown } from '../figures/before';
import { BeforeNote } from '../figures/BeforeNote';
import type { Reports } from '../pages/useReports';
import { usePrivacy } from '../privacy/privacy';
import { useBeforeOf } from '../sections/answers';
import { useInView } from '../sections/inView';
import type { View } from '../view/view';
import { PoorLatencyPanel } from './PoorLatencyPanel';
import { UnchangedPanel } from './UnchangedPanel';
import { UnusedPanel } from './UnusedPanel';

interface Props {
  reports: Reports;
  view: View;
  templateOf: (id: string) => Template | undefined;
}

/** What they had before. */
type CrossBefore = Pick<Overview, 'unused_template_ids' | 'unused_apps' | 'unchanged_parameters'> & { users: readonly ScreenUser[] };

/** What only a look over all templates shows, and could go or be helped; which of them matter most is said at the top. */
export function CrossReports({ reports, view, templateOf }: Props): JSX.Element {
  const [seen, isSeen] = useInView<HTMLElement>();
  const isNamed = usePrivacy() === undefined;
  const before = useBeforeOf<CrossBefore>({ ...reports, view }, 'dashboard', isNamed && isSeen && reports.report.state === 'ready', { sections: 'users,overview,unused,parameters' });
  return (
    <>
      <h2 class="section-head">Across templates</h2>
      <div class="panels" aria-busy={before.isLoading}>
        {before.failure !== undefined && <BeforeNote before={before} view={view} />}
        <PoorLatencyPanel resource={reports.users} before={isNamed ? mapBefore(before, ({ users }) => users) : neverKnown} figures={reports.other.before} seen={seen} />
        <UnusedPanel before={before} overview={reports.cross.overview} templateOf={templateOf} />
        <UnchangedPanel before={before} overview={reports.cross.overview} usage={reports.report} templateOf={templateOf} />
      </div>
    </>
  );
}
