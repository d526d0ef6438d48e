import { Component, type ComponentChildren } from 'preact';

interface Props {
  /** Another one than before gives what failed another chance. */
  given: unknown;
  /** What is shown in place of what cannot be drawn. */
  fallback: (retry: () => void) => ComponentChildren;
  children: ComponentChildren;
}

interface State {
  hasFailed: boolean;
  given: unknown;
}

/** Keeps what cannot be drawn from taking with it what is around it. The console has what went wrong. */
export class ErrorBoundary extends Component<Props, State> {
  override state: State = { hasFailed: false, given: this.props.given };

  static override getDerivedStateFromError(): Partial<State> {
    return { hasFailed: true };
  }

  static override getDerivedStateFromProps({ given }: Props, state: State): Partial<State> | null {
    return Object.is(given, state.given) ? null : { hasFailed: false, given };
  }

  override componentDidCatch(error: unknown): void {
    console.error(error);
  }

  override render(): ComponentChildren {
    return this.state.hasFailed ? this.props.fallback(() => this.setState({ hasFailed: false })) : this.props.children;
  }
}
