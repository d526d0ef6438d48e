import type { JSX } from 'preact';
import { formatRange } from '../format/text';
import type { Reports } from '../pages/useReports';
import { Panel } from '../panels/Panel';
import { usePrivacy } from '../privacy/privacy';
import { Icon } from '../ui/Icon';
import { RetryButton } from '../ui/RetryButton';
import { SkeletonRows } from '../ui/Skeleton';
import { comparedRange } from '../view/compared';
import type { View } from '../view/view';
import { useFigures } from './figure';
import { FigureList } from './FigureList';

interface Props {
  reports: Reports;
  view: View;
  /** The name of the template that is compared with, where one is. */
  otherName: string | undefined;
}

/** The usage of a view in a few figures, which each say how they differ from what the view is compared with. */
export function FiguresPanel({ reports, view, otherName }: Props): JSX.Element {
  const { start, end } = comparedRange(view.compared, view.range);
  const { compared, before } = reports.other;
  const figures = useFigures();
  const isNamed = usePrivacy() === undefined;
  const isOpen = view.range.end >= view.today;
  return (
    <Panel
      title="Overview" icon="trend" span="full" resource={reports.figures} skeleton={<SkeletonRows count={2} />} isEmpty={() => false}
      explanation={<FiguresExplanation />}
      note={<>Compared with <span translate={false}>{otherName ?? formatRange(start, end)}</span>{isOpen && view.compared?.kind !== 'template' && <span>{isNamed ? ' up to the same hour of the last day' : ' up to as much of it as is shown'}</span>}</>}
    >
      {now => <>
        {compared.state === 'failed' && (
          <p class="banner" role="alert"><Icon name="alert" /><span>What it is compared with is missing: {compared.error.message}</span> <RetryButton retry={compared.retry} /></p>
        )}
        <FigureList figures={figures} now={now} before={before} />
      </>}
    </Panel>
  );
}

function FiguresExplanation(): JSX.Element {
  const isNamed = usePrivacy() === undefined;
  return (
    <>
      <p>Each figure of the range, and below it how it differs from the range before, of the same length, or from what “Compare” says, with the figure of that.</p>
      <p>A range that is not over is compared with as much of the other: today until now with the same hours of the other’s last day.</p>
      <dl>
        <dt>Active users</dt><dd>People who used a workspace for a minute at least.</dd>
        <dt>Time in use</dt><dd>Their minutes, added up; a user’s half-hour counts 30 at most.</dd>
        <dt>Median latency</dt><dd>Half of the users have a median latency of this at most.</dd>
        <dt>Poor connections</dt><dd>Users whose median latency is above 300 ms.</dd>
        {isNamed && <><dt>Builds</dt><dd>Builds of workspaces that were made in the range, and those of them that failed.</dd></>}
      </dl>
    </>
  );
}
