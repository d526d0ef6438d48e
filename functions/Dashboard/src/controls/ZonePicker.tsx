import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { browserZone, offsetName, searchZones, zones } from '../time/zone';
import { Icon } from '../ui/Icon';
import { Popover } from '../ui/Popover';

interface Props {
  zone: string;
  onChange: (zone: string) => void;
}

const shownAtOnce = 60;

const spoken = (zone: string): string => zone.replaceAll('_', ' ');

/** Whose days are counted. */
export function ZonePicker({ zone, onChange }: Props): JSX.Element {
  const offset = offsetName(Date.now(), zone);
  const label = <><Icon name="globe" /><span translate={false}>{spoken(zone)} {offset !== zone && <span class="faint">{offset}</span>}</span><Icon name="down" size={12} /></>;
  return (
    <Popover label={label} name="Time zone" prefix="Time zone:" align="end" class="zone-picker">
      {close => <Choice zone={zone} onChange={next => { onChange(next); close(); }} />}
    </Popover>
  );
}

function Choice({ zone, onChange }: Props): JSX.Element {
  const [search, setSearch] = useState('');
  const found = searchZones(zones(zone), search);
  const first = search.trim() === '' ? [...new Set([zone, browserZone(), 'UTC'])] : [];
  const listed = [...first, ...found.filter(one => !first.includes(one))].slice(0, shownAtOnce);
  return (
    <div class="zone-choice">
      <input
        type="search" placeholder="Search time zones" aria-label="Search time zones" value={search} data-autofocus=""
        onInput={event => setSearch(event.currentTarget.value)}
        onKeyDown={event => { if (event.key === 'Enter' && listed[0] !== undefined) { onChange(listed[0]); } }}
      />
      <ul class="items">
        {listed.map(one => (
          <li key={one}>
            <button type="button" class="item" aria-pressed={one === zone} onClick={() => onChange(one)}>
              <span translate={false}>{spoken(one)}</span>{one === browserZone() && <span class="faint">This browser</span>}
            </button>
          </li>
        ))}
        {listed.length === 0 && <li class="faint none">No time zone has this name.</li>}
      </ul>
    </div>
  );
}
