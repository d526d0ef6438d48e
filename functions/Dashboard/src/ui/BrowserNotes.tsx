import type { JSX } from 'preact';
import { isLanguageKnown } from '../format/week';
import { browserZone, toldZone } from '../time/zone';
import { Icon } from './Icon';

/** What the browser does not say, and what is taken instead. */
export function BrowserNotes(): JSX.Element | null {
  const [told, zone] = [toldZone(), browserZone()];
  const notes = [
    ...(told === zone ? [] : [`This browser does not say in which time zone it is${told === '' ? '' : ` (it says “${told}”)`}. Where none is chosen, the days are those of UTC.`]),
    ...(isLanguageKnown() ? [] : [`The language of this browser, “${navigator.language}”, is not known. Weeks begin on Monday, as ISO 8601 has it.`]),
  ];
  return notes.length === 0 ? null : <div class="banner browser-notes" role="note"><Icon name="globe" /><div>{notes.map(note => <p key={note}>{note}</p>)}</div></div>;
}
