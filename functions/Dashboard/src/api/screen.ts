import type { Privacy } from '../privacy/privacy';
import type { Period } from '../time/period';
import type { Client, Query } from './client';
import type { Scope } from './insights';
import type { ActiveUser, BuildCounts, Figures, Interval, IntervalReport, MeasuredUser, Overview, PeriodOverview, TemplatesReport, UnchangedParameter, UnusedApp } from './types';

/** Somebody with all that is said of him. */
export interface ScreenUser extends ActiveUser, MeasuredUser {}

/** What stands beside a screen: another period of the same templates, or other templates. */
export interface Beside {
  period: Period;
  /** Other templates; undefined for the same. */
  templates: string | undefined;
  /** Whether more of it is wanted than its figures. */
  isWhole: boolean;
  /** Whether it is over, and stays as it is. */
  isOver: boolean;
}

/** What a screen is asked for. */
export interface ScreenQuery {
  scope: Scope;
  interval: Interval;
  timezone: string;
  /** Whether templates are told apart, and what nobody used is looked for. */
  isOfMany: boolean;
  beside: Beside;
  /** Further periods that are over, of which the sums are wanted. */
  also: readonly Period[];
}

/** What stands beside a screen, as it comes. */
export interface Compared {
  figures: Figures;
  /** With the whole of it alone. */
  report?: TemplatesReport;
  interval_reports?: IntervalReport[];
  /** When records of it begin. */
  data_since?: string;
}

/** Several reports, which are of the same moment: the usage is read once for all of them. */
export interface Screen {
  report: TemplatesReport;
  interval_reports: IntervalReport[];
  users: ScreenUser[];
  figures: Figures;
  compared: Compared;
  /** Of each template; there where templates are told apart. */
  overview: Overview | undefined;
  /** Of the further periods, in the order in which they are asked for. */
  also: PeriodOverview[];
  /** When records of it begin; null where there are none. */
  since: number | null;
  /** What it says of people; undefined where it names them. */
  privacy: Privacy | undefined;
  /** The time from which on people are known; null where they are for as long as usage. */
  peopleSince: number | null;
}

/** What is fetched again for another interval, or to compare with something else. */
export type ScreenPart = Pick<Screen, 'interval_reports' | 'compared'>;

/** Figures come with those of builds beside them. */
type Counted<T extends { figures: Figures }> = T & { builds?: BuildCounts };

interface ScreenAnswer extends Omit<Screen, 'compared' | 'overview' | 'also' | 'since' | 'privacy' | 'peopleSince'> {
  builds?: BuildCounts;
  compared?: Counted<Compared>;
  overview?: PeriodOverview;
  unused_template_ids?: string[];
  unused_apps?: UnusedApp[];
  unchanged_parameters?: UnchangedParameter[];
  also?: PeriodOverview[];
}

const sections = ['report', 'interval_reports', 'users', 'figures', 'builds'];
const sectionsOfMany = ['overview', 'unused', 'parameters'];

/** What is known of before, and is not asked for again. */
export interface Known {
  compared: Compared | undefined;
  also: ReadonlyMap<string, PeriodOverview>;
}

/** A screen in one request. */
export async function getScreen(client: Client, query: ScreenQuery, known: Known, signal: AbortSignal): Promise<Screen> {
  const missing = query.also.filter(period => !known.also.has(periodText(period)));
  const { value, since, privacy, peopleSince } = await client.getRecorded<ScreenAnswer>('insights/dashboard', {
    ...queryOf(query, [...sections, ...(query.isOfMany ? sectionsOfMany : [])]),
    ...(known.compared === undefined && besideQuery(query.beside)),
    also: missing.map(periodText).join(','),
  }, signal);
  const asked = new Map(missing.map((period, place) => [periodText(period), value.also![place]!]));
  return {
    ...value,
    figures: { ...value.figures, builds: value.builds },
    compared: known.compared ?? comparedOf(value.compared!),
    overview: value.overview && { ...value.overview, unused_template_ids: value.unused_template_ids, unused_apps: value.unused_apps, unchanged_parameters: value.unchanged_parameters },
    also: query.also.map(period => asked.get(periodText(period)) ?? known.also.get(periodText(period))!),
    since,
    privacy,
    peopleSince,
  };
}

/** The part of a screen that depends on the interval and on what it is compared with. */
export async function getScreenPart(client: Client, query: ScreenQuery, signal: AbortSignal): Promise<ScreenPart> {
  const part = await client.get<{ interval_reports: IntervalReport[]; compared: Counted<Compared> }>('insights/dashboard', { ...queryOf(query, ['interval_reports']), ...besideQuery(query.beside) }, signal);
  return { ...part, compared: comparedOf(part.compared) };
}

const comparedOf = ({ builds, ...compared }: Counted<Compared>): Compared => ({ ...compared, figures: { ...compared.figures, builds } });

const queryOf = ({ scope, interval, timezone }: ScreenQuery, asked: readonly string[]): Query => ({ ...scope, interval, timezone, sections: asked.join(',') });

const besideQuery = ({ period, templates, isWhole }: Beside): Query => ({
  compare: periodText(period),
  compare_template_ids: templates,
  compare_sections: `figures,builds${isWhole ? ',report,interval_reports' : ''}`,
});

/** A period as the API takes it in a list, which also tells it from others. */
export const periodText = ({ start_time: start, end_time: end }: Period): string => `${start}/${end}`;
