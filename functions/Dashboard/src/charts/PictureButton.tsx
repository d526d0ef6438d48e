import type { JSX } from 'preact';
import { useContext, useState } from 'preact/hooks';
import { saveAs } from '../controls/exports';
import { formatRange } from '../format/text';
import { AboutContext } from '../panels/EmptyState';
import { Icon } from '../ui/Icon';
import { paintChart } from './image';

/** Saves the chart of the panel that the button is in as a picture. */
export function PictureButton({ of }: { of: string }): JSX.Element {
  const { view } = useContext(AboutContext);
  const [failure, setFailure] = useState('');
  const name = `Save ${of} as PNG`;
  const save = (button: HTMLElement): void => {
    const chart = button.closest('section')?.querySelector<SVGSVGElement>('svg.chart');
    if (chart === null || chart === undefined) {
      return;
    }

    const subtitle = view === undefined ? document.title : `${document.title} · ${formatRange(view.range.start, view.range.end)} · ${view.zone}`;
    paintChart(chart, of, subtitle).then(
      picture => {
        setFailure('');
        saveAs(picture, `insights-${of.toLowerCase().replaceAll(/[^a-z0-9]+/g, '-')}${view === undefined ? '' : `-${view.range.start}-${view.range.end}`}.png`);
      },
      () => setFailure('The picture could not be made.'),
    );
  };
  return (
    <>
      {failure !== '' && <span class="badge stale" role="alert">{failure}</span>}
      <button type="button" class="button quiet" title={name} onClick={event => save(event.currentTarget)}>
        <Icon name="picture" /><span class="visually-hidden">{name}</span>
      </button>
    </>
  );
}
