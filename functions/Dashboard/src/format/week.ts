import { addDays, utcOf } from '../time/zone';
import { gregorian } from './text';

interface WeekInfo {
  firstDay: number;
}

type Locale = Intl.Locale & { getWeekInfo?: () => WeekInfo; weekInfo?: WeekInfo };

/** The first day of the week where the reader is, from 1 (Monday) to 7; Monday, as ISO 8601 has it, where that is not known. */
export function firstDayOfWeek(): number {
  const locale = localeOf(navigator.language);
  const first = (locale?.getWeekInfo?.() ?? locale?.weekInfo)?.firstDay;
  return first !== undefined && first >= 1 && first <= 7 ? first : 1;
}

/** Whether the browser says a language that can be told from others: `C` and `en-US@posix`, which some systems have, cannot. */
export const isLanguageKnown = (): boolean => localeOf(navigator.language) !== null;

function localeOf(language: string): Locale | null {
  try {
    return new Intl.Locale(language);
  } catch {
    return null;
  }
}

/** The place of a day in its week, from 0. */
export function placeInWeek(day: string): number {
  return (new Date(utcOf(day)).getUTCDay() - firstDayOfWeek() + 7) % 7;
}

/** The name of a day of the week, from 1, Monday, to 7. */
export const weekdayName = (weekday: number, style: 'long' | 'short' | 'narrow'): string =>
  new Intl.DateTimeFormat(undefined, { ...gregorian, weekday: style }).format(utcOf(addDays(aMonday, weekday - 1)));

const aMonday = '2024-01-01';
