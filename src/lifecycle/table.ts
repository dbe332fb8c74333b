import type { KnownFacts } from './facts.ts';

export type LifecycleState =
  | 'SETUP_REQUIRED'
  | 'CONFIGURED'
  | 'AUDITION_RUNNING'
  | 'AUDITION_FAILED'
  | 'COMPETITION_ELIGIBLE'
  | 'COMPETING'
  | 'RETIRED';

export type LifecycleAction =
  | 'COMPLETE_SETUP'
  | 'SUBMIT_FOR_AUDITION'
  | 'WAIT_FOR_AUDITION'
  | 'RETRY_AUDITION'
  | 'WAIT_FOR_ARENA'
  | 'COMPETE'
  | 'VIEW_CAREER';

/** Everything that the lifecycle is derived from: the facts of others, and whether set-up is complete. */
export interface Situation extends KnownFacts {
  readonly setupComplete: boolean;
}

export interface LifecycleRow {
  readonly state: LifecycleState;
  /** In words, for the docs. */
  readonly when: string;
  readonly applies: (situation: Situation) => boolean;
  readonly nextAction: (situation: Situation) => LifecycleAction;
}

/** THE TABLE (doc/lifecycle.md): the first row that applies. The last one always does. */
export const lifecycleTable: readonly LifecycleRow[] = [
  {
    state: 'RETIRED',
    when: 'arena RETIRED',
    applies: ({ arena }) => arena === 'RETIRED',
    nextAction: () => 'VIEW_CAREER',
  },
  {
    state: 'COMPETING',
    when: 'arena COMPETING',
    applies: ({ arena }) => arena === 'COMPETING',
    nextAction: () => 'COMPETE',
  },
  {
    state: 'AUDITION_RUNNING',
    when: 'audition RUNNING or EVALUATING',
    applies: ({ audition }) => audition === 'RUNNING' || audition === 'EVALUATING',
    nextAction: () => 'WAIT_FOR_AUDITION',
  },
  {
    state: 'COMPETITION_ELIGIBLE',
    when: 'audition PASSED, or queue WAITING',
    applies: ({ audition, queue }) => audition === 'PASSED' || queue === 'WAITING',
    nextAction: () => 'WAIT_FOR_ARENA',
  },
  {
    state: 'AUDITION_FAILED',
    when: 'audition FAILED or VOIDED',
    applies: ({ audition }) => audition === 'FAILED' || audition === 'VOIDED',
    nextAction: ({ setupComplete }) => (setupComplete ? 'RETRY_AUDITION' : 'COMPLETE_SETUP'),
  },
  {
    state: 'CONFIGURED',
    when: 'set-up complete',
    applies: ({ setupComplete }) => setupComplete,
    nextAction: () => 'SUBMIT_FOR_AUDITION',
  },
  {
    state: 'SETUP_REQUIRED',
    when: 'otherwise',
    applies: () => true,
    nextAction: () => 'COMPLETE_SETUP',
  },
];
