import type { CloneStatus } from './clone.ts';

/** "ACTIVE, SUSPENDED and back, ARCHIVED from either and from there only to ACTIVE." The same status is no change, and allowed. */
export function mayBecome(from: CloneStatus, to: CloneStatus): boolean {
  return !(from === 'ARCHIVED' && to === 'SUSPENDED');
}
