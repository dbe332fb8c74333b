import type { CloneRecord } from '../clone/clone.ts';

export const activationCauses = ['PUBLISHED', 'ACTIVATED', 'PAUSED', 'RESUMED', 'IMPORTED'] as const;
export type ActivationCause = (typeof activationCauses)[number];

/** What a clone's starts use from an instant on, and what began it: doc/behaviour.md#activations. */
export interface Activation {
  readonly cloneId: string;
  /** 1, 2, 3 … for each clone, without gaps. */
  readonly sequence: number;
  readonly versionId: string;
  readonly paused: boolean;
  readonly cause: ActivationCause;
  readonly actorKind: 'OWNER' | 'OPERATOR' | 'SERVICE';
  readonly actor: string;
  readonly reason: string | null;
  readonly at: Date;
}

/** An activation as a reader gets it, beside its clone. */
export interface ActivationRecord extends Omit<Activation, 'actor'> {
  /** When the next one began; null for the newest. */
  readonly until: Date | null;
  readonly ownerId: string;
  readonly clone: CloneRecord;
}

/** What a creator changes about what is live, publishing aside: the version, or the pause. */
export interface Move extends Pick<Activation, 'versionId' | 'paused' | 'reason'> {
  readonly cause: 'ACTIVATED' | 'PAUSED' | 'RESUMED';
}

/**
 * The clone with its next activation. That begins now, or when the one before began, if the database's clock was set back:
 * two versions are never active at once.
 *
 * @param newest when the clone's newest activation began; null without one
 */
export function moveOn(
  clone: CloneRecord,
  newest: Date | null,
  move: Move,
  { actor, now }: { readonly actor: string; readonly now: Date },
): { readonly clone: CloneRecord; readonly activation: Activation } {
  const sequence = (clone.activation ?? 0) + 1;
  const at = newest !== null && newest > now ? newest : now;
  return {
    clone: { ...clone, activeVersionId: move.versionId, activation: sequence, paused: move.paused },
    activation: { ...move, cloneId: clone.id, sequence, actorKind: 'OWNER', actor, at },
  };
}
