/** Who is named in a reveal. */
interface Named {
  name: string;
  user_id?: string;
}

export type RevealStatus = 'waiting' | 'active' | 'ended' | 'withdrawn' | 'lapsed';

/** That somebody is, or was, shown to an officer where people are not named; as the person sees it. */
export interface OwnReveal {
  id: string;
  status: RevealStatus;
  officer: Named;
  approved_by?: Named;
  reason?: string;
  requested_at: string;
  hours: number;
  began_at?: string;
  ends_at?: string;
  looks: number;
  last_looked_at?: string;
}

/** The same as officers and owners see it. */
export interface Reveal extends OwnReveal {
  is_own: boolean;
  asked?: { user_id?: string; username?: string; pseudonym?: string };
  user?: { id: string; username: string; name: string };
}

export const statusWords: Record<RevealStatus, string> = { waiting: 'Waits for another officer', active: 'Holds', ended: 'Ended', withdrawn: 'Withdrawn', lapsed: 'Not approved' };
