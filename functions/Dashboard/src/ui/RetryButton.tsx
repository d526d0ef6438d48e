import type { JSX } from 'preact';
import { focusAround } from './arrival';
import { Icon } from './Icon';

/** Tries again what failed; it goes away while that is under way. */
export function RetryButton({ retry }: { retry: () => void }): JSX.Element {
  const onClick = (event: MouseEvent): void => {
    focusAround(event.currentTarget as HTMLElement);
    retry();
  };
  return <button type="button" class="button" onClick={onClick}><Icon name="refresh" />Try again</button>;
}
