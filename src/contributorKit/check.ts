import type { SourceContract } from './contract.ts';
import type { Finding } from './finding.ts';
import type { Subgraph } from './subgraph.ts';

/** What the checks look at. */
export interface Subject {
  readonly contract: SourceContract;
  readonly subgraph: Subgraph;
  /** Clones that the contributor has facts of, as its developer says; may be empty. */
  readonly clones: readonly string[];
}

/** There was nothing to look at, and why: that is no pass. */
export interface NotRun {
  readonly notRun: string;
}

export interface Check {
  /** What a contributor that keeps the contract does. */
  readonly name: string;
  /** Asks as every gateway does: what isn't let in here wants a token. Later a refusal is one of what was sent. */
  readonly asksPlainly?: boolean;
  /** Only with clones that the contributor knows there is something to look at. */
  readonly needsClones?: boolean;
  /** Everything that is wrong; nothing, if all is well. Throws Broken or Unreachable where it can't go on. */
  run(subject: Subject): Promise<readonly Finding[] | NotRun>;
}
