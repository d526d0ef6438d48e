import type { JSX } from 'preact';
import type { Concurrency } from '../api/answers';
import { useAnswer } from '../sections/answers';
import { ConcurrencyPanel } from './ConcurrencyPanel';
import { ForecastPanel } from './ForecastPanel';
import { HoursPanel } from './HoursPanel';

/** How many at once, when, and how many there will be. */
export function CapacitySection(): JSX.Element {
  const concurrency = useAnswer<Concurrency>('concurrency');
  return (
    <>
      <ConcurrencyPanel resource={concurrency} />
      <HoursPanel resource={concurrency} />
      <ForecastPanel />
    </>
  );
}
