import type { JSX } from 'preact';
import type { Concurrency } from '../api/answers';
import { BeforeNote } from '../figures/BeforeNote';
import { useAnswer, useBefore, useSubject } from '../sections/answers';
import { ConcurrencyPanel } from './ConcurrencyPanel';
import { ForecastPanel } from './ForecastPanel';
import { HoursPanel } from './HoursPanel';

/** How many at once, when, and how many there will be. */
export function CapacitySection(): JSX.Element {
  const concurrency = useAnswer<Concurrency>('concurrency');
  const before = useBefore<Concurrency>('concurrency', concurrency);
  return (
    <>
      <BeforeNote before={before} {...useSubject()} />
      <ConcurrencyPanel resource={concurrency} before={before} />
      <HoursPanel resource={concurrency} before={before} />
      <ForecastPanel />
    </>
  );
}
