import { EmptyState } from '../parts/EmptyState.tsx';

/** The backers' directory. */
export function Directory() {
  return (
    <EmptyState title="Directory">
      <p>Nothing to see yet.</p>
    </EmptyState>
  );
}
