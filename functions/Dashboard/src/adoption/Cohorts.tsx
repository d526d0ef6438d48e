import type { JSX } from 'preact';
import type { Adoption } from '../api/answers';
import { formatCount, formatShare, formatShortDate, plural } from '../format/text';
import { dayAt } from '../time/zone';

interface Props {
  cohorts: Adoption['cohorts'];
  zone: string;
  /** Shows who of a cohort, which is named by its start, was active so many weeks later. */
  onOpen: ((start: string, later: number) => void) | undefined;
}

/** How many of those who began in the same week are still there in the weeks after. */
export function Cohorts({ cohorts, zone, onOpen }: Props): JSX.Element {
  const weeks = Math.max(...cohorts.map(({ active }) => active.length));
  return (
    <div class="scroll cohorts" role="region" aria-label="Cohorts by week of first use" tabIndex={0}>
      <table>
        <thead><tr><th scope="col">First week</th><th scope="col" class="number">Users</th>{Array.from({ length: weeks }, (_, week) => <th key={week} scope="col" class="number"><span class="visually-hidden">Week </span><span translate={false}>{formatCount(week)}</span></th>)}</tr></thead>
        <tbody>
          {cohorts.map(({ start_time: start, users, active }) => (
            <tr key={start} data-cohort={users} data-active={active.join(' ')}>
              <th scope="row" translate={false}>{formatShortDate(dayAt(Date.parse(start), zone))}</th>
              <td class="number" translate={false}>{formatCount(users)}</td>
              {active.map((count, week) => (
                <td key={week} class={`cohort step-${Math.ceil((users === 0 ? 0 : count / users) * 5)}`} title={formatCount(count)}>
                  {onOpen === undefined || count === 0 ? <Share of={users} count={count} /> : (
                    <button type="button" class="opener counted" title={plural(count, 'user', 'users')} onClick={() => onOpen(start, week)}><Share of={users} count={count} /></button>
                  )}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Share({ of, count }: { of: number; count: number }): JSX.Element {
  return <span translate={false}>{of === 0 ? '–' : formatShare(count / of)}</span>;
}
