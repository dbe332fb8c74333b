import type { CloneRecord } from '../clone/clone.ts';
import { gatesAudition, type ModerationGate } from '../profile/moderationGate.ts';

export type SetupStepKind = 'NAME_PROFILE' | 'SELECT_MODEL' | 'PUBLISH_STRATEGY' | 'APPROVE_PROFILE';

export interface SetupProgress {
  readonly complete: boolean;
  readonly steps: readonly { readonly kind: SetupStepKind; readonly done: boolean }[];
}

/** "Set-up complete: profile named, model selected, strategy published (and approved, where the gate says so)." */
export function setupOf(clone: CloneRecord, gate: ModerationGate): SetupProgress {
  const steps: { kind: SetupStepKind; done: boolean }[] = [
    { kind: 'NAME_PROFILE', done: clone.draft.name !== null },
    { kind: 'SELECT_MODEL', done: clone.model !== null },
    { kind: 'PUBLISH_STRATEGY', done: clone.activeVersionId !== null },
  ];
  if (gatesAudition(gate)) steps.push({ kind: 'APPROVE_PROFILE', done: clone.approved !== null });
  return { complete: steps.every(({ done }) => done), steps };
}
