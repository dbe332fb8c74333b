import type { CloneRecord } from '../clone/clone.ts';
import { gatesAudition, type ModerationGate } from '../profile/moderationGate.ts';

export type SetupStepKind = 'NAME_PROFILE' | 'SELECT_MODEL' | 'PUBLISH_STRATEGY' | 'APPROVE_PROFILE';

export interface SetupProgress {
  readonly complete: boolean;
  readonly steps: readonly { readonly kind: SetupStepKind; readonly done: boolean }[];
}

interface Step {
  readonly kind: SetupStepKind;
  isDone(clone: CloneRecord): boolean;
}

const steps: readonly Step[] = [
  { kind: 'NAME_PROFILE', isDone: ({ draft }) => draft.name !== null },
  { kind: 'SELECT_MODEL', isDone: ({ model }) => model !== null },
  { kind: 'PUBLISH_STRATEGY', isDone: ({ activeVersionId }) => activeVersionId !== null },
];
const gatedSteps: readonly Step[] = [...steps, { kind: 'APPROVE_PROFILE', isDone: ({ approved }) => approved !== null }];

/** "Set-up complete: profile named, model selected, strategy published (and approved, where the gate says so)." */
export function isSetUp(clone: CloneRecord, gate: ModerationGate): boolean {
  return stepsOf(gate).every(({ isDone }) => isDone(clone));
}

/** The same, step for step. */
export function setupOf(clone: CloneRecord, gate: ModerationGate): SetupProgress {
  return { complete: isSetUp(clone, gate), steps: stepsOf(gate).map(({ kind, isDone }) => ({ kind, done: isDone(clone) })) };
}

function stepsOf(gate: ModerationGate): readonly Step[] {
  return gatesAudition(gate) ? gatedSteps : steps;
}
