import type { Recorded } from '../api/client';
import type { Resource } from '../api/resource';
import type { Privacy } from '../privacy/privacy';

/** The same report of what the view is compared with. */
export interface Before<T> {
  /** Undefined until it is there, and where there is none. */
  report: T | undefined;
  /** Whether it is recorded what was then; true while that is not known. */
  isRecorded: boolean;
  /** Whether it is still to come. */
  isLoading: boolean;
  /** Why it is missing, where it could not be fetched. */
  failure: { message: string; retry: () => void } | undefined;
}

export const nothingBefore: Before<never> = { report: undefined, isRecorded: true, isLoading: false, failure: undefined };

/** Of what cannot be told apart from one period to another, nothing of before is shown. */
export const neverKnown: Before<never> = { ...nothingBefore, isRecorded: false };

/** Whether records that begin at an instant reach back to another; where there are none nothing is missing. */
export const reachesBack = (since: number | null | undefined, to: number): boolean => typeof since !== 'number' || since <= to;

/**
 * What came of asking for what was before: nothing of it is shown where records begin later than it does, and where people of then are not
 * known any more, unless what is looked at is made of counts as well, at the same level of privacy.
 */
export function beforeOf<T>(answer: Resource<Recorded<T>>, start: number, isAsked = true, privacy?: Privacy): Before<T> {
  switch (answer.state) {
    case 'loading': return { ...nothingBefore, isLoading: isAsked };
    case 'failed': return answer.error.isWithheld ? neverKnown : answer.error.isMissing ? nothingBefore : { ...nothingBefore, failure: { message: answer.error.message, retry: answer.retry } };
    case 'ready': {
      const { value, since, peopleSince, privacy: level } = answer.data;
      const isRecorded = reachesBack(since, start) && (reachesBack(peopleSince, start) || (level !== undefined && level.level === privacy?.level));
      return { ...nothingBefore, report: isRecorded ? value : undefined, isRecorded };
    }
  }
}

/** A part of what was before, where it has it. */
export const mapBefore = <T, R>(before: Before<T>, map: (report: T) => R | undefined): Before<R> => ({ ...before, report: before.report === undefined ? undefined : map(before.report) });
