/** A place of a chart of series, such as a day. */
export interface Point {
  label: string;
  title: string;
  /** What sets it apart from the others, such as that it is not over. */
  note?: string | undefined;
}

/** Numbers for each point, null where there is none. */
export interface Series {
  name: string;
  /** Bars are stacked, those below zero downwards. */
  kind: 'line' | 'bar' | 'band';
  /** Its place in the palette, from 1. */
  tone: number;
  values: readonly (number | null)[];
  /** For a band, where it begins; the values say where it ends. */
  lows?: readonly (number | null)[];
  isDashed?: boolean;
}

/** From the lowest to the highest of what is drawn, zero included. */
export function domainOf(series: readonly Series[], count: number): [number, number] {
  const [lows, highs] = [new Array<number>(count).fill(0), new Array<number>(count).fill(0)];
  let [low, high] = [0, 0];
  for (const { kind, values, lows: from } of series) {
    values.forEach((value, index) => {
      if (kind === 'bar') {
        (value ?? 0) < 0 ? lows[index]! += value! : highs[index]! += value ?? 0;
      } else {
        low = Math.min(low, value ?? 0, from?.[index] ?? 0);
        high = Math.max(high, value ?? 0);
      }
    });
  }

  low = Math.min(low, ...lows);
  high = Math.max(high, ...highs);
  return [low, low === 0 && high === 0 ? 1 : high];
}

/** What a series says of a point, in words. What is below zero is drawn so, and said without its sign. */
export function valueText({ values, lows }: Series, index: number, format: (value: number) => string): string {
  const [value, low] = [values[index] ?? null, lows?.[index] ?? null];
  return value === null ? '–' : low === null ? format(Math.abs(value)) : `${format(low)} – ${format(value)}`;
}
