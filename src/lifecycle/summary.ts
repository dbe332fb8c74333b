import type { Facts } from './facts.ts';
import type { DoneSteps } from './setup.ts';

/** A clone's set-up and the lifecycle facts that this one caller's gateway brought along: never stored, cached or decided upon. */
export interface SummarySource {
  readonly cloneId: string;
  readonly done: DoneSteps;
  readonly facts: Facts;
}
