import { scaleLinear } from 'd3-scale';
import { line } from 'd3-shape';
import type { JSX } from 'preact';
import { formatCount } from '../format/text';
import { usePeopleFormat } from '../privacy/privacy';
import { asItIs } from '../ui/wholeText';
import { SlotMarks } from './SlotMarks';
import { describe, type ChartSlot } from './slots';
import { usePick } from './usePick';
import { useSize } from './useSize';

// In rem, as text is, so that both grow together.
const space = { top: 0.75, right: 1.1, bottom: 1.65, left: 2.5, label: 4 };

interface Props {
  slots: readonly ChartSlot[];
  name: string;
  /** What the slots are compared with, slot by slot, and how that is called. */
  others?: { name: string; slots: readonly ChartSlot[] } | undefined;
  /** Shows the slots from one to another alone. */
  onZoom?: (from: ChartSlot, to: ChartSlot) => void;
  /** Shows who is behind a slot. */
  onOpen?: ((slot: ChartSlot) => void) | undefined;
}

/**
 * A number for each of some slots that follow one another. The pointer, or the arrow keys, show each one's exact figure, which
 * is read out too; the table beside it has them all.
 */
export function SlotChart({ slots, name, others, onZoom, onOpen }: Props): JSX.Element {
  const format = usePeopleFormat();
  const [ref, { width, height, rem }] = useSize<HTMLDivElement>();
  const margin = { top: space.top * rem, right: space.right * rem, bottom: space.bottom * rem, left: space.left * rem };
  const labelWidth = space.label * rem;
  const inner = Math.max(0, width - margin.left - margin.right);
  const step = inner / Math.max(1, slots.length);
  const { active, marked, clear, handlers } = usePick(ref, {
    count: slots.length,
    placeAt: clientX => Math.floor((clientX - ref.current!.getBoundingClientRect().left - margin.left) / step),
    onMark: onZoom && ((from, to) => onZoom(slots[from]!, slots[to]!)),
    onOpen: onOpen && (place => { if (slots[place]!.isRecorded && slots[place]!.value > 0) { onOpen(slots[place]!); } }),
  });
  const compared = others?.slots.slice(0, slots.length) ?? [];
  const y = scaleLinear([0, Math.max(4, ...[...slots, ...compared].map(slot => slot.value))], [height - margin.bottom, margin.top]).nice(4);
  const center = (index: number): number => margin.left + step * (index + 0.5);
  const every = Math.max(1, Math.ceil(labelWidth / Math.max(1, step)));
  const shown = active === null ? undefined : slots[active];
  const other = active === null ? undefined : compared[active];
  const unrecorded = slots.filter(slot => !slot.isRecorded).length;
  const plain = { y: margin.top, height: height - margin.top - margin.bottom };
  const keys = `The arrow keys go through them${onOpen === undefined ? '' : ', Enter shows who it was'}${onZoom === undefined ? '' : ', Shift with them marks a range to show'}.`;

  return (
    <div class={`slot-chart${onOpen === undefined ? '' : ' opens'}`} ref={ref} tabIndex={0} role="group" aria-label={`${name}: a chart of ${slots.length} values. ${keys}`} {...handlers}>
      {width > 0 && (
        <svg class="chart" width={width} height={height} viewBox={`0 0 ${width} ${height}`} aria-hidden="true" focusable="false" {...asItIs}>
          {y.ticks(4).filter(Number.isInteger).map(tick => (
            <g key={tick} class={tick === 0 ? 'axis zero' : 'axis'}>
              <line x1={margin.left} x2={width - margin.right} y1={y(tick)} y2={y(tick)} />
              <text x={margin.left - rem / 2} y={y(tick)} dy="0.32em" text-anchor="end">{formatCount(tick)}</text>
            </g>
          ))}
          {slots.map((slot, index) => (slots.length - 1 - index) % every === 0 && center(index) > margin.left + labelWidth / 3 && (
            <text key={index} class="tick-label" y={height - 0.35 * rem} x={Math.min(center(index), width - labelWidth / 2.6)} text-anchor="middle">{slot.label}</text>
          ))}
          {unrecorded > 0 && (
            <g class="unrecorded">
              <rect x={margin.left} width={step * unrecorded} {...plain} />
              {step * unrecorded > labelWidth * 1.5 && <text x={margin.left + (step * unrecorded) / 2} y={(margin.top + height - margin.bottom) / 2} dy="0.32em" text-anchor="middle">Not recorded</text>}
            </g>
          )}
          {marked !== null && <rect class="marked" x={margin.left + step * marked[0]} width={step * (marked[1] - marked[0] + 1)} {...plain} />}
          {active !== null && marked === null && <rect class="cursor" x={margin.left + step * active} width={step} {...plain} />}
          <SlotMarks slots={slots} step={step} x={center} y={y} bottom={height - margin.bottom} active={active} />
          {compared.length > 0 && <path class="line other" d={line<ChartSlot>().x((_, index) => center(index)).y(slot => y(slot.value)).defined(slot => slot.isRecorded)(compared) ?? ''} />}
        </svg>
      )}
      {shown !== undefined && (
        <div class={`tooltip ${active! > slots.length / 2 ? 'left' : 'right'}`} style={{ insetInlineStart: `${center(active!)}px` }}>
          <span class="tooltip-title" translate={false}>{marked === null ? shown.title : spanOf(slots[marked[0]]!, slots[marked[1]]!)}</span>
          {marked !== null && onZoom !== undefined
            ? <button type="button" class="button" onClick={() => { clear(); onZoom(slots[marked[0]]!, slots[marked[1]]!); }}>Show this range</button>
            : <Figure slot={shown} />}
          {marked === null && shown.note !== '' && <span class="tooltip-note">{shown.note}</span>}
          {marked === null && other !== undefined && other.isRecorded && <span class="tooltip-other"><b translate={false}>{format(other.value)}</b> <span translate={false}>{others!.name}</span></span>}
        </div>
      )}
      <p class="visually-hidden" aria-live="polite">{shown === undefined ? '' : marked === null ? describe(shown, format) : `Marked: ${spanOf(slots[marked[0]]!, slots[marked[1]]!)}. Enter shows it.`}</p>
    </div>
  );
}

function Figure({ slot }: { slot: ChartSlot }): JSX.Element {
  const format = usePeopleFormat();
  return slot.isRecorded
    ? <span class="tooltip-value"><b translate={false}>{format(slot.value)}</b> active {slot.value === 1 ? 'user' : 'users'}</span>
    : <span class="tooltip-value">Not recorded</span>;
}

const spanOf = (from: ChartSlot, to: ChartSlot): string => (from === to ? from.title : `${from.label} – ${to.label}`);
