import { area, curveMonotoneX, line } from 'd3-shape';
import type { JSX } from 'preact';
import { formatCount } from '../format/text';
import { asItIs } from '../ui/wholeText';

const width = 120;
const height = 32;

interface Props {
  /** Null for what was not recorded. */
  values: readonly (number | null)[];
  name: string;
}

/** The shape of a few numbers, small; `name` says what they are, and the numbers, to who cannot see it. */
export function Sparkline({ values, name }: Props): JSX.Element {
  const top = Math.max(1, ...values.map(value => value ?? 0));
  const points = values
    .map((value, index): [number, number | null] => [2 + (index * (width - 4)) / Math.max(1, values.length - 1), value])
    .filter((point): point is [number, number] => point[1] !== null)
    .map(([x, value]): [number, number] => [x, height - 3 - (value / top) * (height - 6)]);
  const last = points.at(-1);
  return (
    <svg
      class="sparkline" viewBox={`0 0 ${width} ${height}`} role="img" {...asItIs}
      aria-label={`${name}: ${values.map(value => (value === null ? 'not recorded' : formatCount(value))).join(', ')}`}
    >
      {points.length < values.length && <rect class="unrecorded" x="0" y="1" width={points[0]?.[0] ?? width} height={height - 2} />}
      <path class="area" d={area<[number, number]>().curve(curveMonotoneX).x(at => at[0]).y0(height - 1).y1(at => at[1])(points) ?? ''} />
      <path class="line" d={line().curve(curveMonotoneX)(points) ?? ''} />
      {last !== undefined && <circle class="dot" cx={last[0]} cy={last[1]} r="2.2" />}
    </svg>
  );
}
