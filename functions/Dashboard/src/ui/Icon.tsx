import type { JSX } from 'preact';

// Drawn on a grid of 16, as outlines of 1.5.
const paths = {
  alert: 'M8 5.5v3M8 11h.01M7.1 2.6 1.9 11.7A1 1 0 0 0 2.8 13.2h10.4a1 1 0 0 0 .9-1.5L8.9 2.6a1 1 0 0 0-1.8 0Z',
  bars: 'M3 13V9M8 13V3M13 13V6.5',
  calendar: 'M2.5 6.5h11M5.5 1.8v2.4M10.5 1.8v2.4M3.5 3h9a1 1 0 0 1 1 1v8.5a1 1 0 0 1-1 1h-9a1 1 0 0 1-1-1V4a1 1 0 0 1 1-1Z',
  check: 'm3 8.5 3.2 3.2L13 5',
  clock: 'M8 4.5V8l2.3 1.5M14 8A6 6 0 1 1 2 8a6 6 0 0 1 12 0Z',
  close: 'm4 4 8 8M12 4l-8 8',
  compare: 'M3 13V7.5M6.5 13V3M10 13V9.5M13.5 13V5.5',
  copy: 'M5.5 5.5v-3h8v8h-3M2.5 5.5h8v8h-8Z',
  cube: 'M8 1.8 13.5 5v6L8 14.2 2.5 11V5L8 1.8ZM2.7 5 8 8.1 13.3 5M8 8.1v6',
  code: 'm5.5 4.5-4 3.5 4 3.5M10.5 4.5l4 3.5-4 3.5',
  dash: 'M3.5 8h9',
  down: 'm4 6 4 4 4-4',
  download: 'M8 2v8M4.7 6.9 8 10.2l3.3-3.3M2.5 13.5h11',
  external: 'M6.5 3.5h-3v9h9v-3M9.5 2.5h4v4M13.2 2.8 7.5 8.5',
  filter: 'M2 3.5h12M4.5 8h7M6.5 12.5h3',
  first: 'M11.5 3.5 7 8l4.5 4.5M4.5 3.5v9',
  folder: 'M1.8 12.5v-9h4.4l1.5 1.8h6.5v7.2a.6.6 0 0 1-.6.6H2.4a.6.6 0 0 1-.6-.6Z',
  globe: 'M14 8A6 6 0 1 1 2 8a6 6 0 0 1 12 0ZM2.2 8h11.6M8 2c2 1.7 2.6 3.7 2.6 6S10 12.3 8 14C6 12.3 5.4 10.3 5.4 8S6 3.7 8 2Z',
  gauge: 'M2.8 12a6 6 0 1 1 10.4 0M8 9.5l2.6-3',
  info: 'M8 7.4v3.6M8 5h.01M14 8A6 6 0 1 1 2 8a6 6 0 0 1 12 0Z',
  key: 'M9.6 6.4 14 2M11.3 4.7l1.9 1.9M9.9 9.2a3.3 3.3 0 1 1-6.6 0 3.3 3.3 0 0 1 6.6 0Z',
  last: 'M4.5 3.5 9 8l-4.5 4.5M11.5 3.5v9',
  left: 'M10 3.5 5.5 8l4.5 4.5',
  lock: 'M4.8 7V5a3.2 3.2 0 0 1 6.4 0v2M3.5 7h9v6.5h-9Z',
  moon: 'M13.5 9.3A5.8 5.8 0 0 1 6.7 2.5a5.8 5.8 0 1 0 6.8 6.8Z',
  picture: 'M2 3h12v10H2ZM2 11l3.5-3.5 3 3 2-2L14 12M10.2 6.3h.01',
  print: 'M4.5 5.5v-3.5h7v3.5M4.5 11.5h-2.5v-5.5h12v5.5h-2.5M4.5 9.5h7v4.5h-7Z',
  plug: 'M6 1.8v3M10 1.8v3M4 4.8h8v2.4a4 4 0 0 1-8 0ZM8 11.2v3',
  refresh: 'M13.5 3v3.5H10M13.2 6.4A5.6 5.6 0 1 0 13.5 9.5',
  right: 'M6 3.5 10.5 8 6 12.5',
  search: 'M10.9 10.9 14 14M12.3 7.2a5.2 5.2 0 1 1-10.4 0 5.2 5.2 0 0 1 10.4 0Z',
  shield: 'M8 1.8 13 3.6v4c0 3-2 5.3-5 6.6-3-1.3-5-3.6-5-6.6v-4Z',
  signOut: 'M6.5 2.5h-4v11h4M10.5 11 13.5 8l-3-3M13.3 8H6.5',
  sliders: 'M2 4.5h6M12 4.5h2M2 11.5h2M8 11.5h6M10 2.8v3.4M6 9.8v3.4',
  sun: 'M8 1.5v1.3M8 13.2v1.3M1.5 8h1.3M13.2 8h1.3M3.4 3.4l.9.9M11.7 11.7l.9.9M3.4 12.6l.9-.9M11.7 4.3l.9-.9M10.8 8a2.8 2.8 0 1 1-5.6 0 2.8 2.8 0 0 1 5.6 0Z',
  table: 'M2 3h12v10H2ZM2 6.5h12M2 9.8h12M6.5 6.5V13',
  terminal: 'm3 4.5 3.5 3.5L3 11.5M8.5 12H13',
  trend: 'm2 11.5 4-4.5 3 2.5 5-6M10.5 3.5H14V7',
  users: 'M10.5 13.5v-1a3 3 0 0 0-3-3h-3a3 3 0 0 0-3 3v1M8.3 4.7a2.3 2.3 0 1 1-4.6 0 2.3 2.3 0 0 1 4.6 0ZM14.5 13.5v-1a3 3 0 0 0-2.2-2.9M10.5 2.5a2.3 2.3 0 0 1 0 4.4',
} as const;

export type IconName = keyof typeof paths;

/** A picture beside words; it says nothing of its own. */
export function Icon({ name, size = 16 }: { name: IconName; size?: number }): JSX.Element {
  return (
    <svg class="icon" style={{ inlineSize: `${size / 16}rem`, blockSize: `${size / 16}rem` }} viewBox="0 0 16 16" aria-hidden="true" focusable="false">
      <path d={paths[name]} />
    </svg>
  );
}
