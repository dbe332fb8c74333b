import type { Logger } from 'pino';
import type { Caller } from '../access/caller.ts';
import type { ActionContext, Policy } from '../actions/onClone.ts';
import type { Catalog } from '../catalog/loadCatalog.ts';
import { isId } from '../clone/id.ts';
import type { Client } from '../database/client.ts';
import type { Database } from '../database/openDatabase.ts';
import type { UserErrorCode } from '../errors/userError.ts';
import type { Lifecycle } from '../lifecycle/deriveLifecycle.ts';
import type { ContentAllowance } from './contentBudget.ts';
import { createLoaders, type Loaders, type SharedReads } from './loaders.ts';
import { RecordingClient, type RequestRecord } from './requestRecord.ts';

/** Counts what the domain decides. */
export interface DomainMetrics {
  /** A lifecycle's state was asked for. */
  countLifecycle(lifecycle: Lifecycle): void;
  countPublishing(outcome: PublishingOutcome): void;
}

/** `unchanged`: there was nothing to publish, or a call was repeated. `failed`: neither done nor refused. */
export type PublishingOutcome = 'published' | 'unchanged' | 'failed' | UserErrorCode;

/** Shared by all requests. */
export interface Service {
  readonly database: Database;
  readonly reads: SharedReads;
  readonly catalog: Catalog;
  readonly policy: Policy;
  readonly keepCatalog: () => Promise<void>;
  readonly metrics: DomainMetrics;
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
  readonly record: RequestRecord;
}

/** The context of resolvers. */
export interface RequestContext extends IncomingRequest {
  readonly service: Service;
  /** For raw statements of this request, outside of transactions. */
  readonly reader: Client;
  readonly loaders: Loaders;
  ownerOf(cloneId: unknown): Promise<string | null>;
  /** The context for an action of the caller, whom the guard has let through. */
  actionContext(): ActionContext;
  /** Returns the request's allowance once the response is complete. */
  release(): void;
}

export function createContext(service: Service, request: IncomingRequest): RequestContext {
  const { database, reads, catalog, keepCatalog, policy } = service;
  const { record } = request;
  const allowance = service.allowContent();
  const reader = new RecordingClient(database.reader, record);
  const loaders = createLoaders(reader, reads, catalog, allowance, record);
  return {
    ...request,
    service,
    reader,
    loaders,
    ownerOf: async (cloneId) =>
      isId(cloneId) ? ((await record.wait(reads.owners([cloneId]))).get(cloneId) ?? null) : null,
    actionContext: () => ({
      database: {
        ...database,
        transaction: (work, limits) => record.wait(database.transaction(work, limits)),
      },
      catalog,
      keepCatalog,
      policy,
      actor: request.caller.subject ?? '',
      deadline: request.deadline,
    }),
    release: allowance.release,
  };
}
