import type { JSX } from 'preact';

/** Where rows will be. */
export function SkeletonRows({ count }: { count: number }): JSX.Element {
  return (
    <div class="skeleton-rows" aria-hidden="true">
      {Array.from({ length: count }, (_, row) => <span key={row} class={`skeleton row-${row % 4}`} />)}
    </div>
  );
}

/** Where a chart will be. */
export function SkeletonChart(): JSX.Element {
  return <div class="skeleton chart-skeleton" aria-hidden="true" />;
}
