import type { JSX } from 'preact';
import { formatMs } from '../format/text';
import { moderateFrom, poorAbove } from './latency';

/** How latency is computed, and what its grades mean. */
export function LatencyExplanation(): JSX.Element {
  return (
    <>
      <p>Latency is the time from the workspace to the user’s machine and back, as the agent of the workspace reports it. Of each half-hour of use the median of these reports is taken.</p>
      <p><b>Median</b> and <b>p95</b> are of those half-hours of the range: half of them, and 95 of 100, were at most as slow.</p>
      <dl>
        <dt>Good</dt><dd>The median is below {formatMs(moderateFrom)}.</dd>
        <dt>Moderate</dt><dd>It is from {formatMs(moderateFrom)} to {formatMs(poorAbove)}.</dd>
        <dt>Poor</dt><dd>It is above {formatMs(poorAbove)}: typing lags.</dd>
        <dt>No data</dt><dd>The user was active, and no latency was measured.</dd>
      </dl>
    </>
  );
}
