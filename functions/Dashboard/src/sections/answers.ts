import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import type { Query, Recorded } from '../api/client';
import { mapResource, useResource, type Resource } from '../api/resource';
import type { NamedAnswer } from '../api/answers';
import type { Scope } from '../api/insights';
import { beforeOf, mapBefore, neverKnown, reachesBack, type Before } from '../figures/before';
import { usePrivacy } from '../privacy/privacy';
import type { Other } from '../pages/useReports';
import { useSignedIn } from '../session/session';
import type { View } from '../view/view';

/** What the sections of a view are of. */
export interface Subject {
  view: View;
  scope: Scope;
  tick: number;
  /** When records of it begin; null where there are none, undefined where that is not known. */
  since: number | null | undefined;
  /** What it is compared with. */
  other: Pick<Other, 'scope' | 'isOver'>;
  /** Whether it is one template, and not many. */
  isTemplate: boolean;
  nameOfTemplate: (id: string) => string;
  nameOfOrganization: (id: string) => string;
}

export const SubjectContext = createContext<Subject | null>(null);

/** What the section is of that asks. */
export function useSubject(): Subject {
  const subject = useContext(SubjectContext);
  if (subject === null) {
    throw new Error('There is nothing that this section is of.');
  }

  return subject;
}

/** A report about the subject, fetched when it is first asked for. */
export function useAnswer<T>(route: string, more: Query = {}): Resource<T> {
  return mapResource(useNamed<T>(route, more), ({ report }) => report);
}

/**
 * The same report of what the view is compared with. It is asked for when that of the view is there, so that it delays nothing that is
 * looked at, and not at all where it is known that nothing was recorded then.
 */
export function useBefore<T>(route: string, now: Resource<unknown>, more: Query = {}): Before<T> {
  return mapBefore(useBeforeOf<NamedAnswer<T>>(useSubject(), route, now.state === 'ready', more), ({ report }) => report);
}

/** A whole answer about what some view is compared with, once it is wanted. */
export function useBeforeOf<T>({ view, since, other: { scope, isOver }, tick }: Pick<Subject, 'view' | 'since' | 'other' | 'tick'>, route: string, isWanted: boolean, more: Query): Before<T> {
  const { client } = useSignedIn();
  const privacy = usePrivacy();
  const start = Date.parse(scope.start_time);
  const isUnrecorded = isOver && !reachesBack(since, start);

  // What is not over is the same until it is asked for again.
  const key = JSON.stringify(['before', route, view.zone, isOver ? scope : { ...scope, end_time: '' }, more]);
  const answer = useResource<Recorded<T>>(key, isOver ? 0 : tick, !isWanted || isUnrecorded ? undefined : signal =>
    client.getRecorded<T>(`insights/${route}`, { ...scope, timezone: view.zone, ...more }, signal), isOver);
  return isUnrecorded ? neverKnown : beforeOf(answer, start, isWanted, privacy);
}

/** The same with the names of the people in it. */
export function useNamed<T>(route: string, more: Query = {}): Resource<NamedAnswer<T>> {
  const { client } = useSignedIn();
  const { view, scope, tick } = useSubject();
  const key = JSON.stringify([route, view.range, view.zone, { ...scope, start_time: '', end_time: '' }, more]);
  const answer = useResource<Recorded<NamedAnswer<T>>>(key, tick, signal =>
    client.getRecorded<NamedAnswer<T>>(`insights/${route}`, { ...scope, timezone: view.zone, ...more }, signal));
  return mapResource(answer, ({ value }) => value);
}
