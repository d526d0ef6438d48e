import { useState } from 'preact/hooks';
import { asksForNoDays } from '../view/view';
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
 * days after it are asked for then.
 */
export function useFirstLook(query: URLSearchParams): FirstLook & { learn: (reports: Reports) => void } {
  const [known, setKnown] = useState<{ since: number | null | undefined } | undefined>(undefined);
  const isOver = known !== undefined || !asksForNoDays(query);
  return {
    since: known?.since,
    isOver,
    learn: ({ report, since }) => {
      if (!isOver && report.state !== 'loading') {
        setKnown({ since });
      }
    },
  };
}
