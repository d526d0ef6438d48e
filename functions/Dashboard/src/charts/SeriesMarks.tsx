import { area, line } from 'd3-shape';
import type { JSX } from 'preact';
import type { Point, Series } from './series';

interface Props {
  series: readonly Series[];
  points: readonly Point[];
  x: (index: number) => number;
  y: (value: number) => number;
  step: number;
  active: number | null;
}

/** The marks of series: bands behind bars behind lines. */
export function SeriesMarks({ series, points, x, y, step, active }: Props): JSX.Element {
  const of = (kind: Series['kind']): readonly Series[] => series.filter(one => one.kind === kind);
  return (
    <g class="marks">
      {of('band').map(one => <path key={one.name} class={`band tone-${one.tone}`} d={bandPath(one, x, y)} />)}
      <Bars series={of('bar')} count={points.length} x={x} y={y} step={step} />
      {of('line').map(one => (
        <g key={one.name} class={`series tone-${one.tone}`}>
          <path class={`series-line${one.isDashed ? ' dashed' : ''}`} d={line<number | null>().defined(value => value !== null).x((_, index) => x(index)).y(value => y(value!))([...one.values]) ?? ''} />
          {one.values.map((value, index) => value !== null && isAlone(one.values, index) && <circle key={index} class="series-dot" cx={x(index)} cy={y(value)} r="2.5" />)}
          {active !== null && typeof one.values[active] === 'number' && <circle class="series-dot" cx={x(active)} cy={y(one.values[active])} r="4" />}
        </g>
      ))}
    </g>
  );
}

function Bars({ series, count, x, y, step }: { series: readonly Series[]; count: number; x: Props['x']; y: Props['y']; step: number }): JSX.Element {
  const width = Math.min(56, step * 0.7);
  const bars: JSX.Element[] = [];
  for (let index = 0; index < count; index++) {
    let [up, down] = [0, 0];
    for (const { name, tone, values } of series) {
      const value = values[index] ?? 0;
      if (value !== 0) {
        const from = value > 0 ? up : down;
        const [one, other] = [y(from), y(from + value)];
        bars.push(<rect key={`${name} ${index}`} class={`series-bar tone-${tone}`} x={x(index) - width / 2} width={width} y={Math.min(one, other)} height={Math.abs(one - other)} />);
        value > 0 ? up += value : down += value;
      }
    }
  }

  return <g>{bars}</g>;
}

const bandPath = ({ values, lows = [] }: Series, x: Props['x'], y: Props['y']): string =>
  area<number | null>().defined((value, index) => value !== null && typeof lows[index] === 'number').x((_, index) => x(index)).y0((_, index) => y(lows[index]!)).y1(value => y(value!))([...values]) ?? '';

/** A value without a neighbour makes no line. */
const isAlone = (values: Series['values'], index: number): boolean => typeof values[index - 1] !== 'number' && typeof values[index + 1] !== 'number';
