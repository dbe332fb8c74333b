import type { CloneRecord } from '../clone/clone.ts';

/** What can make a new state of a draft. The state that it replaces is kept for that reason: doc/behaviour.md#checkpoints. */
export const draftCauses = ['EDITED', 'DISCARDED', 'RESTORED', 'REVERTED'] as const;
export type DraftCause = (typeof draftCauses)[number];

/** What a checkpoint's row says without its content. */
export interface CheckpointFacts {
  readonly cloneId: string;
  readonly revision: number;
  readonly savedAt: Date;
  readonly reason: DraftCause;
}

/** An earlier state of the draft of a clone, with whose draft it is compared. The loaders read its content. */
export interface Checkpoint extends CheckpointFacts {
  readonly clone: CloneRecord;
}

type Position = Pick<CheckpointFacts, 'cloneId' | 'revision'>;

/** Names a checkpoint in one text. */
export function checkpointKey({ cloneId, revision }: Position): string {
  return `${cloneId} ${revision}`;
}

/** The checkpoint that `checkpointKey` named. */
export function checkpointOfKey(key: string): Position {
  const [cloneId = '', revision] = key.split(' ');
  return { cloneId, revision: Number(revision) };
}
