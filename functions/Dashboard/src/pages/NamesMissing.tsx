import type { JSX } from 'preact';
import type { Resource } from '../api/resource';
import { Icon } from '../ui/Icon';
import { RetryButton } from '../ui/RetryButton';

/** Says that what the names and pictures of templates come from has failed, which the figures do not depend on. */
export function NamesMissing({ templates }: { templates: Resource<unknown> }): JSX.Element | null {
  return templates.state !== 'failed' ? null : (
    <p class="banner" role="alert">
      <Icon name="alert" />The names of templates are missing: {templates.error.message} <RetryButton retry={templates.retry} />
    </p>
  );
}
