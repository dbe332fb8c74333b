import { EmptyState } from '../parts/EmptyState.tsx';

/** What waits for an operator. */
export function Moderation() {
  return (
    <EmptyState title="Moderation">
      <p>Nothing to see yet.</p>
    </EmptyState>
  );
}
