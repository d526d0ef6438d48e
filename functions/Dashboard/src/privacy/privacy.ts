import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import type { Me } from '../api/types';
import { formatCount } from '../format/text';

/** What an answer says of people where it does not name them. */
export interface Privacy {
  /** Whether everybody has a pseudonym, or single people are in no answer at all. */
  level: 'pseudonymous' | 'aggregated';
  /** Of how many people at least a figure is: of fewer it is withheld. */
  floor: number;
}

/** What the head of an answer says; undefined where people are named. */
export function privacyOf(head: string | null): Privacy | undefined {
  const [, level, floor] = /^(pseudonymous|aggregated); floor=(\d+)$/.exec(head ?? '') ?? [];
  return level === undefined ? undefined : { level: level as Privacy['level'], floor: Number(floor) };
}

/** What holds somewhere in the deployment, which a view may be of. */
export const privacyOfAny = ({ privacy }: Me): Privacy | undefined =>
  privacy === undefined || privacy.level === 'named' ? undefined : { level: privacy.level, floor: privacy.floor ?? 0 };

/** What holds in a view; undefined where people are named. */
export const PrivacyContext = createContext<Privacy | undefined>(undefined);

export const usePrivacy = (): Privacy | undefined => useContext(PrivacyContext);

/** Formats numbers of people: where they are not named, none is what may be fewer than the floor. */
export function usePeopleFormat(): (count: number) => string {
  const privacy = usePrivacy();
  return count => peopleText(count, privacy);
}

export const peopleText = (count: number, privacy: Privacy | undefined): string => (count === 0 && privacy !== undefined ? `< ${formatCount(privacy.floor)}` : formatCount(count));

const hour = 3_600_000;
const day = 24 * hour;

/** Until when usage is shown: now, and where people are not named the last moment of the last UTC day that has been over for three hours. */
export const shownUntil = (now: number, privacy: Privacy | undefined): number => (privacy === undefined ? now : Math.floor((now - 3 * hour) / day) * day - 1);
