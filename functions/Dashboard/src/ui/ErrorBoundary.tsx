import { Component, type ComponentChildren } from 'preact';
import { Notice } from './Notice';

interface Props {
  children: ComponentChildren;
}

/** Says so where a view cannot be drawn: without it the page would be blank. The console has what went wrong. */
export class ErrorBoundary extends Component<Props, { hasFailed: boolean }> {
  override state = { hasFailed: false };

  static override getDerivedStateFromError(): { hasFailed: boolean } {
    return { hasFailed: true };
  }

  override componentDidCatch(error: unknown): void {
    console.error(error);
  }

  override render(): ComponentChildren {
    return this.state.hasFailed ? (
      <Notice icon="alert" title="This view cannot be shown.">
        <p>It is a fault of the page. Load it again, or go on with another view.</p>
        <button type="button" class="button" onClick={() => location.reload()}>Load again</button>
        <a class="button" href="/">All templates</a>
      </Notice>
    ) : this.props.children;
  }
}
