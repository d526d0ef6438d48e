import type { ComponentChildren, JSX } from 'preact';
import { useId } from 'preact/hooks';
import type { ApiError } from '../api/client';
import type { Resource } from '../api/resource';
import { Icon, type IconName } from '../ui/Icon';
import { RetryButton } from '../ui/RetryButton';
import { EmptyState, type Source } from './EmptyState';

interface Props<T> {
  title: string;
  icon: IconName;
  span: string;
  resource: Resource<T>;
  isEmpty: (data: T) => boolean;
  skeleton: ComponentChildren;
  /** The figure that sums the panel up. */
  headline?: (data: T) => ComponentChildren;
  actions?: ComponentChildren;
  note?: string;
  source?: Source;
  /** Said in place of the usual checks when there is nothing to show; undefined where they should be said. */
  empty?: (data: T) => ComponentChildren | undefined;
  children: (data: T) => ComponentChildren;
}

/** A part of a page with a loading, an empty and an error state of its own. */
export function Panel<T>({ title, icon, span, resource, isEmpty, skeleton, headline, actions, note, source = 'connections', empty, children }: Props<T>): JSX.Element {
  const id = useId();
  const isReady = resource.state === 'ready';
  return (
    <section class={`panel ${span}`} aria-labelledby={id} aria-busy={resource.state === 'loading'} data-state={resource.state}>
      <header class="panel-head">
        <Icon name={icon} />
        <div class="panel-title">
          <h2 id={id}>{title}</h2>
          {isReady && !isEmpty(resource.data) && headline !== undefined && <span class="headline">{headline(resource.data)}</span>}
          {isReady && resource.isStale && <span class="badge stale" title="The last refresh failed; it is tried again.">Not refreshed</span>}
        </div>
        <span class="panel-actions">{isReady && !isEmpty(resource.data) && actions}</span>
      </header>
      {note !== undefined && <p class="panel-note">{note}</p>}
      <div class="panel-body">
        {resource.state === 'loading' && <><span class="visually-hidden" role="status">Loading</span>{skeleton}</>}
        {resource.state === 'failed' && <Failure error={resource.error} retry={resource.retry} />}
        {isReady && (isEmpty(resource.data) ? empty?.(resource.data) ?? <EmptyState source={source} /> : children(resource.data))}
      </div>
    </section>
  );
}

function Failure({ error, retry }: { error: ApiError; retry: () => void }): JSX.Element {
  return (
    <div class="notice failure" role="alert">
      <span class="notice-icon"><Icon name="alert" size={20} /></span>
      <p class="notice-title">{error.message}</p>
      {error.detail !== '' && <p>{error.detail}</p>}
      {error.requestId !== '' && <p class="faint">Request <code>{error.requestId}</code></p>}
      <RetryButton retry={retry} />
    </div>
  );
}
