import { useEffect, useState } from 'preact/hooks';

const period = 60_000;

/**
 * A number that grows every minute while `isLive` and the page is seen. A page that was hidden for longer catches up at once
 * when it is seen again; while it is hidden it asks for nothing.
 */
export function useRefresh(isLive: boolean): number {
  const [tick, setTick] = useState(0);
  useEffect(() => {
    if (!isLive) {
      return undefined;
    }

    let last = Date.now();
    let timer: ReturnType<typeof setTimeout> | undefined;
    const schedule = (): void => {
      clearTimeout(timer);
      if (document.visibilityState === 'visible') {
        timer = setTimeout(refresh, Math.max(0, last + period - Date.now()));
      }
    };
    const refresh = (): void => {
      last = Date.now();
      setTick(count => count + 1);
      schedule();
    };
    document.addEventListener('visibilitychange', schedule);
    schedule();
    return () => {
      clearTimeout(timer);
      document.removeEventListener('visibilitychange', schedule);
    };
  }, [isLive]);
  return tick;
}
