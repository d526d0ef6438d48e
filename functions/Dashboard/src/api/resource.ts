import { useEffect, useRef, useState } from 'preact/hooks';
import { ApiError, isAbort } from './client';

/** Something that is fetched: each panel shows the state of its own. */
export type Resource<T> =
  | { state: 'loading' }
  | { state: 'failed'; error: ApiError; retry: () => void }
  | { state: 'ready'; data: T; isStale: boolean };

type Settled<T> = { key: string; data: T; isStale: boolean } | { key: string; error: ApiError };

/**
 * Fetches while `key` stays the same, again when `tick` changes, and ends what is under way when the key changes; a tick lets
 * it go on, or what takes longer than from one tick to the next would never be shown. A refresh that fails for a reason that
 * may pass leaves what is shown, marked as stale; one that is refused, as after a permission was withdrawn, takes its place.
 * What is over is fetched once: it does not change. Without `load` nothing is fetched.
 */
export function useResource<T>(key: string, tick: number, load: ((signal: AbortSignal) => Promise<T>) | undefined, isOver = false): Resource<T> {
  const [settled, setSettled] = useState<Settled<T> | null>(null);
  const [attempt, setAttempt] = useState(0);
  const loader = useRef(load);
  loader.current = load;
  const underWay = useRef<{ key: string; aborter: AbortController } | null>(null);

  useEffect(() => {
    const isKnown = isOver && settled !== null && settled.key === key && 'data' in settled;
    if (isKnown || underWay.current?.key === key) {
      return;
    }

    underWay.current?.aborter.abort();
    if (loader.current === undefined) {
      underWay.current = null;
      return;
    }

    const aborter = new AbortController();
    const request = { key, aborter };
    underWay.current = request;
    loader.current(aborter.signal).finally(() => {
      underWay.current = underWay.current === request ? null : underWay.current;
    }).then(
      data => setSettled({ key, data, isStale: false }),
      (error: unknown) => {
        if (aborter.signal.aborted || isAbort(error)) {
          return;
        }

        const known = error instanceof ApiError ? error : new ApiError(0, 'The answer could not be read.', String(error));
        setSettled(before => (known.mayPass && before !== null && before.key === key && 'data' in before ? { ...before, isStale: true } : { key, error: known }));
      },
    );
  }, [key, load === undefined, tick, attempt]);
  useEffect(() => () => underWay.current?.aborter.abort(), []);

  if (settled === null || settled.key !== key) {
    return { state: 'loading' };
  }

  if ('data' in settled) {
    return { state: 'ready', data: settled.data, isStale: settled.isStale };
  }

  const retry = (): void => {
    setSettled(null);
    setAttempt(count => count + 1);
  };
  return { state: 'failed', error: settled.error, retry };
}

/** What two resources give together. */
export function both<A, B>(first: Resource<A>, second: Resource<B>): Resource<[A, B]> {
  if (first.state === 'failed') {
    return first;
  }

  if (second.state === 'failed') {
    return second;
  }

  return first.state === 'ready' && second.state === 'ready'
    ? { state: 'ready', data: [first.data, second.data], isStale: first.isStale || second.isStale }
    : { state: 'loading' };
}

/** The same resource, with something else made of its data. */
export function mapResource<T, R>(resource: Resource<T>, map: (data: T) => R): Resource<R> {
  return resource.state === 'ready' ? { ...resource, data: map(resource.data) } : resource;
}
