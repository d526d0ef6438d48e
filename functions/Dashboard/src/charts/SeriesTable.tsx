import type { JSX } from 'preact';
import { valueText, type Point, type Series } from './series';

interface Props {
  name: string;
  pointName: string;
  points: readonly Point[];
  series: readonly Series[];
  format: (value: number) => string;
}

/** The figures of a chart, all of them, for who cannot see it. */
export function SeriesTable({ name, pointName, points, series, format }: Props): JSX.Element {
  return (
    <div class="visually-hidden" role="region" aria-label={`${name} as a table`}>
      <table>
        <thead><tr><th scope="col">{pointName}</th>{series.map(one => <th key={one.name} scope="col">{one.name}</th>)}</tr></thead>
        <tbody>
          {points.map((point, index) => (
            <tr key={index} data-point={index}>
              <th scope="row"><span translate={false}>{point.title}</span></th>
              {series.map(one => <td key={one.name} data-value={one.values[index] ?? ''} data-low={one.lows?.[index] ?? undefined}><span translate={false}>{valueText(one, index, format)}</span></td>)}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
