import { useSyncExternalStore, type SyntheticEvent } from 'react';
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
    <time dateTime={at} tabIndex={0} onMouseEnter={keepInSight} onFocus={keepInSight}>
      {relativeTime(instant.getTime(), now, locale)}
      <span className="exact"> ({exactly.format(instant)})</span>
    </time>
  );
}

/** The largest width of the exact time, as in time.css, with a distance to the edge. */
const widest = 216;

/** Moves the exact time to the left where it would leave the window at the right. */
function keepInSight({ currentTarget }: SyntheticEvent<HTMLElement>): void {
  const room = document.documentElement.clientWidth - currentTarget.getBoundingClientRect().left;
  currentTarget.style.setProperty('--shift', `${Math.min(0, room - widest)}px`);
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
