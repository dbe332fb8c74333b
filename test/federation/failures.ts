import type { FaultKind } from './faults.ts';
import type { SubgraphName } from './startFederation.ts';
import { sources } from './trueLifecycle.ts';

/** One way in which a query meets trouble. */
export interface Failure {
  /** The heading in doc/federation-results.md. */
  readonly kind: (typeof failureKinds)[number];
  /** In words, the same for each subgraph that fails in this way. */
  readonly how: string;
  readonly failing: Readonly<Partial<Record<SubgraphName, FaultKind | 'refuse'>>>;
  /** One clone alone has the fault. */
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
  graphqlError: 'a GraphQL error in place of data',
  http500: 'HTTP 500',
  hang: 'no answer until the time-out',
  malformed: 'an answer that breaks off',
  noList: 'an object in place of the list of entities',
  entityNull: 'entities answered null',
  entityError: 'entities answered null, with an error each',
  unknownEnum: 'an enum value that nobody knows',
  factInList: 'a list in place of the enum value',
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

/** Failures that last as long as the gateway waits: they may wait together. */
export const hangs = (failure: Failure): boolean => faultsOf(failure).includes('hang');
/** Failures that concern all requests at once: they stand alone. */
export const refuses = (failure: Failure): boolean => faultsOf(failure).includes('refuse');
