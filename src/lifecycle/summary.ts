import type { ModerationGate } from '../profile/moderationGate.ts';
import { deriveLifecycle, type Lifecycle } from './deriveLifecycle.ts';
import type { Facts } from './facts.ts';
import { isSetUp, type DoneSteps } from './setup.ts';

/** A clone's set-up, and where it stands by the facts that this one caller's gateway brought along: never stored or decided upon. */
export interface SummarySource {
  readonly cloneId: string;
  readonly done: DoneSteps;
  readonly lifecycle: Lifecycle;
}

/** The summary of a clone that has done these steps, by these facts. */
export function summaryOf(cloneId: string, done: DoneSteps, facts: Facts, gate: ModerationGate): SummarySource {
  return { cloneId, done, lifecycle: deriveLifecycle(facts, isSetUp(done, gate)) };
}
