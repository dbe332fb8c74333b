import { EmptyState } from '../parts/EmptyState.tsx';

/** The builder of one clone. */
export function Builder({ id }: { readonly id: string }) {
  return (
    <EmptyState title="Builder">
      <p>Nothing to see yet of clone {id}.</p>
    </EmptyState>
  );
}
