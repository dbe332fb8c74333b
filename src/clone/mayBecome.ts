import type { CloneStatus } from './clone.ts';

/** Whether operators may change a status like this: doc/behaviour.md#row-status. The same status is no change, and allowed. */
export function mayBecome(from: CloneStatus, to: CloneStatus): boolean {
  return !(from === 'ARCHIVED' && to === 'SUSPENDED');
}
