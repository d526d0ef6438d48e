import type { JSX } from 'preact';
import { Icon } from '../ui/Icon';
import type { Before } from './before';
import type { Figure } from './figure';
import { Was } from './Was';

interface Props<T> {
  figures: readonly Figure<T>[];
  now: T;
  before: Before<T>;
}

/** Some figures of a report, each with what it was before and how it changed. */
export function FigureList<T>({ figures, now, before }: Props<T>): JSX.Element {
  return (
    <dl class="overview">
      {figures.map(({ id, title, icon, value, format, text, isBurden }) => {
        const shown = value(now);
        return (
          <div key={id} class="figure" data-figure-of={id} data-now={shown} data-before={before.report === undefined ? undefined : value(before.report)}>
            <dt>{icon !== undefined && <Icon name={icon} />}<span>{title}</span></dt>
            <dd>
              <b class="figure-value" translate={false} data-figure={id}>{shown === undefined ? '–' : text?.(now) ?? format(shown)}</b>
              <Was now={shown} before={before} of={value} format={format} isBurden={isBurden} />
            </dd>
          </div>
        );
      })}
    </dl>
  );
}
