import type { FaultKind } from './faults.ts';
import type { SubgraphName } from './startFederation.ts';
import { sources } from './trueLifecycle.ts';

/** One way in which subgraphs fail during a query. */
export interface Failure {
  /** The heading in doc/federation-results.md. */
  readonly kind: (typeof failureKinds)[number];
  /** The failure in words, the same for each subgraph that fails in this way. */
  readonly how: string;
  readonly failing: Readonly<Partial<Record<SubgraphName, FaultKind | 'refuse'>>>;
  /** Only one clone has the fault. */
  readonly forOne?: true;
}

export const failureKinds = [
  'One source fails',
  'Two sources fail',
  'All three sources fail',
  'Clone fails on the last hop',
  'One clone of many fails',
] as const;

const words: Readonly<Record<FaultKind | 'refuse', string>> = {
  refuse: 'connection refused',
  graphqlError: 'a GraphQL error instead of data',
  http500: 'HTTP 500',
  hang: 'no answer until the time-out',
  malformed: 'a truncated answer',
  noList: 'an object instead of the list of entities',
  entityNull: 'null entities',
  entityError: 'null entities, each with an error',
  unknownEnum: 'an unknown enum value',
  factInList: 'a list instead of the enum value',
};

const all = Object.keys(words) as (keyof typeof words)[];
const pairs = [
  ['audition', 'queue'],
  ['queue', 'arena'],
  ['arena', 'audition'],
] as const;
const mixes = [
  ['refuse', 'http500'],
  ['graphqlError', 'unknownEnum'],
  ['entityNull', 'malformed'],
] as const;
const ofOne = ['entityNull', 'entityError', 'unknownEnum'] as const;

export const failures: readonly Failure[] = [
  ...all.flatMap((fault) =>
    sources.map((source): Failure => ({ kind: 'One source fails', how: words[fault], failing: { [source]: fault } })),
  ),
  ...mixes.flatMap(([one, other]) =>
    pairs.map(([first, second]): Failure => ({
      kind: 'Two sources fail',
      how: `${words[one]}, and ${words[other]}`,
      failing: { [first]: one, [second]: other },
    })),
  ),
  {
    kind: 'Two sources fail',
    how: `${words.hang}, and ${words.entityError}`,
    failing: { arena: 'hang', audition: 'entityError' },
  },
  ...(['refuse', 'http500', 'unknownEnum'] as const).map((fault): Failure => ({
    kind: 'All three sources fail',
    how: words[fault],
    failing: { audition: fault, queue: fault, arena: fault },
  })),
  ...all
    .filter((fault) => fault !== 'unknownEnum' && fault !== 'factInList')
    .map((fault): Failure => ({ kind: 'Clone fails on the last hop', how: words[fault], failing: { clone: fault } })),
  ...ofOne.flatMap((fault) =>
    sources.map((source): Failure => ({
      kind: 'One clone of many fails',
      how: `a source: ${words[fault]}`,
      failing: { [source]: fault },
      forOne: true,
    })),
  ),
  ...(['entityNull', 'entityError'] as const).map((fault): Failure => ({
    kind: 'One clone of many fails',
    how: `Clone, on the last hop: ${words[fault]}`,
    failing: { clone: fault },
    forOne: true,
  })),
];

const faultsOf = ({ failing }: Failure) => Object.values(failing);

/** Whether the gateway waits until its time-out. Such failures can run at the same time. */
export const hangs = (failure: Failure): boolean => faultsOf(failure).includes('hang');
/** Whether the failure affects every request. Such failures run one at a time. */
export const refuses = (failure: Failure): boolean => faultsOf(failure).includes('refuse');
