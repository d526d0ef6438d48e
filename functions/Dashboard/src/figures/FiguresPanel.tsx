import type { JSX } from 'preact';
import { Change } from '../cross/Change';
import { formatRange } from '../format/text';
import type { Reports } from '../pages/useReports';
import { Panel } from '../panels/Panel';
import { Icon } from '../ui/Icon';
import { RetryButton } from '../ui/RetryButton';
import { SkeletonRows } from '../ui/Skeleton';
import { comparedRange } from '../view/compared';
import type { View } from '../view/view';
import { figures, usageOf, type Figure, type Usage } from './figure';
import type { Other } from './useOther';

interface Props {
  reports: Reports;
  other: Other;
  view: View;
  /** The name of the template that is compared with, where one is. */
  otherName: string | undefined;
}

/** The usage of a view in a few figures, which each say how they differ from what the view is compared with. */
export function FiguresPanel({ reports, other, view, otherName }: Props): JSX.Element {
  const usage = usageOf(reports);
  const { start, end } = comparedRange(view.compared, view.range);
  const isOpen = view.range.end >= view.today;
  return (
    <Panel
      title="Overview" icon="trend" span="full" resource={usage} skeleton={<SkeletonRows count={2} />} isEmpty={() => false}
      explanation={<FiguresExplanation />}
      note={<>Compared with <span translate={false}>{otherName ?? formatRange(start, end)}</span>{isOpen && view.compared?.kind !== 'template' && <span> up to the same hour of the last day</span>}</>}
    >
      {now => <>
        {other.usage.state === 'failed' && (
          <p class="banner" role="alert"><Icon name="alert" /><span>What it is compared with is missing: {other.usage.error.message}</span> <RetryButton retry={other.usage.retry} /></p>
        )}
        <dl class="overview">
          {figures.map(figure => (
            <div key={figure.id} class="figure" data-figure-of={figure.id} data-now={figure.value(now)} data-before={other.usage.state === 'ready' ? figure.value(other.usage.data) : undefined}>
              <dt><Icon name={figure.icon} /><span>{figure.title}</span></dt>
              <dd><FigureValue figure={figure} usage={now} /><Comparison figure={figure} now={now} other={other} /></dd>
            </div>
          ))}
        </dl>
      </>}
    </Panel>
  );
}

export function FigureValue({ figure, usage }: { figure: Figure; usage: Usage }): JSX.Element {
  const value = figure.value(usage);
  return <b class="figure-value" translate={false}>{value === undefined ? '–' : figure.format(value)}</b>;
}

function Comparison({ figure, now, other: { usage, since, start } }: { figure: Figure; now: Usage; other: Other }): JSX.Element {
  const before = usage.state === 'ready' ? figure.value(usage.data) : undefined;
  return (
    <span class="figure-change">
      <Change now={figure.value(now)} before={before} isRecorded={typeof since !== 'number' || since <= start} isBurden={figure.isBurden} />
      {before !== undefined && <span class="faint" translate={false}>{figure.format(before)}</span>}
    </span>
  );
}

function FiguresExplanation(): JSX.Element {
  return (
    <>
      <p>Each figure of the range, and below it how it differs from the range before, of the same length, or from what “Compare” says, with the figure of that.</p>
      <p>A range that is not over is compared with as much of the other: today until now with the same hours of the other’s last day.</p>
      <dl>
        <dt>Active users</dt><dd>People who used a workspace for a minute at least.</dd>
        <dt>Time in use</dt><dd>Their minutes, added up; a user’s half-hour counts 30 at most.</dd>
        <dt>Median latency</dt><dd>Half of the users have a median latency of this at most.</dd>
        <dt>Poor connections</dt><dd>Users whose median latency is above 300 ms.</dd>
      </dl>
    </>
  );
}
