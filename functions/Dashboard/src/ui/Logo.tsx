import type { JSX } from 'preact';

/** The mark of the page. */
export function Logo(): JSX.Element {
  return (
    <svg class="logo" viewBox="0 0 32 32" aria-hidden="true" focusable="false">
      <rect class="logo-ground" width="32" height="32" rx="8" />
      <rect class="logo-bar" x="7" y="17" width="4" height="8" rx="1.5" />
      <rect class="logo-bar" x="14" y="12" width="4" height="13" rx="1.5" />
      <rect class="logo-bar" x="21" y="7" width="4" height="18" rx="1.5" />
    </svg>
  );
}
