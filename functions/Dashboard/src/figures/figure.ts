import type { Figures } from '../api/types';
import { formatCount, formatHours, formatMs } from '../format/text';
import { usePeopleFormat, usePrivacy } from '../privacy/privacy';
import type { IconName } from '../ui/Icon';

/** A figure of a report, which the report of another period has as well. */
export interface Figure<T> {
  id: string;
  title: string;
  icon?: IconName;
  /** Undefined where there is none, such as a latency where none was measured. */
  value: (report: T) => number | undefined;
  format: (value: number) => string;
  /** How it is written where more is said of it than of what it was before. */
  text?: (report: T) => string;
  /** Whether less of it is better. */
  isBurden?: boolean;
}

/** A figure of the first screen. */
interface ScreenFigure extends Figure<Figures> {
  /** Whether it is a number of people, of which none may be few where people are not named. */
  isOfPeople?: boolean;
  isOfBuilds?: boolean;
}

const all: readonly ScreenFigure[] = [
  { id: 'active-users', title: 'Active users', icon: 'users', value: one => one.active_users, format: formatCount, isOfPeople: true },
  { id: 'hours', title: 'Time in use', icon: 'clock', value: one => one.seconds, format: formatHours },
  {
    id: 'hours-each', title: 'Time a user', icon: 'bars', format: formatHours,
    value: one => (one.active_users === 0 ? undefined : one.seconds / one.active_users),
  },
  { id: 'latency', title: 'Median latency', icon: 'gauge', value: ({ latency_ms: { p50 } }) => (p50 < 0 ? undefined : p50), format: formatMs, isBurden: true },
  { id: 'poor', title: 'Poor connections', icon: 'alert', value: one => one.latency_ms.poor_users, format: formatCount, isBurden: true, isOfPeople: true },
  { id: 'builds', title: 'Builds', icon: 'cube', value: one => one.builds?.builds, format: formatCount, isOfBuilds: true },
  { id: 'failed', title: 'Failed builds', icon: 'alert', value: one => one.builds?.failed, format: formatCount, isBurden: true, isOfBuilds: true },
];

/** The figures that are shown: where people are not named, none of builds, and numbers of few people as such. */
export function useFigures(): readonly Figure<Figures>[] {
  const privacy = usePrivacy();
  const format = usePeopleFormat();
  return privacy === undefined ? all : all.filter(figure => !figure.isOfBuilds).map(figure => (figure.isOfPeople ? { ...figure, format } : figure));
}
