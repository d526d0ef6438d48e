import { useState } from 'preact/hooks';
import type { Recorded } from '../api/client';
import type { Scope } from '../api/insights';
import { useRefresh } from '../api/refresh';
import { mapResource, type Resource } from '../api/resource';
import type { Beside, Compared, ScreenUser } from '../api/screen';
import type { Figures, IntervalReport, Overview, PeriodOverview, TemplatesReport } from '../api/types';
import { beforeOf, type Before } from '../figures/before';
import { privacyOfAny, shownUntil, type Privacy } from '../privacy/privacy';
import { useSignedIn } from '../session/session';
import { serverNow } from '../time/clock';
import { comparablePeriod, lastWholeDays, periodOf, rangeBefore, type DateRange } from '../time/period';
import { comparedRange } from '../view/compared';
import { filterQuery } from '../view/filters';
import type { View } from '../view/view';
import { useScreen } from './useScreen';

/** Whose usage: of one template, of an organization's templates, or, with neither, of all. */
export interface Subject {
  template?: string | undefined;
  organization?: string | undefined;
}

export interface Reports {
  scope: Scope;
  intervals: Resource<IntervalReport[]>;
  report: Resource<TemplatesReport>;
  /** With their activity and latency. */
  users: Resource<ScreenUser[]>;
  /** All of it in figures. */
  figures: Resource<Figures>;
  /** What the view is compared with, of the same length: what is not over is compared with as much of the other. */
  other: Other;
  /** What templates are compared by; only of many templates. */
  cross: CrossReports;
  /** When records of it begin; null where there are none, undefined while that is not known. */
  since: number | null | undefined;
  /** What the last answer said of people, and before there was one what holds anywhere; undefined where they are named. */
  privacy: Privacy | undefined;
  /** When people are known from, where some of it is from before. */
  peopleSince: number | undefined;
  tick: number;
}

export interface Other {
  /** Its report and intervals are there only where something was chosen to compare with, and not the range before taken. */
  compared: Resource<Compared>;
  /** When records of it begin. */
  since: number | null | undefined;
  /** Its figures, as far as they are recorded. */
  before: Before<Figures>;
  /** Which usage it is of, with the same filters. */
  scope: Scope;
  /** Whether it is over, and stays as it is; another template on the same days may not be. */
  isOver: boolean;
}

/** All of the range, and the last whole week of it with the week before. */
export interface CrossReports {
  overview: Resource<Overview>;
  thisWeek: Resource<PeriodOverview>;
  weekBefore: Resource<PeriodOverview>;
  week: DateRange;
}

/** What the first screen shows of some templates, from one request; again every minute while today is among the days. */
export function useReports(view: View, of: Subject): Reports {
  const { me } = useSignedIn();
  const tick = useRefresh(view.range.end >= view.today);

  // The time of the last refresh decides how far the period goes.
  const now = serverNow();
  const scope: Scope = { ...periodOf(view.range, view.zone, now), template_ids: of.template, organization_id: of.organization, ...filterQuery(view.filters) };
  const key = JSON.stringify([view.range, view.zone, of, view.filters]);
  const isOfMany = of.template === undefined;
  const week = lastWholeDays(view.range, 7, view.today);
  const [privacy, setPrivacy] = useState(privacyOfAny(me));

  // Days that are counted because people of some are not known any more are shown as they grow.
  const beside = besideOf(view, shownUntil(now, privacyOfAny(me) && privacy));
  const also = isOfMany ? [week, rangeBefore(week)].map(range => periodOf(range, view.zone, now)) : [];
  const { screen, intervals, compared } = useScreen(key, tick, { scope, interval: view.interval, timezone: view.zone, isOfMany, beside, also });
  if (screen.state === 'ready' && (screen.data.privacy?.level !== privacy?.level || screen.data.privacy?.floor !== privacy?.floor)) {
    setPrivacy(screen.data.privacy);
  }

  const peopleSince = screen.state === 'ready' && screen.data.peopleSince !== null && screen.data.peopleSince > Date.parse(scope.start_time) ? screen.data.peopleSince : undefined;

  return {
    scope,
    tick,
    intervals,
    report: mapResource(screen, ({ report }) => report),
    users: mapResource(screen, ({ users }) => users),
    figures: mapResource(screen, ({ figures }) => figures),
    other: otherOf(beside, scope, compared),
    cross: {
      overview: mapResource(screen, ({ overview }) => overview!),
      thisWeek: mapResource(screen, one => one.also[0]!),
      weekBefore: mapResource(screen, one => one.also[1]!),
      week,
    },
    since: screen.state === 'ready' ? screen.data.since : undefined,
    privacy,
    peopleSince,
  };
}

function besideOf(view: View, now: number): Beside {
  const { compared, range, zone } = view;
  const period = comparablePeriod(comparedRange(compared, range), range, zone, now);
  const isTemplate = compared?.kind === 'template';
  return { period, templates: isTemplate ? compared.id : undefined, isWhole: compared !== undefined, isOver: !isTemplate };
}

function otherOf({ period, templates, isOver }: Beside, scope: Scope, compared: Resource<Compared>): Other {
  const since = sinceOf(compared);
  const figures = mapResource(compared, (one): Recorded<Figures> => ({ value: one.figures, since: since ?? null, privacy: undefined, peopleSince: null }));
  return {
    compared,
    since,
    before: beforeOf(figures, Date.parse(period.start_time)),
    scope: templates === undefined ? { ...scope, ...period } : { ...scope, ...period, template_ids: templates, organization_id: undefined },
    isOver,
  };
}

function sinceOf(compared: Resource<Compared>): number | null | undefined {
  const since = compared.state === 'ready' ? Date.parse(compared.data.data_since ?? '') : undefined;
  return Number.isNaN(since) ? null : since;
}
