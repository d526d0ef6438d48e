import { useEffect, useRef } from 'preact/hooks';

/**
 * Moves the focus to the heading of what is shown whenever that is something else, so that it is read out and Tab goes on from
 * there. Not where the reader begins: there the browser's own start is right.
 */
export function useArrival(shown: string): void {
  const before = useRef<string | null>(null);
  useEffect(() => {
    if (shown === 'starting') {
      // It lasts a moment; what comes after it is new even if it is what was there before.
      before.current = before.current === null ? null : shown;
      return undefined;
    }

    const isNew = before.current !== null && before.current !== shown;
    before.current = shown;
    return isNew ? arrive() : undefined;
  }, [shown]);
}

/** A heading may have to wait for its name; until then the focus is on what will have it. */
function arrive(): (() => void) | undefined {
  const main = document.querySelector('main')!;
  if (focusHeading(main)) {
    return undefined;
  }

  focusOn(main);
  const observer = new MutationObserver(() => {
    if (document.activeElement !== main || focusHeading(main)) {
      observer.disconnect();
    }
  });
  observer.observe(main, { childList: true, subtree: true });
  return () => observer.disconnect();
}

function focusHeading(main: HTMLElement): boolean {
  const heading = main.querySelector('h1');
  if (heading !== null) {
    focusOn(heading);
  }

  return heading !== null;
}

/** For a button that its own click takes away: the focus goes to what is around it. */
export const focusAround = (element: HTMLElement): void => focusOn(element.closest<HTMLElement>('section, main')!);

function focusOn(element: HTMLElement): void {
  element.tabIndex = -1;
  element.focus({ preventScroll: true });
}
