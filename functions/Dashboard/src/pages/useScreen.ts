import { useRef } from 'preact/hooks';
import { both, mapResource, useResource, type Resource } from '../api/resource';
import { getScreen, getScreenPart, periodText, type Compared, type Screen, type ScreenQuery } from '../api/screen';
import type { Interval, IntervalReport } from '../api/types';
import { useSignedIn } from '../session/session';

/** A screen, and the two parts of it that may be others than those that it came with. */
export interface ScreenResources {
  screen: Resource<Screen>;
  intervals: Resource<IntervalReport[]>;
  compared: Resource<Compared>;
}

/** A screen with what it was asked for. */
interface Asked extends Screen {
  interval: Interval;
  beside: string;
}

/**
 * A first screen in one request. Days that are shown as weeks, and something else to compare with, are asked for alone: all else of the
 * screen stays what it was. What is over is asked for once. The key tells one screen from another, whatever its intervals and what is beside it.
 */
export function useScreen(key: string, tick: number, query: ScreenQuery): ScreenResources {
  const { client } = useSignedIn();
  const last = useRef<{ key: string; screen: Asked; also: Map<string, Screen['also'][number]> } | null>(null);
  const wanted = besideText(query);
  const screen = useResource(`screen ${key}`, tick, async (signal): Promise<Asked> => {
    const known = last.current?.key === key ? last.current : null;
    const compared = query.beside.isOver && known?.screen.beside === wanted ? known.screen.compared : undefined;
    const answer = { ...await getScreen(client, query, { compared, also: known?.also ?? new Map() }, signal), interval: query.interval, beside: wanted };
    last.current = { key, screen: answer, also: new Map(query.also.map((period, place) => [periodText(period), answer.also[place]!])) };
    return answer;
  });

  const [hasIntervals, hasCompared] = screen.state === 'ready' ? [screen.data.interval === query.interval, screen.data.beside === wanted] : [true, true];
  const isWhole = hasIntervals && hasCompared;
  const part = useResource(`part ${query.interval} ${wanted} ${key}`, query.beside.isOver ? 0 : tick, isWhole ? undefined : signal => getScreenPart(client, query, signal));
  const withPart = both(screen, part);
  return {
    screen,
    intervals: hasIntervals ? mapResource(screen, one => one.interval_reports) : mapResource(withPart, ([, one]) => one.interval_reports),
    compared: hasCompared ? mapResource(screen, one => one.compared) : mapResource(withPart, ([, one]) => one.compared),
  };
}

/** Tells apart what stands beside a screen. What is not over is the same until it is asked for again; intervals are only there with the whole of it. */
const besideText = ({ beside: { period, templates, isWhole, isOver }, interval }: ScreenQuery): string =>
  JSON.stringify([isOver ? period : period.start_time, templates, isWhole && interval]);
