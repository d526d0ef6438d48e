import type { JSX } from 'preact';
import type { Series } from './series';

/** What the marks of a chart stand for. */
export function Legend({ series }: { series: readonly Series[] }): JSX.Element {
  return (
    <ul class="legend">
      {series.map(one => <li key={one.name}><span class={`swatch ${one.kind} tone-${one.tone}${one.isDashed ? ' dashed' : ''}`} aria-hidden="true" /><span>{one.name}</span></li>)}
    </ul>
  );
}
