import type { ComponentChildren, JSX } from 'preact';
import { Icon, type IconName } from './Icon';

interface Props {
  icon: IconName;
  title: string;
  children?: ComponentChildren;
}

/** Says in words why there is nothing to see here, and what to do. */
export function Notice({ icon, title, children }: Props): JSX.Element {
  return (
    <div class="notice" role="status">
      <span class="notice-icon"><Icon name={icon} size={20} /></span>
      <p class="notice-title">{title}</p>
      {children}
    </div>
  );
}
