import type { JSX } from 'preact';
import { Icon } from '../ui/Icon';
import { Monogram } from '../ui/Monogram';
import { builtinIconOf } from './builtinIcon';

/** Stands for an app: the page's own picture of a built-in one, what the template says of others. */
export function AppIcon({ app }: { app: { slug: string; display_name: string; icon: string; type?: string } }): JSX.Element {
  const icon = app.type === 'builtin' ? builtinIconOf(app.slug) : null;
  return icon === null
    ? <Monogram name={app.display_name || app.slug} image={app.icon} shape="square" />
    : <span class="tile" aria-hidden="true"><Icon name={icon} /></span>;
}
