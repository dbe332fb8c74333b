import type { TopLevelCode } from '../errors/apiError.ts';
import type { LimitName } from '../errors/limitName.ts';
import type { UserErrorCode } from '../errors/userError.ts';
import type { Client } from '../database/client.ts';
import type { RequestSpan, TraceIds } from '../traces/tracing.ts';

/** How a request ended: without an error, or with the code of an error, of the whole answer or of a mutation's payload. */
export type OutcomeCode = 'OK' | 'CONNECTION_CLOSED' | TopLevelCode | UserErrorCode;

/**
 * Whose doing the outcome is: `refused` is the caller's (or a limit on them), `failed` is the service's or the database's,
 * `abandoned`: the connection was closed before the answer was complete.
 */
export type OutcomeKind = 'ok' | 'refused' | 'failed' | 'abandoned';

const failures: ReadonlySet<OutcomeCode> = new Set(['INTERNAL_SERVER_ERROR', 'SERVICE_UNAVAILABLE', 'TIMEOUT']);

/** What an operation asks for: names of the schema, never a caller's. */
export interface OperationRoot {
  readonly operation: 'query' | 'mutation' | 'subscription' | 'none';
  /** The root field; `several` different ones, or `none` while no valid operation is known. */
  readonly field: string;
}

const unknownRoot: OperationRoot = { operation: 'none', field: 'none' };

/** What is noted about one request while it is served, for the metrics and its line in the log. Nothing private. */
export class RequestRecord {
  #codes: Set<OutcomeCode> | null = null;
  #limits: Set<LimitName> | null = null;
  #waits = 0;
  #waitsSince = 0;
  #databaseMs = 0;
  root: OperationRoot = unknownRoot;
  /** The SHA-256 of the document, as gateways and persisted queries name it; null before it is read. */
  documentHash: string | null = null;
  /** By operationCost.ts; null if the operation never came so far. */
  cost: number | null = null;
  /** Null without tracing and without a caller's `traceparent`. */
  trace: TraceIds | null = null;
  /** Null without tracing. */
  span: RequestSpan | null = null;

  /** Notes an error of the answer. */
  note(code: OutcomeCode, limit: LimitName | null = null): void {
    (this.#codes ??= new Set()).add(code);
    if (limit !== null) (this.#limits ??= new Set()).add(limit);
  }

  /** Notes that a part of the answer waits for `work` by the database. Waits at the same time count once. */
  wait<T>(work: Promise<T>): Promise<T> {
    if (this.#waits === 0) this.#waitsSince = performance.now();
    this.#waits += 1;
    work.then(this.#waited, this.#waited);
    return work;
  }

  readonly #waited = (): void => {
    this.#waits -= 1;
    if (this.#waits === 0) this.#databaseMs += performance.now() - this.#waitsSince;
  };

  /** How long it has waited for the database, in milliseconds. */
  get databaseMs(): number {
    return this.#databaseMs + (this.#waits > 0 ? performance.now() - this.#waitsSince : 0);
  }

  /** The codes of all its errors, each once. */
  get codes(): readonly OutcomeCode[] {
    return this.#codes === null ? [] : [...this.#codes];
  }

  get limits(): Iterable<LimitName> {
    return this.#limits ?? [];
  }

  /** The one code that it is counted by: what the service failed by comes before what the caller did. */
  get code(): OutcomeCode {
    if (this.#codes === null) return 'OK';
    if (this.#codes.has('CONNECTION_CLOSED')) return 'CONNECTION_CLOSED';
    const [first = 'OK'] = this.#codes;
    return this.codes.find((code) => failures.has(code)) ?? first;
  }

  get kind(): OutcomeKind {
    const { code } = this;
    if (code === 'OK') return 'ok';
    if (code === 'CONNECTION_CLOSED') return 'abandoned';
    // A client that sends its body too slowly gets a time-out too.
    return failures.has(code) && !this.#limits?.has('BODY_TIMEOUT_MS') ? 'failed' : 'refused';
  }
}

/** A client for one request, which notes how long the request waits. */
export class RecordingClient implements Client {
  readonly #client: Client;
  readonly #record: RequestRecord;

  constructor(client: Client, record: RequestRecord) {
    this.#client = client;
    this.#record = record;
  }

  $queryRaw<Rows>(query: Parameters<Client['$queryRaw']>[0]): Promise<Rows> {
    return this.#record.wait(this.#client.$queryRaw<Rows>(query));
  }

  $executeRaw(query: Parameters<Client['$executeRaw']>[0]): Promise<number> {
    return this.#record.wait(this.#client.$executeRaw(query));
  }
}
