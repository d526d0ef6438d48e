import { utcOf } from '../time/zone';

interface WeekInfo {
  firstDay: number;
}

/** The first day of the week where the reader is, from 1 (Monday) to 7. */
export function firstDayOfWeek(): number {
  const locale = new Intl.Locale(navigator.language) as Intl.Locale & { getWeekInfo?: () => WeekInfo; weekInfo?: WeekInfo };
  return (locale.getWeekInfo?.() ?? locale.weekInfo)?.firstDay ?? 1;
}

/** The place of a day in its week, from 0. */
export function placeInWeek(day: string): number {
  return (new Date(utcOf(day)).getUTCDay() - firstDayOfWeek() + 7) % 7;
}
