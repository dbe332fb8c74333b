import type { OperationTypeNode } from 'graphql';
import type { Logger } from 'pino';
import type { Caller } from '../access/caller.ts';
import type { ActionContext, Policy } from '../actions/onClone.ts';
import type { Catalog } from '../catalog/loadCatalog.ts';
import { isId } from '../clone/id.ts';
import type { Database } from '../database/openDatabase.ts';
import type { ContentAllowance } from './contentBudget.ts';
import { createLoaders, type Loaders, type SharedReads } from './loaders.ts';

/** What all requests share. */
export interface Service {
  readonly database: Database;
  readonly reads: SharedReads;
  readonly catalog: Catalog;
  readonly policy: Policy;
  /** An allowance for a request. */
  readonly allowContent: () => ContentAllowance;
}

/** One request as it comes in. */
export interface Arrival {
  readonly caller: Caller;
  readonly requestId: string;
  readonly log: Logger;
  /** When the request ends, answered or not. */
  readonly deadline: Date;
  /** As `ReportingContext` has it. */
  readonly chargeCost?: ((cost: number) => Promise<number>) | undefined;
  /** To be told what kind of operation it is, for the log. */
  onOperation(type: `${OperationTypeNode}`): void;
}

/** What a resolver knows. */
export interface RequestContext extends Arrival {
  readonly service: Service;
  readonly loaders: Loaders;
  ownerOf(cloneId: unknown): Promise<string | null>;
  /** The caller as somebody who acts; the guard has let them pass. */
  acting(): ActionContext;
  /** The request is answered: what it held others may have. */
  release(): void;
}

export function createContext(service: Service, arrival: Arrival): RequestContext {
  const { database, reads, catalog, policy } = service;
  const allowance = service.allowContent();
  const loaders = createLoaders(database.client, reads, catalog, allowance);
  return {
    ...arrival,
    service,
    loaders,
    ownerOf: async (cloneId) => (isId(cloneId) ? ((await reads.owners([cloneId])).get(cloneId) ?? null) : null),
    acting: () => ({ database, catalog, policy, actor: arrival.caller.subject ?? '', deadline: arrival.deadline }),
    release: allowance.release,
  };
}
