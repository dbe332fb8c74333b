import type { ReactNode } from 'react';
import './notes.css';

/** What a page says where it has nothing to list. */
export function EmptyState({ title, children }: { readonly title: string; readonly children?: ReactNode }) {
  return (
    <div className="note">
      <h1>{title}</h1>
      {children}
    </div>
  );
}
