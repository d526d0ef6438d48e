import { useState } from 'preact/hooks';
import { useSignedIn } from '../session/session';
import { asksForNoDays } from '../view/view';
import { rememberedSince, rememberSince } from './begun';
import type { Reports } from './useReports';

/** What a first look is guided by. */
export interface FirstLook {
  /** When records begin, as far as that is known: a first look shows no days of before. */
  since: number | null | undefined;
  /** Whether it is known which days are shown. */
  isOver: boolean;
}

/**
 * The days of an address that names none depend on when records begin, which the first answer says: where that is later than thought, the
 * days after it are asked for then. What another view has said before is thought.
 */
export function useFirstLook(query: URLSearchParams, of: string): FirstLook & { learn: (reports: Reports) => void } {
  const { client } = useSignedIn();
  const [known, setKnown] = useState<{ since: number | null | undefined } | undefined>(undefined);
  const isOver = known !== undefined || !asksForNoDays(query);
  return {
    since: known === undefined ? rememberedSince(client, of) : known.since,
    isOver,
    learn: ({ report, since }) => {
      if (since !== undefined) {
        rememberSince(client, of, since);
      }

      if (!isOver && report.state !== 'loading') {
        setKnown({ since });
      }
    },
  };
}
