import type { SourceContract } from './contract.ts';
import type { Finding } from './finding.ts';
import type { Subgraph } from './subgraph.ts';

/** What is checked. */
export interface Subject {
  readonly contract: SourceContract;
  readonly subgraph: Subgraph;
  /** Clones that the contributor has facts about, as given on the command line; may be empty. */
  readonly clones: readonly string[];
}

/** Why there was nothing to check, which doesn't count as passed. */
export interface NotRun {
  readonly notRun: string;
}

export interface Check {
  /** What a contributor does that keeps the contract. */
  readonly name: string;
  /** Sends only what every gateway sends, so a refusal means that a token is needed. In other checks it is about the request. */
  readonly asksPlainly?: boolean;
  /** Can check something only with clones that the contributor knows. */
  readonly needsClones?: boolean;
  /** Everything that is wrong. Throws Broken or Unreachable when it can't go on. */
  run(subject: Subject): Promise<readonly Finding[] | NotRun>;
}
