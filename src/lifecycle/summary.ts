import type { ModerationGate } from '../profile/moderationGate.ts';
import { deriveLifecycle, type Lifecycle } from './deriveLifecycle.ts';
import type { Facts } from './facts.ts';
import { isSetUp, type DoneSteps } from './setup.ts';

/** A clone's set-up, and its lifecycle by the facts that the caller's gateway sent: never stored, and no decision depends on it. */
export interface SummarySource {
  readonly cloneId: string;
  readonly done: DoneSteps;
  readonly lifecycle: Lifecycle;
  /** Nobody sent facts: this service was asked without a gateway. */
  readonly isDirect?: true;
}

/** The summary of a clone with these steps done and these facts. */
export function summaryOf(cloneId: string, done: DoneSteps, facts: Facts, gate: ModerationGate): SummarySource {
  return { cloneId, done, lifecycle: deriveLifecycle(facts, isSetUp(done, gate)) };
}
