import type { JSX } from 'preact';
import type { Template } from '../api/types';
import type { Reports } from '../pages/useReports';
import { PoorLatencyPanel } from './PoorLatencyPanel';
import { UnchangedPanel } from './UnchangedPanel';
import { UnusedPanel } from './UnusedPanel';

interface Props {
  reports: Reports;
  templateOf: (id: string) => Template | undefined;
}

/** What only a look over all templates shows, and could go or be helped; which of them matter most is said at the top. */
export function CrossReports({ reports, templateOf }: Props): JSX.Element {
  return (
    <>
      <h2 class="section-head">Across templates</h2>
      <div class="panels">
        <PoorLatencyPanel resource={reports.users} />
        <UnusedPanel overview={reports.cross.overview} templateOf={templateOf} />
        <UnchangedPanel overview={reports.cross.overview} usage={reports.report} templateOf={templateOf} />
      </div>
    </>
  );
}
