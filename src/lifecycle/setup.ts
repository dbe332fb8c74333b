import type { CloneRecord } from '../clone/clone.ts';
import { gatesAudition, type ModerationGate } from '../profile/moderationGate.ts';

const gatedSteps = ['NAME_PROFILE', 'SELECT_MODEL', 'PUBLISH_STRATEGY', 'APPROVE_PROFILE'] as const;
export type SetupStepKind = (typeof gatedSteps)[number];
const steps = gatedSteps.filter((kind) => kind !== 'APPROVE_PROFILE');

/** Which steps a clone has done, whether or not the gate asks for them. */
export type DoneSteps = Readonly<Record<SetupStepKind, boolean>>;

export interface SetupProgress {
  readonly complete: boolean;
  readonly steps: readonly { readonly kind: SetupStepKind; readonly done: boolean }[];
}

/** The steps that a clone has done, by its row; `readDoneSteps` says the same in SQL. */
export function doneStepsOf({ draft, model, activeVersionId, approved }: CloneRecord): DoneSteps {
  return {
    NAME_PROFILE: draft.name !== null,
    SELECT_MODEL: model !== null,
    PUBLISH_STRATEGY: activeVersionId !== null,
    APPROVE_PROFILE: approved !== null,
  };
}

/** Whether every step is done that this gate asks for. */
export function isSetUp(done: DoneSteps, gate: ModerationGate): boolean {
  return stepsOf(gate).every((kind) => done[kind]);
}

/** The same, step for step. */
export function setupOf(done: DoneSteps, gate: ModerationGate): SetupProgress {
  return { complete: isSetUp(done, gate), steps: stepsOf(gate).map((kind) => ({ kind, done: done[kind] })) };
}

function stepsOf(gate: ModerationGate): readonly SetupStepKind[] {
  return gatesAudition(gate) ? gatedSteps : steps;
}
