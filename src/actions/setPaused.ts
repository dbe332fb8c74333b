import { judgePause, type Asked } from '../activation/judgeActivation.ts';
import { newestActivationOf } from '../activation/store.ts';
import type { Outcome } from '../database/inCloneTransaction.ts';
import { moveActivation, type Activated } from './moveActivation.ts';
import { onClone, type ActionContext, type Refusal } from './onClone.ts';

export interface SetPausedInput extends Asked {
  readonly cloneId: string;
  readonly paused: boolean;
}

/** Pauses or resumes the actor's clone: a blocker of readiness, nothing else. */
export async function setPaused(
  context: ActionContext,
  { cloneId, paused, ...asked }: SetPausedInput,
): Promise<Outcome<Activated, Refusal>> {
  return onClone(context, cloneId, { newest: newestActivationOf(cloneId) }, (known, transaction) =>
    moveActivation(judgePause(known.clone, paused, asked), known, {}, context, transaction),
  );
}
