import { useSyncExternalStore } from 'react';
import { relativeTime } from './relativeTime.ts';
import './time.css';

/** The page speaks English; a reader of British English gets theirs. */
const locale = navigator.languages.find((one) => one.startsWith('en')) ?? 'en';
const exactly = new Intl.DateTimeFormat(undefined, { dateStyle: 'long', timeStyle: 'medium' });

/** An instant as one would say it, such as "5 hours ago"; exactly, and in the reader's own format, on hover and focus. */
export function Time({ at }: { readonly at: string }) {
  const now = useSyncExternalStore(listen, () => minute);
  const instant = new Date(at);
  return (
    <time dateTime={at} tabIndex={0}>
      {relativeTime(instant.getTime(), now, locale)}
      <span className="exact"> ({exactly.format(instant)})</span>
    </time>
  );
}

let minute = Date.now();
const listeners = new Set<() => void>();
setInterval(() => {
  minute = Date.now();
  for (const listener of listeners) listener();
}, 30_000);

function listen(listener: () => void): () => void {
  listeners.add(listener);
  return () => void listeners.delete(listener);
}
