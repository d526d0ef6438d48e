import { area, curveMonotoneX, line } from 'd3-shape';
import type { JSX } from 'preact';
import { formatCount } from '../format/text';

const width = 120;
const height = 32;

/** The shape of a few numbers, small; `name` says what they are, and the numbers, to who cannot see it. */
export function Sparkline({ values, name }: { values: readonly number[]; name: string }): JSX.Element {
  const top = Math.max(1, ...values);
  const points = values.map((value, index): [number, number] =>
    [2 + (index * (width - 4)) / Math.max(1, values.length - 1), height - 3 - (value / top) * (height - 6)]);
  const last = points.at(-1);
  return (
    <svg class="sparkline" viewBox={`0 0 ${width} ${height}`} role="img" aria-label={`${name}: ${values.map(formatCount).join(', ')}`}>
      <path class="area" d={area<[number, number]>().curve(curveMonotoneX).x(at => at[0]).y0(height - 1).y1(at => at[1])(points) ?? ''} />
      <path class="line" d={line().curve(curveMonotoneX)(points) ?? ''} />
      {last !== undefined && <circle class="dot" cx={last[0]} cy={last[1]} r="2.2" />}
    </svg>
  );
}
