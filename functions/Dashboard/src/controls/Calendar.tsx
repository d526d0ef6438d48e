import type { JSX } from 'preact';
import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import { formatCount, formatFullDate, formatMonth, gregorian } from '../format/text';
import { firstDayOfWeek, placeInWeek } from '../format/week';
import type { DateRange } from '../time/period';
import { addDays, utcOf } from '../time/zone';
import { Icon, type IconName } from '../ui/Icon';
import { useMedia } from '../ui/useMedia';

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

/** Where there is room for two months side by side. */
const wide = '(min-width: 54rem)';

/**
 * Two months to pick a day from, or one where there is no room for two. The arrow keys move by days and weeks, Page Up and Page Down
 * by months; the future is off.
 */
export function Calendar({ range, today, earliest = '', latest, onPick }: Props): JSX.Element {
  const count = useMedia(wide) ? 2 : 1;
  const [cursor, setCursor] = useState(range.end);

  // The month that is shown last; the cursor is always in sight.
  const [last, setLast] = useState(monthOf(range.end));
  const months = Array.from({ length: count }, (_, index) => addMonths(`${last}-01`, index + 1 - count).slice(0, 7));
  const [isMoving, setMoving] = useState(false);
  const grid = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    if (isMoving) {
      grid.current?.querySelector<HTMLElement>(`[data-day="${cursor}"]`)?.focus();
    }
  }, [cursor, isMoving]);

  const move = (day: string, withFocus: boolean): void => {
    setMoving(withFocus);
    const next = day > latest ? latest : day < earliest ? earliest : day;
    setCursor(next);
    if (monthOf(next) > last) {
      setLast(monthOf(next));
    } else if (monthOf(next) < months[0]!) {
      setLast(monthOf(addMonths(next, count - 1)));
    }
  };
  const turn = (by: number): void => {
    setMoving(false);
    const month = addMonths(`${last}-01`, by).slice(0, 7);
    const day = addMonths(cursor, by);
    setLast(month);
    setCursor(day > latest ? latest : day < earliest ? earliest : day);
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    const step = steps[event.key];
    const turned = { PageUp: -1, PageDown: 1 }[event.key];
    if (step !== undefined || turned !== undefined) {
      event.preventDefault();
      move(step === undefined ? addMonths(cursor, turned!) : addDays(cursor, step), true);
    }
  };

  // Not `disabled`, which would take the focus from who has just got here with it.
  const isLast = last >= monthOf(latest);
  const isFirst = months[0]! <= monthOf(earliest);
  return (
    <div class="calendar" ref={grid} onKeyDown={onKeyDown}>
      {months.map((month, index) => (
        <div key={index} class="month">
          <div class="calendar-head">
            {index === 0 && <Turn name="Previous month" icon="left" isOff={isFirst} onClick={() => turn(-1)} />}
            <span aria-live="polite" translate={false}>{formatMonth(`${month}-01`)}</span>
            {index === count - 1 && <Turn name="Next month" icon="right" isOff={isLast} onClick={() => turn(1)} />}
          </div>
          <table translate={false}>
            <thead><tr>{weekdays().map(day => <th key={day} scope="col" aria-label={weekdayName.format(utcOf(day))}>{weekday.format(utcOf(day))}</th>)}</tr></thead>
            <tbody>
              {weeksOf(month).map(week => (
                <tr key={week[0]}>
                  {week.map((day, place) => <td key={day || place}>{day !== '' && <Day day={day} cursor={cursor} range={range} today={today} earliest={earliest} latest={latest} onPick={onPick} />}</td>)}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      ))}
    </div>
  );
}

function Turn({ name, icon, isOff, onClick }: { name: string; icon: IconName; isOff: boolean; onClick: () => void }): JSX.Element {
  return (
    <button type="button" class={`button quiet turn ${icon}`} aria-label={name} aria-disabled={isOff} onClick={() => { if (!isOff) { onClick(); } }}>
      <Icon name={icon} />
    </button>
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

const monthOf = (day: string): string => day.slice(0, 7);

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
function weeksOf(month: string): string[][] {
  const days: string[] = Array.from({ length: placeInWeek(`${month}-01`) }, () => '');
  for (let day = `${month}-01`; day.startsWith(month); day = addDays(day, 1)) {
    days.push(day);
  }

  return Array.from({ length: Math.ceil(days.length / 7) }, (_, week) => Array.from({ length: 7 }, (_, place) => days[week * 7 + place] ?? ''));
}
