import { area, curveMonotoneX, line } from 'd3-shape';
import type { JSX } from 'preact';
import type { ChartSlot } from './slots';

/** Up to how many slots are bars; more are a line. */
const maxBars = 16;
const widestBar = 56;

interface Props {
  slots: readonly ChartSlot[];
  step: number;
  x: (index: number) => number;
  y: (value: number) => number;
  bottom: number;
  active: number | null;
}

/** The marks of a chart of slots. A slot that is not over is hatched, or dashed: it will still grow. */
export function SlotMarks(props: Props): JSX.Element {
  return props.slots.length <= maxBars ? <Bars {...props} /> : <Line {...props} />;
}

function Bars({ slots, step, x, y, bottom, active }: Props): JSX.Element {
  const width = Math.min(widestBar, step * 0.62);
  return (
    <g class="marks">
      <defs>
        <pattern id="hatch" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
          <rect class="hatch-ground" width="6" height="6" />
          <rect class="hatch-line" width="2.5" height="6" />
        </pattern>
      </defs>
      {slots.map((slot, index) => slot.isRecorded && slot.value > 0 && (
        <rect
          key={index} class={`bar${slot.isPartial ? ' partial' : ''}${active === index ? ' active' : ''}`} data-value={slot.value}
          x={x(index) - width / 2} width={width} y={y(slot.value)} height={bottom - y(slot.value)} fill={slot.isPartial ? 'url(#hatch)' : undefined} rx={Math.min(4, width / 4)}
        />
      ))}
    </g>
  );
}

function Line({ slots, x, y, bottom, active }: Props): JSX.Element {
  const points = slots.map((slot, index): [number, number] => [x(index), y(slot.value)]);
  const partial = slots.at(-1)?.isPartial === true;
  const recorded = points.filter((_, index) => slots[index]!.isRecorded);
  const whole = partial ? recorded.slice(0, -1) : recorded;
  const dots = active === null || !slots[active]!.isRecorded ? undefined : points[active];
  const rest = recorded.slice(-2);
  return (
    <g class="marks">
      <defs>
        <linearGradient id="fade" x1="0" x2="0" y1="0" y2="1">
          <stop class="fade-top" offset="0" />
          <stop class="fade-bottom" offset="1" />
        </linearGradient>
      </defs>
      <path fill="url(#fade)" d={area<[number, number]>().curve(curveMonotoneX).x(at => at[0]).y0(bottom).y1(at => at[1])(whole) ?? ''} />
      <path class="line" d={line().curve(curveMonotoneX)(whole) ?? ''} />
      {partial && <path class="line partial" d={line()(rest) ?? ''} />}
      {partial && rest.length > 0 && <circle class="dot partial" cx={rest.at(-1)![0]} cy={rest.at(-1)![1]} r="3.5" />}
      {dots !== undefined && <circle class="dot" cx={dots[0]} cy={dots[1]} r="4.5" />}
    </g>
  );
}
