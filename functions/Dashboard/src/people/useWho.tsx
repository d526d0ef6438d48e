import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { usePrivacy } from '../privacy/privacy';
import type { Figure } from './figure';
import { WhoDialog, type Who } from './WhoDialog';

/** Opens who is behind a figure, and what shows them. */
export interface Behind {
  /** Shows whom a figure counts, or of several that stand in one place one after the other. Undefined where people are not named. */
  open: ((title: string, figures: readonly Figure[]) => void) | undefined;
  dialog: JSX.Element | null;
}

export function useWho(): Behind {
  const isNamed = usePrivacy() === undefined;
  const [who, setWho] = useState<Who | null>(null);
  const open = (title: string, figures: readonly Figure[]): void => setWho(figures.length === 0 ? null : { title, figures });
  return { open: isNamed ? open : undefined, dialog: who === null ? null : <WhoDialog who={who} onClose={() => setWho(null)} /> };
}
