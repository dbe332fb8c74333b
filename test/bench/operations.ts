import type pg from 'pg';
import type { Request } from './load.ts';
import { readOperations } from './readOperations.ts';
import { writeOperations } from './writeOperations.ts';

/** What operations are made of: the data set, and tokens of its callers. */
export interface World {
  readonly clones: number;
  readonly client: pg.Client;
  /** Tokens of the owners of the first clones, in order. */
  readonly ownerTokens: readonly string[];
  /** Tokens of services and operators, by their scopes. */
  readonly tokens: {
    /** clone:read and strategy:read. */
    readonly engine: string;
    /** clone:moderate. */
    readonly moderator: string;
    /** clone:admin. */
    readonly admin: string;
    /** entitlement:write. */
    readonly economy: string;
  };
  /** A token of a user who owns nothing yet. */
  readonly newcomer: () => Promise<string>;
}

export interface Prepared {
  readonly requests: readonly Request[];
  /** Once they are answered: throws unless the database holds what they wrote, and undoes what others would notice. */
  readonly check: () => Promise<void>;
}

export interface Operation {
  readonly name: string;
  /** The GraphQL document; its one operation has the same name. */
  readonly document: string;
  readonly writes: boolean;
  /** Makes the next `count` requests; for writes, also brings the rows into the state they need. */
  prepare(world: World, count: number): Promise<Prepared>;
}

/** Every root field and every entity type has at least one: operations.test.ts holds this. */
export const operations: readonly Operation[] = [...readOperations, ...writeOperations];

/** What mercurius and the template implement. */
export const operationsOfPeers: readonly string[] = [
  'entitiesClone',
  'entitiesSummary',
  'myClones',
  'strategyVersion',
  'publicClones',
  'saveStrategyDraft',
  'publishStrategy',
];
