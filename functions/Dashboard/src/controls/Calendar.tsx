import type { JSX } from 'preact';
import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import { formatCount, formatFullDate, formatMonth, gregorian } from '../format/text';
import { firstDayOfWeek, placeInWeek } from '../format/week';
import type { DateRange } from '../time/period';
import { addDays, utcOf } from '../time/zone';
import { Icon } from '../ui/Icon';

interface Props {
  range: DateRange;
  today: string;
  /** The days that can be picked, where not all up to today can. */
  earliest: string | undefined;
  latest: string;
  onPick: (day: string) => void;
}

const weekday = new Intl.DateTimeFormat(undefined, { ...gregorian, weekday: 'narrow' });
const weekdayName = new Intl.DateTimeFormat(undefined, { ...gregorian, weekday: 'long' });
const steps: Record<string, number> = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -7, ArrowDown: 7 };

/** A month to pick a day from. The arrow keys move by days and weeks, Page Up and Page Down by months; the future is off. */
export function Calendar({ range, today, earliest = '', latest, onPick }: Props): JSX.Element {
  const [cursor, setCursor] = useState(range.end);
  const [isMoving, setMoving] = useState(false);
  const grid = useRef<HTMLTableElement>(null);
  useLayoutEffect(() => {
    if (isMoving) {
      grid.current?.querySelector<HTMLElement>(`[data-day="${cursor}"]`)?.focus();
    }
  }, [cursor, isMoving]);

  const move = (day: string, withFocus: boolean): void => {
    setMoving(withFocus);
    setCursor(day > latest ? latest : day < earliest ? earliest : day);
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    const step = steps[event.key];
    const months = { PageUp: -1, PageDown: 1 }[event.key];
    if (step !== undefined || months !== undefined) {
      event.preventDefault();
      move(step === undefined ? addMonths(cursor, months!) : addDays(cursor, step), true);
    }
  };

  // Not `disabled`, which would take the focus from who has just got here with it.
  const isLastMonth = cursor.slice(0, 7) >= latest.slice(0, 7);
  const isFirstMonth = cursor.slice(0, 7) <= earliest.slice(0, 7);
  return (
    <div class="calendar">
      <div class="calendar-head">
        <button
          type="button" class="button quiet" aria-label="Previous month" aria-disabled={isFirstMonth}
          onClick={() => { if (!isFirstMonth) { move(addMonths(cursor, -1), false); } }}
        >
          <Icon name="left" />
        </button>
        <span aria-live="polite" translate={false}>{formatMonth(cursor)}</span>
        <button
          type="button" class="button quiet" aria-label="Next month" aria-disabled={isLastMonth}
          onClick={() => { if (!isLastMonth) { move(addMonths(cursor, 1), false); } }}
        >
          <Icon name="right" />
        </button>
      </div>
      <table ref={grid} onKeyDown={onKeyDown} translate={false}>
        <thead><tr>{weekdays().map(day => <th key={day} scope="col" aria-label={weekdayName.format(utcOf(day))}>{weekday.format(utcOf(day))}</th>)}</tr></thead>
        <tbody>
          {weeksOf(cursor).map(week => (
            <tr key={week[0]}>
              {week.map((day, index) => <td key={day || index}>{day !== '' && <Day day={day} cursor={cursor} range={range} today={today} earliest={earliest} latest={latest} onPick={onPick} />}</td>)}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Day({ day, cursor, range, today, earliest = '', latest, onPick }: Props & { day: string; cursor: string }): JSX.Element {
  const isEdge = day === range.start || day === range.end;
  const isInside = day > range.start && day < range.end;
  return (
    <button
      type="button" class={`day${isEdge ? ' edge' : ''}${isInside ? ' inside' : ''}${day === today ? ' today' : ''}`} data-day={day}
      tabIndex={day === cursor ? 0 : -1} disabled={day > latest || day < earliest} aria-label={formatFullDate(day)} aria-pressed={isEdge || isInside}
      aria-current={day === today ? 'date' : undefined} onClick={() => onPick(day)}
    >
      {formatCount(Number(day.slice(8)))}
    </button>
  );
}

function addMonths(day: string, count: number): string {
  const first = new Date(utcOf(`${day.slice(0, 7)}-01`));
  first.setUTCMonth(first.getUTCMonth() + count);
  const month = first.toISOString().slice(0, 7);
  const last = new Date(Date.UTC(first.getUTCFullYear(), first.getUTCMonth() + 1, 0)).getUTCDate();
  return `${month}-${String(Math.min(last, Number(day.slice(8)))).padStart(2, '0')}`;
}

// Any Monday will do to begin with.
const weekdays = (): string[] => Array.from({ length: 7 }, (_, place) => addDays('2024-01-01', firstDayOfWeek() - 1 + place));

/** The days of a month by week, with blanks where a week begins before it or ends after it. */
function weeksOf(cursor: string): string[][] {
  const month = cursor.slice(0, 7);
  const days: string[] = Array.from({ length: placeInWeek(`${month}-01`) }, () => '');
  for (let day = `${month}-01`; day.startsWith(month); day = addDays(day, 1)) {
    days.push(day);
  }

  return Array.from({ length: Math.ceil(days.length / 7) }, (_, week) => Array.from({ length: 7 }, (_, place) => days[week * 7 + place] ?? ''));
}
