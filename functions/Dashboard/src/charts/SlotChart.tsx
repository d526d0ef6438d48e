import { scaleLinear } from 'd3-scale';
import type { JSX } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { formatCount } from '../format/text';
import { asItIs } from '../ui/wholeText';
import { SlotMarks } from './SlotMarks';
import { describe, type ChartSlot } from './slots';
import { useSize } from './useSize';

// In rem, as text is, so that both grow together.
const space = { top: 0.75, right: 1.1, bottom: 1.65, left: 2.5, label: 4 };

/**
 * A number for each of some slots that follow one another. The pointer, or the arrow keys, show each one's exact figure, which
 * is read out too; the table beside it has them all.
 */
export function SlotChart({ slots, name }: { slots: readonly ChartSlot[]; name: string }): JSX.Element {
  const [ref, { width, height, rem }] = useSize<HTMLDivElement>();
  const [active, setActive] = useState<number | null>(null);
  const margin = { top: space.top * rem, right: space.right * rem, bottom: space.bottom * rem, left: space.left * rem };
  const labelWidth = space.label * rem;
  const inner = Math.max(0, width - margin.left - margin.right);
  const step = inner / Math.max(1, slots.length);
  const y = scaleLinear([0, Math.max(4, ...slots.map(slot => slot.value))], [height - margin.bottom, margin.top]).nice(4);
  const center = (index: number): number => margin.left + step * (index + 0.5);
  const every = Math.max(1, Math.ceil(labelWidth / Math.max(1, step)));
  const shown = active === null ? undefined : slots[active];
  const unrecorded = slots.filter(slot => !slot.isRecorded).length;

  // A finger leaves the screen with every tap: what it showed stays until the next one, wherever that is.
  useEffect(() => {
    if (active === null) {
      return undefined;
    }

    const elsewhere = (event: Event): void => {
      if (!ref.current?.contains(event.target as Node)) {
        setActive(null);
      }
    };
    document.addEventListener('pointerdown', elsewhere);
    return () => document.removeEventListener('pointerdown', elsewhere);
  }, [active === null]);

  const onPointer = (event: PointerEvent): void => {
    const at = Math.floor((event.clientX - ref.current!.getBoundingClientRect().left - margin.left) / step);
    setActive(slots.length === 0 ? null : Math.min(slots.length - 1, Math.max(0, at)));
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    const last = slots.length - 1;
    const to = { ArrowLeft: (active ?? last + 1) - 1, ArrowRight: (active ?? -1) + 1, Home: 0, End: last }[event.key];
    if (to !== undefined) {
      event.preventDefault();
      setActive(Math.min(last, Math.max(0, to)));
    } else if (event.key === 'Escape') {
      setActive(null);
    }
  };

  return (
    <div
      class="slot-chart" ref={ref} tabIndex={0} role="group" aria-label={`${name}: a chart of ${slots.length} values. The arrow keys go through them.`}
      onPointerMove={onPointer} onPointerDown={onPointer} onPointerLeave={event => { if (event.pointerType === 'mouse') { setActive(null); } }} onKeyDown={onKeyDown} onBlur={() => setActive(null)}
    >
      {width > 0 && (
        <svg width={width} height={height} viewBox={`0 0 ${width} ${height}`} aria-hidden="true" focusable="false" {...asItIs}>
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
              <rect x={margin.left} y={margin.top} width={step * unrecorded} height={height - margin.top - margin.bottom} />
              {step * unrecorded > labelWidth * 1.5 && <text x={margin.left + (step * unrecorded) / 2} y={(margin.top + height - margin.bottom) / 2} dy="0.32em" text-anchor="middle">Not recorded</text>}
            </g>
          )}
          {active !== null && <rect class="cursor" x={margin.left + step * active} y={margin.top} width={step} height={height - margin.top - margin.bottom} />}
          <SlotMarks slots={slots} step={step} x={center} y={y} bottom={height - margin.bottom} active={active} />
        </svg>
      )}
      {shown !== undefined && (
        <div class={`tooltip ${active! > slots.length / 2 ? 'left' : 'right'}`} style={{ insetInlineStart: `${center(active!)}px` }}>
          <span class="tooltip-title" translate={false}>{shown.title}</span>
          {shown.isRecorded
            ? <span class="tooltip-value"><b translate={false}>{formatCount(shown.value)}</b> active {shown.value === 1 ? 'user' : 'users'}</span>
            : <span class="tooltip-value">Not recorded</span>}
          {shown.note !== '' && <span class="tooltip-note">{shown.note}</span>}
        </div>
      )}
      <p class="visually-hidden" aria-live="polite">{shown === undefined ? '' : describe(shown)}</p>
    </div>
  );
}
