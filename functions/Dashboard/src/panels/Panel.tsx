import type { ComponentChildren, JSX, RefObject } from 'preact';
import { useId } from 'preact/hooks';
import type { ApiError } from '../api/client';
import type { Resource } from '../api/resource';
import { Withheld } from '../privacy/Withheld';
import { ErrorBoundary } from '../ui/ErrorBoundary';
import { Icon, type IconName } from '../ui/Icon';
import { RetryButton } from '../ui/RetryButton';
import { EmptyState, type Source } from './EmptyState';
import { Explanation } from './Explanation';

interface Props<T> {
  title: string;
  icon: IconName;
  span: string;
  resource: Resource<T>;
  isEmpty: (data: T) => boolean;
  skeleton: ComponentChildren;
  /** The figure that sums the panel up. */
  headline?: (data: T) => ComponentChildren;
  /** How the figures come about. */
  explanation?: ComponentChildren;
  actions?: ComponentChildren;
  note?: ComponentChildren;
  source?: Source;
  /** The element of it, for who waits for it to be seen. */
  seen?: RefObject<HTMLElement | null> | undefined;
  /** Why it is not shown, where it is not. */
  withheld?: string | undefined;
  /** Said in place of the usual checks when there is nothing to show; undefined where they should be said. */
  empty?: (data: T) => ComponentChildren | undefined;
  children: (data: T) => ComponentChildren;
}

/** A part of a page with a loading, an empty and an error state of its own; what cannot be drawn in it leaves the others. */
export function Panel<T>(props: Props<T>): JSX.Element {
  const { title, icon, span, resource, seen = null } = props;
  const id = useId();
  const withheld = withheldOf(props);
  if (withheld !== undefined) {
    return (
      <section class={`panel ${span}`} aria-labelledby={id} data-state="withheld" ref={seen}>
        <header class="panel-head"><Icon name={icon} /><div class="panel-title"><h2 id={id}>{title}</h2></div></header>
        <div class="panel-body"><Withheld>{withheld}</Withheld></div>
      </section>
    );
  }

  const given = resource.state === 'ready' ? resource.data : resource.state;
  return (
    <section class={`panel ${span}`} aria-labelledby={id} aria-busy={resource.state === 'loading'} data-state={resource.state} ref={seen}>
      <ErrorBoundary given={given} fallback={retry => <><header class="panel-head"><Icon name={icon} /><h2 id={id}>{title}</h2></header><Fault retry={retry} /></>}>
        <Content id={id} {...props} />
      </ErrorBoundary>
    </section>
  );
}

/** Why a panel is not shown: as the view knows, or as the API says, which refuses to tell of single people. */
function withheldOf<T>({ withheld, resource }: Props<T>): string | undefined {
  return withheld ?? (resource.state === 'failed' && resource.error.isWithheld ? resource.error.detail || resource.error.message : undefined);
}

function Content<T>(props: Props<T> & { id: string }): JSX.Element {
  const { id, title, icon, resource, isEmpty, skeleton, headline, explanation, actions, note, source = 'connections', empty, children } = props;
  const hasFigures = resource.state === 'ready' && !isEmpty(resource.data);
  return (
    <>
      <header class="panel-head">
        <Icon name={icon} />
        <div class="panel-title">
          <h2 id={id}>{title}</h2>
          {hasFigures && headline !== undefined && <span class="headline">{headline(resource.data)}</span>}
          {resource.state === 'ready' && resource.isStale && <span class="badge stale" title="The last refresh failed; it is tried again.">Not refreshed</span>}
        </div>
        <span class="panel-actions">
          {explanation !== undefined && <Explanation of={title}>{explanation}</Explanation>}
          {hasFigures && actions}
        </span>
      </header>
      {note !== undefined && <p class="panel-note">{note}</p>}
      <div class="panel-body">
        {resource.state === 'loading' && <><span class="visually-hidden" role="status">Loading</span>{skeleton}</>}
        {resource.state === 'failed' && <Failure error={resource.error} retry={resource.retry} />}
        {resource.state === 'ready' && (hasFigures ? children(resource.data) : empty?.(resource.data) ?? <EmptyState source={source} />)}
      </div>
    </>
  );
}

function Failure({ error, retry }: { error: ApiError; retry: () => void }): JSX.Element {
  return (
    <div class="notice failure" role="alert">
      <span class="notice-icon"><Icon name="alert" size={20} /></span>
      <p class="notice-title">{error.message}</p>
      {error.detail !== '' && <p>{error.detail}</p>}
      {error.requestId !== '' && <p class="faint">Request <code translate={false}>{error.requestId}</code></p>}
      <RetryButton retry={retry} />
    </div>
  );
}

function Fault({ retry }: { retry: () => void }): JSX.Element {
  return (
    <div class="notice failure" role="alert">
      <span class="notice-icon"><Icon name="alert" size={20} /></span>
      <p class="notice-title">This panel cannot be shown.</p>
      <p>It is a fault of the page; the other panels are not concerned.</p>
      <RetryButton retry={retry} />
    </div>
  );
}
