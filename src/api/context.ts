import type { OperationTypeNode } from 'graphql';
import type { Logger } from 'pino';
import type { Caller } from '../access/caller.ts';
import type { ActionContext, Policy } from '../actions/onClone.ts';
import type { Catalog } from '../catalog/loadCatalog.ts';
import { isId } from '../clone/id.ts';
import type { Database } from '../database/openDatabase.ts';
import type { ContentAllowance } from './contentBudget.ts';
import { createLoaders, type Loaders, type SharedReads } from './loaders.ts';

/** Shared by all requests. */
export interface Service {
  readonly database: Database;
  readonly reads: SharedReads;
  readonly catalog: Catalog;
  readonly policy: Policy;
  readonly keepCatalog: () => Promise<void>;
  /** Creates a request's allowance. */
  readonly allowContent: () => ContentAllowance;
}

export interface IncomingRequest {
  readonly caller: Caller;
  readonly requestId: string;
  readonly log: Logger;
  /** When the request times out. */
  readonly deadline: Date;
  /** See `ReportingContext`. */
  readonly chargeCost?: ((cost: number) => Promise<number>) | undefined;
  /** Reports the operation's type for the log. */
  onOperation(type: `${OperationTypeNode}`): void;
}

/** The context of resolvers. */
export interface RequestContext extends IncomingRequest {
  readonly service: Service;
  readonly loaders: Loaders;
  ownerOf(cloneId: unknown): Promise<string | null>;
  /** The context for an action of the caller, whom the guard has let through. */
  actionContext(): ActionContext;
  /** Returns the request's allowance once the response is complete. */
  release(): void;
}

export function createContext(service: Service, request: IncomingRequest): RequestContext {
  const { database, reads, catalog, keepCatalog, policy } = service;
  const allowance = service.allowContent();
  const loaders = createLoaders(database.reader, reads, catalog, allowance);
  return {
    ...request,
    service,
    loaders,
    ownerOf: async (cloneId) => (isId(cloneId) ? ((await reads.owners([cloneId])).get(cloneId) ?? null) : null),
    actionContext: () => ({
      database,
      catalog,
      keepCatalog,
      policy,
      actor: request.caller.subject ?? '',
      deadline: request.deadline,
    }),
    release: allowance.release,
  };
}
