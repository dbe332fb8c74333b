import type { CloneRecord } from '../clone/clone.ts';
import type { Facts } from './facts.ts';

/** A clone and the lifecycle facts that this one caller's gateway brought along: never stored, cached or decided upon. */
export interface SummarySource {
  readonly cloneId: string;
  readonly clone: CloneRecord;
  readonly facts: Facts;
}
