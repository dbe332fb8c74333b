import type { OperationTypeNode } from 'graphql';
import type { Logger } from 'pino';
import type { Caller } from '../access/caller.ts';
import type { ActionContext, Policy } from '../actions/onClone.ts';
import type { Catalog } from '../catalog/loadCatalog.ts';
import { isId } from '../clone/id.ts';
import type { Database } from '../database/openDatabase.ts';
import type { ContentAllowance } from './contentBudget.ts';
import { createLoaders, type Loaders, type RowReads } from './loaders.ts';

/** Shared by all requests. */
export interface Service {
  readonly database: Database;
  readonly reads: RowReads;
  readonly catalog: Catalog;
  readonly policy: Policy;
  /** Creates a request's allowance. */
  readonly allowContent: () => ContentAllowance;
}

/** A request as it arrives. */
export interface Arrival {
  readonly caller: Caller;
  readonly requestId: string;
  readonly log: Logger;
  /** When the request ends, answered or not. */
  readonly deadline: Date;
  /** See `ReportingContext`. */
  readonly chargeCost?: ((cost: number) => Promise<number>) | undefined;
  /** Called with the kind of operation, for the log. */
  onOperation(type: `${OperationTypeNode}`): void;
}

/** A resolver's context. */
export interface RequestContext extends Arrival {
  readonly service: Service;
  readonly loaders: Loaders;
  ownerOf(cloneId: unknown): Promise<string | null>;
  /** The context of an action by the caller, whom the guard has let pass. */
  acting(): ActionContext;
  /** Releases what the request held, once it is answered. */
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
