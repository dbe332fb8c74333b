import { useRef } from 'react';
import type { FragmentType } from '../generated/fragment-masking.ts';
import { QueuedClone, type QueuedCloneDocument } from './QueuedClone.tsx';

type Queued = FragmentType<typeof QueuedCloneDocument> & { readonly id: string };

/** The profiles that wait. Once one is decided on, the keyboard goes on to the next. */
export function Queue({ clones }: { readonly clones: readonly Queued[] }) {
  const list = useRef<HTMLUListElement>(null);
  const goOn = (decided: string) => {
    const items = [...(list.current?.children ?? [])] as HTMLElement[];
    const index = items.findIndex(({ dataset }) => dataset['clone'] === decided);
    const next = [...items.slice(index + 1), ...items.slice(0, index)].find(({ dataset }) => 'waits' in dataset);
    (next ?? items[index])?.focus();
  };
  if (clones.length === 0) return <p className="note">Nothing waits. New and changed profiles appear here.</p>;
  return (
    <ul className="queue" ref={list} aria-label="Profiles that wait">
      {clones.map((clone) => (
        <QueuedClone key={clone.id} clone={clone} onDecided={goOn} />
      ))}
    </ul>
  );
}
