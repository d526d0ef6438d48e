import type { JSX } from 'preact';
import type { ParameterOption } from '../api/types';
import { Icon } from '../ui/Icon';
import { Monogram } from '../ui/Monogram';

interface Props {
  value: string;
  parameter: { type: string; options?: ParameterOption[] | undefined };
}

/** A value in words alone. */
export const valueText = (value: string, { options }: Props['parameter']): string => options?.find(option => option.value === value)?.name || value || 'nothing';

/** A value as its type says: an option by name, true and false, a list, a link, text; an empty one is said to be. */
export function ParameterValue({ value, parameter }: Props): JSX.Element {
  const option = parameter.options?.find(one => one.value === value);
  if (option !== undefined) {
    return (
      <span class="option" title={option.description || undefined}>
        {option.icon !== '' && <Monogram name={option.name} image={option.icon} shape="square" />}
        <span class="name">{option.name || value}</span>
      </span>
    );
  }

  if (value === '') {
    return <span class="faint unset">Not set</span>;
  }

  if (parameter.type === 'bool' && (value === 'true' || value === 'false')) {
    return <span class={`option flag-${value}`}><Icon name={value === 'true' ? 'check' : 'close'} size={12} />{value === 'true' ? 'Yes' : 'No'}</span>;
  }

  const list = parameter.type.startsWith('list(') ? itemsOf(value) : null;
  if (list !== null) {
    return list.length === 0
      ? <span class="faint unset">Empty list</span>
      : <span class="chips">{list.map((item, index) => <code key={index}>{item}</code>)}</span>;
  }

  return /^https?:\/\/\S+$/i.test(value)
    ? <a class="link" href={value} title={value} target="_blank" rel="noopener noreferrer"><span class="name">{value.replace(/^https?:\/\/(www\.)?/i, '')}</span><Icon name="external" size={11} /></a>
    : <span class="name value" title={value}>{value}</span>;
}

function itemsOf(value: string): string[] | null {
  try {
    const list: unknown = JSON.parse(value);
    return Array.isArray(list) ? list.map(item => typeof item === 'string' ? item : JSON.stringify(item)) : null;
  } catch {
    return null;
  }
}
