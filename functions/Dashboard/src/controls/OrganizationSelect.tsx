import type { JSX } from 'preact';
import type { Template } from '../api/types';
import { compareTexts } from '../format/text';
import { Icon } from '../ui/Icon';
import { go, withQuery } from '../view/location';

interface Props {
  templates: readonly Template[];
  organization: string | undefined;
  /** Whether one has to be chosen: all of them together may not be viewed. */
  isRequired?: boolean;
}

/** Narrows a view to an organization; there is nothing to choose where all templates are of one. */
export function OrganizationSelect({ templates, organization, isRequired = false }: Props): JSX.Element | null {
  const names = new Map<string, string>();
  for (const template of templates) {
    if (template.organization_id !== undefined) {
      names.set(template.organization_id, template.organization_display_name || template.organization_name || template.organization_id);
    }
  }

  return names.size < 2 ? null : (
    <label class="select">
      <span class="visually-hidden">Organization</span>
      <select value={organization ?? ''} onChange={event => go(withQuery({ organization: event.currentTarget.value }))}>
        {!isRequired && <option value="">All organizations</option>}
        {[...names].sort((one, other) => compareTexts(one[1], other[1])).map(([id, name]) => <option key={id} value={id} translate={false}>{name}</option>)}
      </select>
      <Icon name="down" size={12} />
    </label>
  );
}
