import type { JSX } from 'preact';
import { formatCount, formatDate } from '../format/text';
import { Explanation } from '../panels/Explanation';
import { dayAt } from '../time/zone';
import { Icon } from '../ui/Icon';
import { usePrivacy, type Privacy } from './privacy';

const said: Record<Privacy['level'], string> = {
  pseudonymous: 'People have pseudonyms here, which hold for these days alone.',
  aggregated: 'Single people are not shown here.',
};

interface Props {
  /** When people are known from, where some of what is shown is from before. */
  peopleSince?: number | undefined;
}

/** Says what is not shown of people, and how figures are to be read then. Where people are named there is nothing to say. */
export function PrivacyNote({ peopleSince }: Props): JSX.Element | null {
  const privacy = usePrivacy();
  return privacy === undefined ? null : (
    <div class="recorded-since privacy-note faint" data-privacy={privacy.level}>
      <Icon name="shield" />
      <p>{said[privacy.level]} {peopleSince !== undefined && <>They are kept since <span translate={false} data-people-since="">{formatDate(dayAt(peopleSince, 'UTC'))}</span>, and of days before there are only counts: days from then on show more. </>}0, and what is not there, reads “fewer than {formatCount(privacy.floor)} people”.</p>
      <Explanation of="people" title="What is shown of people"><PrivacyExplanation privacy={privacy} isCounted={peopleSince !== undefined} /></Explanation>
    </div>
  );
}

function PrivacyExplanation({ privacy: { level, floor }, isCounted }: { privacy: Privacy; isCounted: boolean }): JSX.Element {
  return (
    <>
      <p>What fewer than {formatCount(floor)} people did with a template and an app in a half-hour is left out of all figures, which are sums of the rest.</p>
      {level === 'aggregated' && <p>Numbers of people are rounded to multiples of {formatCount(floor)}. Nobody is followed from one day to the next: those of several days are those of the busiest.</p>}
      {isCounted ? <p>Where some days have only counts all of them are counted so: nobody is to be counted twice, or found by comparing.</p> : <p>A day is shown when it has been over for three hours, in UTC.</p>}
      <p>Not shown at all are parameters, workspaces, adoption and who needs help, and nothing is narrowed to users or groups: it would tell of single people. {level === 'aggregated' && 'No user is listed.'}</p>
      <p>What you did yourself is on the page “What is known of you”.</p>
    </>
  );
}
