import { scaleLinear } from 'd3-scale';
import type { JSX } from 'preact';
import { formatHour } from '../format/text';
import { firstDayOfWeek, weekdayName } from '../format/week';
import { asItIs } from '../ui/wholeText';
import { usePick } from './usePick';
import { useSize } from './useSize';

const columns = 24;
const space = { top: 0.2, left: 3.2, bottom: 1.5, right: 0.2, gap: 0.12 };

export interface Cell {
  /** From 1, Monday, to 7. */
  weekday: number;
  hour: number;
  /** Null where nothing is known of it. */
  value: number | null;
  /** What it says, in words. */
  text: string;
}

interface Props {
  name: string;
  cells: readonly Cell[];
  onOpen?: ((cell: Cell) => void) | undefined;
}

/** The hours of a week, the darker the more; the pointer and the arrow keys go through them. */
export function HeatMap({ name, cells, onOpen }: Props): JSX.Element {
  const [ref, { width, height, rem }] = useSize<HTMLDivElement>();
  const [left, top] = [space.left * rem, space.top * rem];
  const cellWidth = Math.max(0, width - left - space.right * rem) / columns;
  const cellHeight = Math.max(0, height - top - space.bottom * rem) / 7;
  const rows = Array.from({ length: 7 }, (_, row) => ((firstDayOfWeek() - 1 + row) % 7) + 1);
  const ordered = rows.flatMap(weekday => Array.from({ length: columns }, (_, hour) => cells.find(cell => cell.weekday === weekday && cell.hour === hour)));
  const most = Math.max(1, ...cells.map(cell => cell.value ?? 0));
  const strength = scaleLinear([0, most], [0.06, 1]).clamp(true);
  const { active, handlers } = usePick(ref, {
    count: ordered.length,
    rowLength: columns,
    placeAt: (clientX, clientY) => {
      const box = ref.current!.getBoundingClientRect();
      const column = Math.min(columns - 1, Math.max(0, Math.floor((clientX - box.left - left) / cellWidth)));
      const row = Math.min(6, Math.max(0, Math.floor((clientY - box.top - top) / cellHeight)));
      return row * columns + column;
    },
    onOpen: onOpen && (place => { const cell = ordered[place]; if (cell !== undefined && (cell.value ?? 0) > 0) { onOpen(cell); } }),
  });
  const shown = active === null ? undefined : ordered[active];
  const every = cellWidth < 1.3 * rem ? 6 : cellWidth < 2.4 * rem ? 3 : 1;
  const title = shown === undefined ? '' : `${weekdayName(shown.weekday, 'long')}, ${formatHour(shown.hour)} – ${formatHour((shown.hour + 1) % 24)}`;
  return (
    <>
      <div
        class={`slot-chart heat-map${onOpen === undefined ? '' : ' opens'}`} ref={ref} tabIndex={0} role="group" {...handlers}
        aria-label={`${name}: a chart of the hours of a week. The arrow keys go through them${onOpen === undefined ? '' : ', Enter shows who it was'}.`}
      >
        {width > 0 && (
          <svg class="chart" width={width} height={height} viewBox={`0 0 ${width} ${height}`} aria-hidden="true" focusable="false" {...asItIs}>
            {rows.map((weekday, row) => <text key={weekday} class="tick-label" x={left - rem / 2} y={top + cellHeight * (row + 0.5)} dy="0.32em" text-anchor="end">{weekdayName(weekday, 'short')}</text>)}
            {Array.from({ length: columns }, (_, hour) => hour % every === 0 && <text key={hour} class="tick-label" x={left + cellWidth * (hour + 0.5)} y={height - 0.3 * rem} text-anchor="middle">{hour}</text>)}
            {ordered.map((cell, place) => (
              <rect
                key={place} class={cell?.value == null ? 'unrecorded' : `heat${place === active ? ' active' : ''}`} rx="2"
                x={left + cellWidth * (place % columns) + space.gap * rem / 2} y={top + cellHeight * Math.floor(place / columns) + space.gap * rem / 2}
                width={Math.max(0, cellWidth - space.gap * rem)} height={Math.max(0, cellHeight - space.gap * rem)} fill-opacity={cell?.value == null ? undefined : strength(cell.value)}
              />
            ))}
          </svg>
        )}
        {shown !== undefined && (
          <div class={`tooltip ${active! % columns > columns / 2 ? 'left' : 'right'}`} style={{ insetInlineStart: `${left + cellWidth * ((active! % columns) + 0.5)}px` }}>
            <span class="tooltip-title" translate={false}>{title}</span>
            <span class="tooltip-value" translate={false}>{shown.text}</span>
          </div>
        )}
        <p class="visually-hidden" aria-live="polite">{shown === undefined ? '' : `${title}: ${shown.text}`}</p>
      </div>
      <div class="visually-hidden" role="region" aria-label={`${name} as a table`}>
        <table>
          <thead><tr><th scope="col">Hour</th>{rows.map(weekday => <th key={weekday} scope="col" translate={false}>{weekdayName(weekday, 'long')}</th>)}</tr></thead>
          <tbody>
            {Array.from({ length: columns }, (_, hour) => (
              <tr key={hour}>
                <th scope="row" translate={false}>{formatHour(hour)}</th>
                {rows.map((weekday, row) => <td key={weekday} data-cell={`${weekday} ${hour}`} data-value={ordered[row * columns + hour]?.value ?? ''} translate={false}>{ordered[row * columns + hour]?.text ?? '–'}</td>)}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </>
  );
}
