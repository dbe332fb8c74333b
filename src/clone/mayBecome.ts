import type { CloneStatus } from './clone.ts';

/** An archived clone can't be suspended; every other change of status is allowed, and so is the same status again. */
export function mayBecome(from: CloneStatus, to: CloneStatus): boolean {
  return !(from === 'ARCHIVED' && to === 'SUSPENDED');
}
