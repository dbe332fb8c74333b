import type { z } from 'zod';
import type { DatabaseSettings } from './databaseSettings.ts';
import { type DatabaseUrl, DatabaseUrlError, parseDatabaseUrl } from './parseDatabaseUrl.ts';
import { settingsByName, type SettingName } from './settingsTable.ts';
import { StartError } from '../errors/startError.ts';

/** The property that each setting becomes, by group. */
const names = {
  service: {
    environment: 'NODE_ENV',
    port: 'PORT',
    host: 'HOST',
    metricsPort: 'METRICS_PORT',
    dataDir: 'DATA_DIR',
    logLevel: 'LOG_LEVEL',
    gatewaySecrets: 'GATEWAY_SECRET',
    graphiql: 'GRAPHIQL',
    introspection: 'INTROSPECTION',
    moderationGate: 'MODERATION_GATE',
    imageHosts: 'IMAGE_HOSTS',
    catalogFile: 'CATALOG_FILE',
    redisUrl: 'REDIS_URL',
    clockIntervalMs: 'CLOCK_INTERVAL_MS',
  },
  auth: { jwksUrl: 'AUTH_JWKS_URL', issuer: 'AUTH_ISSUER', audience: 'AUTH_AUDIENCE' },
  limits: {
    maxClonesPerOwner: 'MAX_CLONES_PER_OWNER',
    maxBodyBytes: 'MAX_BODY_BYTES',
    maxAnonymousBodyBytes: 'MAX_ANONYMOUS_BODY_BYTES',
    maxBodiesBytes: 'MAX_BODIES_BYTES',
    maxBodyDepth: 'MAX_BODY_DEPTH',
    maxBodyValues: 'MAX_BODY_VALUES',
    bodyTimeoutMs: 'BODY_TIMEOUT_MS',
    maxDocumentCharacters: 'MAX_DOCUMENT_CHARACTERS',
    maxTokens: 'MAX_TOKENS',
    maxDepth: 'MAX_DEPTH',
    maxAliases: 'MAX_ALIASES',
    maxRootFields: 'MAX_ROOT_FIELDS',
    maxListItems: 'MAX_LIST_ITEMS',
    maxRepresentations: 'MAX_REPRESENTATIONS',
    maxCost: 'MAX_COST',
    maxAnswerBytes: 'MAX_ANSWER_BYTES',
    requestTimeoutMs: 'REQUEST_TIMEOUT_MS',
    keepAliveTimeoutMs: 'KEEP_ALIVE_TIMEOUT_MS',
    stopDrainMs: 'STOP_DRAIN_MS',
    maxConcurrentPerCaller: 'MAX_CONCURRENT_PER_CALLER',
  },
  rates: {
    requests: 'RATE_REQUESTS',
    anonymousRequests: 'RATE_ANONYMOUS_REQUESTS',
    bytes: 'RATE_BODY_BYTES',
    anonymousBytes: 'RATE_ANONYMOUS_BODY_BYTES',
    cost: 'RATE_COST',
    anonymousCost: 'RATE_ANONYMOUS_COST',
  },
  databaseUrls: { own: 'DATABASE_URL', owners: 'MIGRATE_DATABASE_URL' },
  pool: { connectionLimit: 'DB_CONNECTIONS' },
  timeouts: {
    poolTimeoutMs: 'DB_POOL_TIMEOUT_MS',
    lockTimeoutMs: 'DB_LOCK_TIMEOUT_MS',
    statementTimeoutMs: 'DB_STATEMENT_TIMEOUT_MS',
  },
  tracing: { disabled: 'OTEL_SDK_DISABLED', exporter: 'OTEL_TRACES_EXPORTER' },
  traceEndpoints: { own: 'OTEL_EXPORTER_OTLP_TRACES_ENDPOINT', common: 'OTEL_EXPORTER_OTLP_ENDPOINT' },
  /** For traces alone; each wins over the one for all signals. */
  traceExport: {
    protocol: 'OTEL_EXPORTER_OTLP_TRACES_PROTOCOL',
    timeoutMs: 'OTEL_EXPORTER_OTLP_TRACES_TIMEOUT',
    compression: 'OTEL_EXPORTER_OTLP_TRACES_COMPRESSION',
    headers: 'OTEL_EXPORTER_OTLP_TRACES_HEADERS',
    certificate: 'OTEL_EXPORTER_OTLP_TRACES_CERTIFICATE',
    clientCertificate: 'OTEL_EXPORTER_OTLP_TRACES_CLIENT_CERTIFICATE',
    clientKey: 'OTEL_EXPORTER_OTLP_TRACES_CLIENT_KEY',
  },
  export: {
    protocol: 'OTEL_EXPORTER_OTLP_PROTOCOL',
    timeoutMs: 'OTEL_EXPORTER_OTLP_TIMEOUT',
    compression: 'OTEL_EXPORTER_OTLP_COMPRESSION',
    headers: 'OTEL_EXPORTER_OTLP_HEADERS',
    certificate: 'OTEL_EXPORTER_OTLP_CERTIFICATE',
    clientCertificate: 'OTEL_EXPORTER_OTLP_CLIENT_CERTIFICATE',
    clientKey: 'OTEL_EXPORTER_OTLP_CLIENT_KEY',
  },
  traces: {
    sampler: 'OTEL_TRACES_SAMPLER',
    ratio: 'OTEL_TRACES_SAMPLER_ARG',
    scheduleDelayMs: 'OTEL_BSP_SCHEDULE_DELAY',
    exportTimeoutMs: 'OTEL_BSP_EXPORT_TIMEOUT',
    maxQueueSize: 'OTEL_BSP_MAX_QUEUE_SIZE',
    maxBatchSize: 'OTEL_BSP_MAX_EXPORT_BATCH_SIZE',
    serviceName: 'OTEL_SERVICE_NAME',
    resource: 'OTEL_RESOURCE_ATTRIBUTES',
  },
} as const satisfies Readonly<Record<string, Readonly<Record<string, SettingName>>>>;

type Names = typeof names;
type Group = keyof Names;

// A row of the settings table that no group reads doesn't compile here.
({}) satisfies Record<Exclude<SettingName, { [G in Group]: Names[G][keyof Names[G]] }[Group]>, never>;

type Value<Name extends SettingName> = z.output<(typeof settingsByName)[Name]['schema']>;
type ValueOrUnset<Name extends SettingName> = (typeof settingsByName)[Name]['default'] extends null
  ? Value<Name> | null
  : Value<Name>;
type Values<G extends Group> = {
  readonly [Property in keyof Names[G]]: Names[G][Property] extends SettingName
    ? ValueOrUnset<Names[G][Property]>
    : never;
};

export type AuthSettings = { readonly [Property in keyof Names['auth']]: string };
export type LimitSettings = Values<'limits'>;
/** What each caller may take a minute; 0: any number. */
export type RateLimits = Values<'rates'>;

/** What is traced, and where spans go. */
export interface TraceSettings extends Values<'traces'> {
  readonly serviceName: string;
  /** Where spans are posted to. */
  readonly url: string;
  readonly export: Omit<Values<'export'>, 'headers'> & { readonly headers: Readonly<Record<string, string>> };
}

export interface Settings extends Omit<
  Values<'service'>,
  'environment' | 'gatewaySecrets' | 'graphiql' | 'introspection'
> {
  readonly production: boolean;
  /** null: development keys. */
  readonly auth: AuthSettings | null;
  /** Any of them opens /graphql; none: it is open. */
  readonly gatewaySecrets: readonly string[];
  /** Whether there is a GraphiQL page. */
  readonly graphiql: boolean;
  readonly introspection: boolean;
  readonly limits: LimitSettings;
  readonly rates: RateLimits;
  readonly database: DatabaseSettings;
  /** null: nothing is traced. */
  readonly traces: TraceSettings | null;
}

/** A setting that isn't allowed: one line that names it, its value unless secret, and what is allowed. */
export class SettingsError extends StartError {}

type Environment = Readonly<Record<string, string | undefined>>;
/** Reads all settings of the service from environment variables. Throws SettingsError for the first that isn't allowed. */
export function readSettings(env: Environment): Settings {
  const auth = readAuth(env);
  demandInProduction(env, [...authNames, 'DATABASE_URL']);
  const { environment, gatewaySecrets, graphiql, introspection, ...service } = readGroup(env, 'service');
  if (auth === null) demandLoopback(service.host);
  return {
    ...service,
    production: environment === 'production',
    auth,
    gatewaySecrets: gatewaySecrets ?? [],
    graphiql: graphiql === 'on',
    introspection: introspection === 'on',
    limits: readGroup(env, 'limits'),
    rates: readGroup(env, 'rates'),
    database: readDatabase(env),
    traces: readTraces(env),
  };
}

/** Reads what `npm run token` needs, and no other setting. Throws SettingsError as `readSettings` does. */
export function readTokenSettings(env: Environment): Pick<Settings, 'auth' | 'dataDir'> {
  demandInProduction(env, authNames);
  return { auth: readAuth(env), dataDir: read(env, 'DATA_DIR') };
}

/** Reads what `npm run events` needs to ask as a service, and no other setting. Throws SettingsError as `readSettings` does. */
export function readCallerSettings(env: Environment): Pick<Settings, 'auth' | 'dataDir' | 'gatewaySecrets'> {
  return { auth: readAuth(env), dataDir: read(env, 'DATA_DIR'), gatewaySecrets: read(env, 'GATEWAY_SECRET') ?? [] };
}

/** Where `npm run migrate` migrates. */
export type MigrateDatabase =
  ({ readonly kind: 'postgresql' } & DatabaseUrl) | { readonly kind: 'embedded'; readonly dataDir: string };

/** Reads which database `npm run migrate` migrates and as which role, and no other setting. Throws SettingsError as `readSettings` does. */
export function readMigrateDatabase(env: Environment): MigrateDatabase {
  const { own, owners } = readDatabaseUrls(env);
  const url = owners ?? own;
  if (url !== null) return { kind: 'postgresql', ...url };
  demandInProduction(env, ['DATABASE_URL']);
  return { kind: 'embedded', dataDir: read(env, 'DATA_DIR') };
}

function readGroup<G extends Group>(env: Environment, group: G): Values<G> {
  const values = Object.entries(names[group]).map(([property, name]) => [property, read(env, name)]);
  return Object.fromEntries(values) as Values<G>;
}

function read<Name extends SettingName>(env: Environment, name: Name): ValueOrUnset<Name>;
function read(env: Environment, name: SettingName): unknown {
  const setting = settingsByName[name];
  const text = env[name] || setting.default;
  if (text === null) return null;
  const result = setting.schema.safeParse(text);
  if (!result.success) throw notAllowed(name, text);
  return result.data;
}

function notAllowed(name: SettingName, text: string): SettingsError {
  const { secret, allowed } = settingsByName[name];
  // The part before an @ may be a password.
  const shown =
    secret || text.includes('@') ? 'has a value that is not allowed' : `is ${JSON.stringify(text.slice(0, 200))}`;
  return new SettingsError(`${name} ${shown}; allowed: ${allowed}.`);
}

const authNames = Object.values(names.auth);

function readAuth(env: Environment): AuthSettings | null {
  const { jwksUrl, issuer, audience } = readGroup(env, 'auth');
  if (jwksUrl !== null && issuer !== null && audience !== null) return { jwksUrl, issuer, audience };
  const missing = authNames.filter((name) => !env[name]);
  if (missing.length === authNames.length) return null;
  throw new SettingsError(`${missing.join(' and ')} not set; allowed: all of ${authNames.join(', ')}, or none.`);
}

/** The variables may be those of every service on the machine: while tracing is off, only what switches it on is checked. */
function readTraces(env: Environment): TraceSettings | null {
  const { disabled, exporter } = readGroup(env, 'tracing');
  const isNamed = Object.values(names.traceEndpoints).some((name) => env[name]);
  if (disabled === 'true' || (exporter ?? (isNamed ? 'otlp' : 'none')) === 'none') return null;
  const endpoints = readGroup(env, 'traceEndpoints');
  const { serviceName, ...traces } = readGroup(env, 'traces');
  // The default is lowered to the queue's size by OpenTelemetry.
  if (env[names.traces.maxBatchSize] && traces.maxBatchSize > traces.maxQueueSize) throw batchBeyondQueue(traces);
  const [common, own] = [readGroup(env, 'export'), readGroup(env, 'traceExport')];
  const set = Object.fromEntries(Object.entries(own).filter(([, value]) => value !== null)) as Partial<typeof own>;
  return {
    ...traces,
    serviceName: serviceName ?? traces.resource?.['service.name'] ?? 'clone-service',
    url: endpoints.own ?? `${(endpoints.common ?? 'http://localhost:4318').replace(/\/$/, '')}/v1/traces`,
    export: { ...common, ...set, headers: { ...common.headers, ...own.headers } },
  };
}

function batchBeyondQueue({ maxBatchSize, maxQueueSize }: Omit<Values<'traces'>, 'serviceName'>): SettingsError {
  const [batch, queue] = [names.traces.maxBatchSize, names.traces.maxQueueSize];
  return new SettingsError(`${batch} is ${maxBatchSize}; allowed: at most ${queue}, which is ${maxQueueSize}.`);
}

function isProduction(env: Environment): boolean {
  return read(env, 'NODE_ENV') === 'production';
}

function demandInProduction(env: Environment, names: readonly SettingName[]): void {
  const missing = names.filter((name) => !env[name]);
  if (isProduction(env) && missing.length > 0)
    throw new SettingsError(`NODE_ENV is "production", which needs ${missing.join(', ')}: not set.`);
}

/** Whoever can read DATA_DIR can sign for anybody, so development keys are for loopback only. */
function demandLoopback(host: string): void {
  if (!/^(localhost|::1|127(\.\d{1,3}){3})$/i.test(host)) throw notAllowed('HOST', host);
}

function readDatabase(env: Environment): DatabaseSettings {
  const timeouts = readGroup(env, 'timeouts');
  const { own, owners } = readDatabaseUrls(env);
  if (own !== null) return { kind: 'postgresql', ...readGroup(env, 'pool'), ...timeouts, ...own };
  if (owners !== null) throw twoDatabases();
  return { kind: 'embedded', dataDir: read(env, 'DATA_DIR'), ...timeouts };
}

/** The database as the service's own role, and as the role that owns its tables. */
function readDatabaseUrls(env: Environment): { readonly own: DatabaseUrl | null; readonly owners: DatabaseUrl | null } {
  const urls = readGroup(env, 'databaseUrls');
  const own = urls.own === null ? null : parseUrl(names.databaseUrls.own, urls.own);
  const owners = urls.owners === null ? null : parseUrl(names.databaseUrls.owners, urls.owners);
  if (own && owners && own.schema !== owners.schema) throw twoDatabases();
  return { own, owners };
}

function twoDatabases(): SettingsError {
  return new SettingsError(
    'MIGRATE_DATABASE_URL does not go with DATABASE_URL; allowed: both set, with the same `schema`.',
  );
}

function parseUrl(name: SettingName, url: string): DatabaseUrl {
  try {
    return parseDatabaseUrl(url);
  } catch (error) {
    if (error instanceof DatabaseUrlError) throw new SettingsError(`${name}: ${error.message}`);
    throw error;
  }
}
