import type { RefObject } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';

/** Asks every part of the view to be there, wherever it is. */
const everything = 'insights:everything';

/** How far ahead of the window a part begins to be fetched. */
const ahead = '240px';

/** How long, in milliseconds, printing waits for parts to come. */
const patience = 30_000;

/** Whether an element has come into view, or was asked for; it stays so. */
export function useInView<T extends Element>(margin: string = ahead): [RefObject<T | null>, boolean] {
  const ref = useRef<T>(null);
  const [isSeen, setSeen] = useState(false);
  useEffect(() => {
    if (isSeen) {
      return undefined;
    }

    const see = (): void => setSeen(true);
    const observer = new IntersectionObserver(entries => { if (entries.some(entry => entry.isIntersecting)) { see(); } }, { rootMargin: `${margin} 0px` });
    observer.observe(ref.current!);
    addEventListener(everything, see);

    // Too late for this paper, but not for the next.
    addEventListener('beforeprint', see);
    return () => {
      observer.disconnect();
      removeEventListener(everything, see);
      removeEventListener('beforeprint', see);
    };
  }, [isSeen]);
  return [ref, isSeen];
}

/** Has all parts of the view fetched and drawn, and waits for them: nothing can be fetched while the browser prints. */
export async function loadEverything(): Promise<void> {
  dispatchEvent(new Event(everything));
  await drawn();
  await new Promise<void>(resolve => {
    const isThere = (): boolean => document.querySelector('main [aria-busy=true]') === null;
    if (isThere()) {
      resolve();
      return;
    }

    const end = (): void => {
      observer.disconnect();
      clearTimeout(timer);
      resolve();
    };
    const observer = new MutationObserver(() => { if (isThere()) { end(); } });
    const timer = setTimeout(end, patience);
    observer.observe(document.body, { subtree: true, childList: true, attributes: true, attributeFilter: ['aria-busy'] });
  });
  await drawn();
}

const drawn = (): Promise<void> => new Promise(resolve => { requestAnimationFrame(() => requestAnimationFrame(() => resolve())); });
