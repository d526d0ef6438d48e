import { scaleLinear } from 'd3-scale';
import type { JSX } from 'preact';
import { asItIs } from '../ui/wholeText';
import { Legend } from './Legend';
import { SeriesMarks } from './SeriesMarks';
import { SeriesTable } from './SeriesTable';
import { domainOf, valueText, type Point, type Series } from './series';
import { usePick } from './usePick';
import { useSize } from './useSize';

// In rem, as text is, so that both grow together.
const space = { top: 0.75, right: 1.1, bottom: 1.65, left: 3.4, label: 4 };

interface Props {
  name: string;
  /** What the points are, such as days. */
  pointName: string;
  points: readonly Point[];
  series: readonly Series[];
  format: (value: number) => string;
  /** Shows who is behind a point. */
  onOpen?: ((place: number) => void) | undefined;
  onZoom?: (from: number, to: number) => void;
}

/** Several numbers for each of some points that follow one another, as lines, bands and bars that are stacked. */
export function SeriesChart({ name, pointName, points, series, format, onOpen, onZoom }: Props): JSX.Element {
  const [ref, { width, height, rem }] = useSize<HTMLDivElement>();
  const margin = { top: space.top * rem, right: space.right * rem, bottom: space.bottom * rem, left: space.left * rem };
  const labelWidth = space.label * rem;
  const step = Math.max(0, width - margin.left - margin.right) / Math.max(1, points.length);
  const { active, marked, handlers, clear } = usePick(ref, {
    count: points.length,
    placeAt: clientX => Math.floor((clientX - ref.current!.getBoundingClientRect().left - margin.left) / step),
    onOpen, onMark: onZoom,
  });
  const y = scaleLinear(domainOf(series, points.length), [height - margin.bottom, margin.top]).nice(4);
  const x = (index: number): number => margin.left + step * (index + 0.5);
  const every = Math.max(1, Math.ceil(labelWidth / Math.max(1, step)));
  const plain = { y: margin.top, height: height - margin.top - margin.bottom };
  const shown = active === null ? undefined : points[active];
  return (
    <>
      <div
        class={`slot-chart series-chart${onOpen === undefined ? '' : ' opens'}`} ref={ref} tabIndex={0} role="group" {...handlers}
        aria-label={`${name}: a chart of ${points.length} values. The arrow keys go through them${onOpen === undefined ? '' : ', Enter shows who it was'}${onZoom === undefined ? '' : ', Shift with them marks a range to show'}.`}
      >
        {width > 0 && (
          <svg class="chart" width={width} height={height} viewBox={`0 0 ${width} ${height}`} aria-hidden="true" focusable="false" {...asItIs}>
            {y.ticks(4).map(tick => (
              <g key={tick} class={tick === 0 ? 'axis zero' : 'axis'}>
                <line x1={margin.left} x2={width - margin.right} y1={y(tick)} y2={y(tick)} />
                <text x={margin.left - rem / 2} y={y(tick)} dy="0.32em" text-anchor="end">{format(Math.abs(tick))}</text>
              </g>
            ))}
            {points.map((point, index) => (points.length - 1 - index) % every === 0 && x(index) > margin.left + labelWidth / 3 && (
              <text key={index} class="tick-label" y={height - 0.35 * rem} x={Math.min(x(index), width - labelWidth / 2.6)} text-anchor="middle">{point.label}</text>
            ))}
            {marked !== null && <rect class="marked" x={margin.left + step * marked[0]} width={step * (marked[1] - marked[0] + 1)} {...plain} />}
            {active !== null && marked === null && <rect class="cursor" x={margin.left + step * active} width={step} {...plain} />}
            <SeriesMarks series={series} points={points} x={x} y={y} step={step} active={active} />
          </svg>
        )}
        {shown !== undefined && (
          <div class={`tooltip ${active! > points.length / 2 ? 'left' : 'right'}`} style={{ insetInlineStart: `${x(active!)}px` }}>
            <span class="tooltip-title" translate={false}>{shown.title}</span>
            {marked !== null && onZoom !== undefined
              ? <button type="button" class="button" onClick={() => { clear(); onZoom(...marked); }}>Show this range</button>
              : series.map(one => (
                <span key={one.name} class="tooltip-line"><span class={`swatch ${one.kind} tone-${one.tone}`} aria-hidden="true" /><span translate={false}>{one.name}</span><b translate={false}>{valueText(one, active!, format)}</b></span>
              ))}
            {shown.note !== undefined && <span class="tooltip-note">{shown.note}</span>}
          </div>
        )}
        <p class="visually-hidden" aria-live="polite">{shown === undefined ? '' : `${shown.title}: ${series.map(one => `${one.name} ${valueText(one, active!, format)}`).join(', ')}`}</p>
      </div>
      {series.length > 1 && <Legend series={series} />}
      <SeriesTable name={name} pointName={pointName} points={points} series={series} format={format} />
    </>
  );
}
