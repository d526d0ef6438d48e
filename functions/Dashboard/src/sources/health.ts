import type { Source } from '../api/types';
import type { Grade } from '../panels/latency';

/** How often a source polls where it does not say, in seconds. */
const usual = 60;
const patience = 5;

/** How a source is, in a word. */
export function healthOf({ error, lag_seconds: lag, poll_seconds: poll = usual, problems }: Source): Grade {
  if (error !== undefined) {
    return { word: 'Failing', tone: 'poor', icon: 'alert' };
  }

  if (lag === undefined) {
    return { word: 'Starting', tone: 'none', icon: 'dash' };
  }

  return lag > patience * poll ? { word: 'Late', tone: 'poor', icon: 'alert' }
    : problems.length > 0 ? { word: 'Incomplete', tone: 'moderate', icon: 'dash' }
    : { word: 'Up to date', tone: 'good', icon: 'check' };
}
