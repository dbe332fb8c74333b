import { Component, type ReactNode } from 'react';
import { ErrorNote } from './ErrorNote.tsx';

/** Shows what went wrong inside instead of an empty page. */
export class Boundary extends Component<{ readonly children: ReactNode }, { readonly error: unknown }> {
  override state: { readonly error: unknown } = { error: null };

  static getDerivedStateFromError(error: unknown) {
    return { error };
  }

  override render() {
    if (this.state.error === null) return this.props.children;
    return (
      <main>
        <ErrorNote onRetry={() => this.setState({ error: null })} />
      </main>
    );
  }
}
