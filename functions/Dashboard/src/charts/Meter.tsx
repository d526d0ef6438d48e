import type { JSX } from 'preact';

/** A bar for a share of a whole, beside the figure that it pictures. */
export function Meter({ share, tone = 'accent' }: { share: number; tone?: string }): JSX.Element {
  return (
    <span class={`meter ${tone}`} aria-hidden="true">
      <span style={{ inlineSize: `${Math.max(share > 0 ? 0.75 : 0, share * 100)}%` }} />
    </span>
  );
}
