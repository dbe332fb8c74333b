import type { AuditionStatus, LifecycleAction, LifecycleState, SetupStepKind } from '../generated/graphql.ts';
import { plainWords } from '../parts/apiWords.ts';
import type { StateWords } from '../parts/stateWords.ts';

const states: Readonly<Record<LifecycleState, StateWords>> = {
  SETUP_REQUIRED: { word: 'Set-up open', shape: '○', tone: 'waits' },
  CONFIGURED: { word: 'Ready', shape: '◆', tone: 'good' },
  AUDITION_RUNNING: { word: 'In audition', shape: '◐', tone: 'plain' },
  AUDITION_FAILED: { word: 'Audition failed', shape: '✕', tone: 'bad' },
  COMPETITION_ELIGIBLE: { word: 'Passed', shape: '✓', tone: 'good' },
  COMPETING: { word: 'Competing', shape: '▲', tone: 'good' },
  RETIRED: { word: 'Retired', shape: '■', tone: 'plain' },
};

const actions: Readonly<Record<LifecycleAction, string>> = {
  COMPLETE_SETUP: 'finish the set-up',
  SUBMIT_FOR_AUDITION: 'submit it for its first audition',
  WAIT_FOR_AUDITION: "wait for the audition's result",
  RETRY_AUDITION: 'try the audition again',
  WAIT_FOR_ARENA: 'wait for a place in the Arena',
  COMPETE: 'follow the competition',
  VIEW_CAREER: 'look at its career',
};

const steps: Readonly<Record<SetupStepKind, string>> = {
  NAME_PROFILE: 'name',
  SELECT_MODEL: 'model',
  PUBLISH_STRATEGY: 'published strategy',
  APPROVE_PROFILE: 'approved profile',
};

const auditions: Readonly<Record<AuditionStatus, string>> = {
  NONE: 'No audition',
  RUNNING: 'Audition begun',
  EVALUATING: 'Audition is being judged, begun',
  PASSED: 'Audition passed',
  FAILED: 'Audition failed',
  VOIDED: 'Audition was declared void',
};

/** What a creator calls it. A value that came after this page was built is shown by its name in the API. */
export const stateWords = (state: LifecycleState): StateWords =>
  states[state] ?? { word: plainWords(state), shape: '●', tone: 'plain' };
export const actionWords = (action: LifecycleAction): string => actions[action] ?? plainWords(action);
export const stepWords = (kind: SetupStepKind): string => steps[kind] ?? plainWords(kind);
export const auditionWords = (status: AuditionStatus): string => auditions[status] ?? plainWords(status);
