import type { ComponentChildren, JSX } from 'preact';
import { go } from '../view/location';

interface Props {
  href: string;
  class?: string;
  current?: boolean;
  children: ComponentChildren;
}

/** A link within the page: a plain click changes the view in place, everything else is the browser's. */
export function Link({ href, class: className, current, children }: Props): JSX.Element {
  const onClick = (event: MouseEvent): void => {
    if (event.button === 0 && !event.metaKey && !event.ctrlKey && !event.shiftKey && !event.altKey) {
      event.preventDefault();
      go(href);
      scrollTo(0, 0);
    }
  };
  return <a href={href} class={className} aria-current={current ? 'page' : undefined} onClick={onClick}>{children}</a>;
}
