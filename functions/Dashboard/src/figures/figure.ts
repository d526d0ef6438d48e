import { both, mapResource, type Resource } from '../api/resource';
import type { MeasuredUser } from '../api/types';
import { formatCount, formatHours, formatMs } from '../format/text';
import type { Reports } from '../pages/useReports';
import { gradeOf } from '../panels/latency';
import type { IconName } from '../ui/Icon';

/** What some templates were used for in a period, as far as figures are made of it. */
export interface Usage {
  activeUsers: number;
  seconds: number;
  /** Undefined where it is not known. */
  latency: readonly MeasuredUser[] | undefined;
}

/** The usage that reports are of. It does not wait for the latency, nor fail with it. */
export const usageOf = ({ report, activity, latency }: Pick<Reports, 'report' | 'activity' | 'latency'>): Resource<Usage> =>
  mapResource(both(report, activity), ([{ active_users: activeUsers }, users]) => (
    { activeUsers, seconds: users.reduce((sum, user) => sum + user.seconds, 0), latency: latency.state === 'ready' ? latency.data : undefined }));

/** A figure of a period, which another period has as well. */
export interface Figure {
  id: string;
  title: string;
  icon: IconName;
  /** Undefined where there is none, such as a latency where none was measured. */
  value: (usage: Usage) => number | undefined;
  format: (value: number) => string;
  /** Whether less of it is better. */
  isBurden: boolean;
}

export const figures: readonly Figure[] = [
  { id: 'active-users', title: 'Active users', icon: 'users', value: usage => usage.activeUsers, format: formatCount, isBurden: false },
  { id: 'hours', title: 'Time in use', icon: 'clock', value: usage => usage.seconds, format: formatHours, isBurden: false },
  {
    id: 'hours-each', title: 'Time a user', icon: 'bars', format: formatHours, isBurden: false,
    value: usage => (usage.activeUsers === 0 ? undefined : usage.seconds / usage.activeUsers),
  },
  {
    id: 'latency', title: 'Median latency', icon: 'gauge', format: formatMs, isBurden: true,
    value: usage => medianOf((usage.latency ?? []).map(user => user.latency_ms.p50).filter(p50 => p50 >= 0).sort((one, other) => one - other)),
  },
  {
    id: 'poor', title: 'Poor connections', icon: 'alert', format: formatCount, isBurden: true,
    value: usage => usage.latency?.filter(user => gradeOf(user.latency_ms.p50).tone === 'poor').length,
  },
];

/** The middle of some numbers in order, or between the two in the middle. */
export function medianOf(sorted: readonly number[]): number | undefined {
  const middle = sorted.length / 2;
  return sorted.length === 0 ? undefined : (sorted[Math.ceil(middle) - 1]! + sorted[Math.floor(middle)]!) / 2;
}
