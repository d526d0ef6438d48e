import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { getActivity, type Scope } from '../api/insights';
import type { ActiveUser } from '../api/types';
import { usePrivacy } from '../privacy/privacy';
import { useSignedIn } from '../session/session';
import { WhoDialog, type Who } from './WhoDialog';

/** Opens who is behind a figure, and what shows them. */
export interface Behind {
  /** Shows who was active in what is asked for; in several periods with the sum of their times. Undefined where people are not named. */
  open: ((title: string, scopes: readonly Scope[]) => void) | undefined;
  dialog: JSX.Element | null;
}

export function useWho(): Behind {
  const { client } = useSignedIn();
  const isNamed = usePrivacy() === undefined;
  const [who, setWho] = useState<Who | null>(null);
  const open = (title: string, scopes: readonly Scope[]): void => setWho({
    title,
    key: JSON.stringify(scopes),
    load: async signal => sumOf(await Promise.all(scopes.map(scope => getActivity(client, scope, signal)))),
  });
  return { open: isNamed ? open : undefined, dialog: who === null ? null : <WhoDialog key={who.key} who={who} onClose={() => setWho(null)} /> };
}

/** Everybody once, with all of the time. */
function sumOf(all: readonly ActiveUser[][]): ActiveUser[] {
  const sums = new Map<string, ActiveUser>();
  for (const user of all.flat()) {
    const known = sums.get(user.user_id);
    sums.set(user.user_id, known === undefined ? user : { ...known, seconds: known.seconds + user.seconds });
  }

  return [...sums.values()];
}
