import type { JSX } from 'preact';
import type { Adopted, Adoption } from '../api/answers';
import type { Query } from '../api/client';
import { Meter } from '../charts/Meter';
import type { Before } from '../figures/before';
import { beforeColumn } from '../figures/beforeColumn';
import { formatCount, formatShare } from '../format/text';
import { DataTable, type Column } from '../lists/DataTable';
import { useList } from '../lists/list';
import { useSubject } from '../sections/answers';

interface Props {
  report: Adoption;
  before: Before<Adoption>;
  /** Shows who of those who may is active, and who is not. */
  onOpen: ((title: string, of: Adopted, more: Query) => void) | undefined;
}

interface Row extends Adopted {
  id: string;
  kind: 'Template' | 'Group' | 'Organization';
  name: string;
}

/** Templates, groups and organizations by the share of their people who are active. */
export function AdoptedTable({ report, before, onOpen }: Props): JSX.Element {
  const { nameOfTemplate, isTemplate, view } = useSubject();
  const rows = (one: Adoption): Row[] => rowsOf(one, isTemplate ? undefined : nameOfTemplate);
  const keyOf = ({ kind, id }: Row): string => `${kind} ${id}`;
  const list = useList('share');

  // The members of a group are asked for as a filter, which takes the place of one that is there.
  const open = onOpen && ((row: Row): (() => void) | undefined =>
    row.kind === 'Template' ? () => onOpen(`Who adopts ${row.name}`, row, { template_ids: row.id, organization_id: undefined })
    : view.filters.groups.length === 0 ? () => onOpen(`Who adopts it in ${row.name}`, row, { group_ids: row.id }) : undefined);
  return (
    <DataTable
      list={list} rows={rows(report)} columns={[...columnsOf(open), ...beforeColumn({ before, rows, keyOf, value: row => row.adopted_users, format: formatCount })]} keyOf={keyOf} textOf={({ name, kind }) => `${name} ${kind}`} name="Adoption of each" many="rows"
      attributes={({ id, kind, eligible_users: eligible, adopted_users: adopted }) => ({ 'data-adopted': `${kind} ${id}`, 'data-eligible': eligible ?? '', 'data-users': adopted ?? '' })}
    />
  );
}

function Name({ row: { name }, onOpen }: { row: Row; onOpen: (() => void) | undefined }): JSX.Element {
  const text = <span class="name" translate={false}>{name}</span>;
  return onOpen === undefined ? text : <button type="button" class="opener" title={`Who adopts it: ${name}`} onClick={onOpen}>{text}</button>;
}

function rowsOf({ templates, groups, organizations }: Adoption, nameOfTemplate: ((id: string) => string) | undefined): Row[] {
  return [
    ...(nameOfTemplate === undefined ? [] : templates.map((one): Row => ({ ...one, id: one.template_id, kind: 'Template', name: nameOfTemplate(one.template_id) }))),
    ...groups.map((one): Row => ({ ...one, id: one.group_id, kind: 'Group', name: one.display_name || one.name })),
    ...organizations.map((one): Row => ({ ...one, id: one.organization_id, kind: 'Organization', name: one.display_name || one.name })),
  ];
}

const columnsOf = (open: ((row: Row) => (() => void) | undefined) | undefined): readonly Column<Row>[] => [
  { id: 'name', title: 'Name', value: ({ name }) => name, cell: row => <Name row={row} onOpen={row.eligible_users === undefined ? undefined : open?.(row)} /> },
  { id: 'kind', title: 'Kind', class: 'faint', value: ({ kind }) => kind, cell: ({ kind }) => <span>{kind}</span> },
  {
    id: 'share', title: 'Share', class: 'share', value: ({ share }) => share ?? -1,
    cell: ({ share }) => (share === undefined ? <>–</> : <span class="share-bar"><Meter share={share} /><span class="bar-share" translate={false}>{formatShare(share)}</span></span>),
  },
  { id: 'adopted', title: 'Active', class: 'number', value: ({ adopted_users: adopted }) => adopted ?? -1, cell: ({ adopted_users: adopted }) => <b translate={false}>{adopted === undefined ? '–' : formatCount(adopted)}</b> },
  { id: 'eligible', title: 'May use it', class: 'number', value: ({ eligible_users: eligible }) => eligible ?? -1, cell: ({ eligible_users: eligible }) => <span translate={false}>{eligible === undefined ? '–' : formatCount(eligible)}</span> },
];
