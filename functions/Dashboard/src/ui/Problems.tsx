import type { JSX } from 'preact';
import { Icon } from './Icon';

/** Says in words what of an address could not be shown. */
export function Problems({ problems }: { problems: readonly string[] }): JSX.Element | null {
  return problems.length === 0 ? null : (
    <div class="banner" role="alert">
      <Icon name="alert" /><div>{problems.map(problem => <p key={problem}>{problem}</p>)}</div>
    </div>
  );
}
