import type { JSX } from 'preact';
import type { Interval } from '../api/types';
import type { ChartSlot } from '../charts/slots';
import { DataTable, type Column } from '../lists/DataTable';
import type { List } from '../lists/list';
import { usePeopleFormat } from '../privacy/privacy';

interface Props {
  slots: readonly ChartSlot[];
  interval: Interval;
}

const columnsOf = (interval: Interval): readonly Column<ChartSlot>[] => [
  {
    id: 'slot', title: interval === 'week' ? 'Week' : 'Day', value: slot => slot.start,
    cell: slot => <><span translate={false}>{slot.title}</span>{slot.note !== '' && <span class="faint"> ({slot.note})</span>}</>,
  },
  { id: 'users', title: 'Active users', class: 'number', value: slot => (slot.isRecorded ? slot.value : -1), cell: slot => <Figure slot={slot} /> },
];

/** The chart's figures for who reads rather than looks. */
export function SlotTable({ slots, interval, list }: Props & { list: List }): JSX.Element {
  return (
    <DataTable
      list={list} rows={slots} columns={columnsOf(interval)} keyOf={slot => String(slot.start)} textOf={slot => slot.title} name="Active users as a table"
      many={interval === 'week' ? 'weeks' : 'days'} class="figures" attributes={attributesOf}
    />
  );
}

/** The same, all of it, for who cannot see the chart. */
export function SpokenSlots({ slots, interval }: Props): JSX.Element {
  return (
    <div class="visually-hidden" role="region" aria-label="Active users as a table">
      <table class="figures">
        <thead><tr>{columnsOf(interval).map(({ id, title }) => <th key={id} scope="col">{title}</th>)}</tr></thead>
        <tbody>
          {slots.map(slot => (
            <tr key={slot.start} {...attributesOf(slot)}>
              <th scope="row"><span translate={false}>{slot.title}</span>{slot.note !== '' && <span class="faint"> ({slot.note})</span>}</th>
              <td class="number"><Figure slot={slot} /></td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Figure({ slot }: { slot: ChartSlot }): JSX.Element {
  const format = usePeopleFormat();
  return slot.isRecorded ? <span translate={false}>{format(slot.value)}</span> : <span class="faint">not recorded</span>;
}

const attributesOf = (slot: ChartSlot): Record<string, string | number> => ({ 'data-slot': slot.isRecorded ? slot.value : 'not-recorded' });
