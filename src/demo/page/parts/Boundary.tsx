import { Component, type ReactNode } from 'react';
import { ErrorNote } from './ErrorNote.tsx';

/** The browser keeps a part of the page that couldn't be loaded as failed: only a reload asks for it again. */
export class NotLoaded extends Error {}

/** Shows what went wrong inside instead of an empty page. */
export class Boundary extends Component<{ readonly children: ReactNode }, { readonly error: unknown }> {
  override state: { readonly error: unknown } = { error: null };

  static getDerivedStateFromError(error: unknown) {
    return { error };
  }

  override render() {
    const { error } = this.state;
    if (error === null) return this.props.children;
    const retry = () => (error instanceof NotLoaded ? window.location.reload() : this.setState({ error: null }));
    return (
      <main>
        <ErrorNote onRetry={retry} />
      </main>
    );
  }
}
