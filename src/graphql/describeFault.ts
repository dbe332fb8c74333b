import type { TopLevelCode } from '../errors/apiError.ts';
import { driverErrorKind } from '../database/driverErrorKind.ts';
import { sqlState } from '../database/sqlState.ts';
import { property } from '../errors/property.ts';
import { ContentMismatch } from '../strategy/contentMismatch.ts';

/** What may be logged about an unexpected error. No message: Prisma and PostgreSQL print values in theirs. */
export interface FaultDescription {
  readonly name: string;
  /** Prisma's P…, or the operating system's E…. */
  readonly errorCode?: string;
  /** The driver adapter's name for it, such as `DatabaseNotReachable`. */
  readonly kind?: string;
  readonly sqlState?: string;
  readonly constraint?: string;
  readonly table?: string;
  /** The strategy version that it is about. */
  readonly versionId?: string;
  /** Where it was thrown: places in the code, one per line. */
  readonly stack: readonly string[];
}

/** Describes anything thrown by its kind and origin, without any of its message. */
export function describeFault(error: unknown): FaultDescription {
  const state = sqlState(error);
  return {
    name: error instanceof Error ? error.constructor.name : typeof error,
    ...present('errorCode', errorCode(error)),
    ...present('kind', driverErrorKind(error) ?? undefined),
    ...present('sqlState', state ?? undefined),
    ...databaseObjects(error, state),
    ...(error instanceof ContentMismatch && { versionId: error.versionId }),
    stack: error instanceof Error ? frames(error) : [],
  };
}

/**
 * The code for an unexpected error: SERVICE_UNAVAILABLE where the database could not be reached or had no resources,
 * TIMEOUT where it took too long, else INTERNAL_SERVER_ERROR.
 */
export function faultCode(
  error: unknown,
): Extract<TopLevelCode, 'SERVICE_UNAVAILABLE' | 'TIMEOUT' | 'INTERNAL_SERVER_ERROR'> {
  const state = sqlState(error) ?? '';
  if (timeoutStates.has(state)) return 'TIMEOUT';
  if (unavailableStates.test(state) || unavailableCodes.has(errorCode(error) ?? '')) return 'SERVICE_UNAVAILABLE';
  if (unavailableKinds.has(driverErrorKind(error) ?? '')) return 'SERVICE_UNAVAILABLE';
  if (error instanceof Error && connectionMessages.has(error.message)) return 'SERVICE_UNAVAILABLE';
  return 'INTERNAL_SERVER_ERROR';
}

// Statement, lock and transaction time-outs.
const timeoutStates: ReadonlySet<string> = new Set(['57014', '55P03', '25P04']);
// No connection, no resources, shutting down; a server that is read-only after a failover; a commit that may be on one server only;
// conflicts that outlasted every retry; a database that isn't migrated yet, denies a privilege that readiness checks, denies this role,
// accepts no connections or doesn't exist.
const unavailableStates = /^(?:08...|53...|57P0[1-5]|25006|4000[13]|40P01|42P01|3F000|42501|28...|55000|3D000)$/;
const unavailableCodes: ReadonlySet<string> = new Set([
  'P1001',
  'P1002',
  'P1008',
  'P1017',
  'P2024',
  'P2028',
  'P2034',
  'P2037',
  'ECONNREFUSED',
  'ECONNRESET',
  'ETIMEDOUT',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'EPIPE',
]);
// A raw query's error always has the code P2010; the driver adapter's kind says what happened.
const unavailableKinds: ReadonlySet<string> = new Set([
  'DatabaseNotReachable',
  'ConnectionClosed',
  'TlsConnectionError',
  'SocketTimeout',
  'TooManyConnections',
]);
// pg and its pool give these no code, and Prisma passes them on unchanged.
const connectionMessages: ReadonlySet<string> = new Set([
  'timeout exceeded when trying to connect',
  'timeout expired',
  'Connection terminated',
  'Connection terminated unexpectedly',
  'Connection terminated due to connection timeout',
  'Client has encountered a connection error and is not queryable',
  'Client was closed and is not queryable',
]);

function errorCode(error: unknown): string | undefined {
  return [property(error, 'code'), property(error, 'errorCode'), property(error, 'cause', 'code')].find(
    (code): code is string => typeof code === 'string' && /^(?:P\d{4}|E[A-Z_]{2,30})$/.test(code),
  );
}

/** The constraint and table that an integrity violation (SQLSTATE class 23) names; only PostgreSQL's detail holds values. */
function databaseObjects(error: unknown, state: string | null): Pick<FaultDescription, 'constraint' | 'table'> {
  if (!state?.startsWith('23')) return {};
  const adapter = adapterError(error);
  const message = String(
    property(adapter, 'originalMessage') ?? property(adapter, 'message') ?? property(error, 'message') ?? '',
  );
  return {
    ...present(
      'constraint',
      identifier(property(adapter, 'constraint', 'index')) ?? identifier(/constraint "(\w+)"/.exec(message)?.[1]),
    ),
    ...present(
      'table',
      identifier(property(adapter, 'table')) ?? identifier(/(?:relation|on table) "(\w+)"/.exec(message)?.[1]),
    ),
  };
}

/** The driver adapter's error, which Prisma keeps in `meta`. */
function adapterError(error: unknown): unknown {
  return property(error, 'meta', 'driverAdapterError', 'cause') ?? property(error, 'cause');
}

function identifier(value: unknown): string | undefined {
  return typeof value === 'string' && /^[a-z_][a-z0-9_]{0,62}$/.test(value) ? value : undefined;
}

function frames(error: Error): readonly string[] {
  const stack = error.stack ?? '';
  const end = stack.indexOf(error.message) + error.message.length;
  // A stack starts with the message. If that was changed later, only their shape tells the lines apart.
  return stack
    .slice(end)
    .split('\n')
    .map((line) => /^ {4}at (?:.* )?\(?(\S+:\d+:\d+)\)?$/.exec(line)?.[1])
    .filter((place) => place !== undefined)
    .slice(0, 12);
}

function present<Key extends string>(key: Key, value: string | undefined): { [K in Key]?: string } {
  return value === undefined ? {} : ({ [key]: value } as { [K in Key]?: string });
}
