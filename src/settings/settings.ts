import type { z } from 'zod';
import type { DatabaseSettings, TransactionSettings } from './databaseSettings.ts';
import { type DatabaseUrl, DatabaseUrlError, parseDatabaseUrl } from './parseDatabaseUrl.ts';
import { settingsByName, type SettingName } from './settingsTable.ts';
import { StartError } from '../errors/startError.ts';

export interface AuthSettings {
  readonly jwksUrl: string;
  readonly issuer: string;
  readonly audience: string;
}

export interface LimitSettings {
  readonly maxClonesPerOwner: number;
  readonly maxBodyBytes: number;
  readonly maxAnonymousBodyBytes: number;
  readonly maxBodiesBytes: number;
  readonly maxBodyDepth: number;
  readonly maxBodyValues: number;
  readonly bodyTimeoutMs: number;
  readonly maxDocumentCharacters: number;
  readonly maxTokens: number;
  readonly maxDepth: number;
  readonly maxAliases: number;
  readonly maxRootFields: number;
  readonly maxListItems: number;
  readonly maxRepresentations: number;
  readonly maxCost: number;
  readonly maxAnswerBytes: number;
  readonly requestTimeoutMs: number;
  readonly keepAliveTimeoutMs: number;
  readonly stopDrainMs: number;
  /** 0: any number. */
  readonly maxConcurrentPerCaller: number;
}

/** What each caller may take a minute; 0: any number. */
export interface RateLimits {
  readonly requests: number;
  readonly anonymousRequests: number;
  readonly bytes: number;
  readonly anonymousBytes: number;
  readonly cost: number;
  readonly anonymousCost: number;
}

export interface Settings {
  readonly production: boolean;
  readonly port: number;
  readonly host: string;
  /** Of /metrics. */
  readonly metricsPort: number;
  readonly dataDir: string;
  readonly logLevel: Value<'LOG_LEVEL'>;
  /** null: development keys. */
  readonly auth: AuthSettings | null;
  /** Any of them opens /graphql; none: it is open. */
  readonly gatewaySecrets: readonly string[];
  /** Whether there is a GraphiQL page. */
  readonly graphiql: boolean;
  readonly introspection: boolean;
  readonly moderationGate: Value<'MODERATION_GATE'>;
  /** Lower case; null: any host. */
  readonly imageHosts: readonly string[] | null;
  /** null: the catalog that is shipped. */
  readonly catalogFile: string | null;
  readonly limits: LimitSettings;
  readonly rates: RateLimits;
  /** Where rates are counted; null: in the process. */
  readonly redisUrl: string | null;
  readonly database: DatabaseSettings;
}

/** A setting that isn't allowed: one line that names it, its value unless secret, and what is allowed. */
export class SettingsError extends StartError {}

type Environment = Readonly<Record<string, string | undefined>>;
type Value<Name extends SettingName> = z.output<(typeof settingsByName)[Name]['schema']>;
type ValueOrUnset<Name extends SettingName> = (typeof settingsByName)[Name]['default'] extends null
  ? Value<Name> | null
  : Value<Name>;

/** Reads all settings of the service from environment variables. Throws SettingsError for the first that isn't allowed. */
export function readSettings(env: Environment): Settings {
  const auth = readAuth(env);
  demandInProduction(env, [...authNames, 'DATABASE_URL']);
  return {
    production: isProduction(env),
    port: read(env, 'PORT'),
    host: readHost(env, auth),
    metricsPort: read(env, 'METRICS_PORT'),
    dataDir: read(env, 'DATA_DIR'),
    logLevel: read(env, 'LOG_LEVEL'),
    auth,
    gatewaySecrets: read(env, 'GATEWAY_SECRET') ?? [],
    graphiql: read(env, 'GRAPHIQL') === 'on',
    introspection: read(env, 'INTROSPECTION') === 'on',
    moderationGate: read(env, 'MODERATION_GATE'),
    imageHosts: read(env, 'IMAGE_HOSTS'),
    catalogFile: read(env, 'CATALOG_FILE'),
    limits: readLimits(env),
    rates: readRates(env),
    redisUrl: read(env, 'REDIS_URL'),
    database: readDatabase(env),
  };
}

/** Reads what `npm run token` needs, and no other setting. Throws SettingsError as `readSettings` does. */
export function readTokenSettings(env: Environment): Pick<Settings, 'auth' | 'dataDir'> {
  demandInProduction(env, authNames);
  return { auth: readAuth(env), dataDir: read(env, 'DATA_DIR') };
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
  // What stands before an @ may be a password.
  const shown =
    secret || text.includes('@') ? 'has a value that is not allowed' : `is ${JSON.stringify(text.slice(0, 200))}`;
  return new SettingsError(`${name} ${shown}; allowed: ${allowed}.`);
}

const authNames = ['AUTH_JWKS_URL', 'AUTH_ISSUER', 'AUTH_AUDIENCE'] as const;

function readAuth(env: Environment): AuthSettings | null {
  const [jwksUrl, issuer, audience] = [
    read(env, 'AUTH_JWKS_URL'),
    read(env, 'AUTH_ISSUER'),
    read(env, 'AUTH_AUDIENCE'),
  ];
  if (jwksUrl !== null && issuer !== null && audience !== null) return { jwksUrl, issuer, audience };
  const missing = authNames.filter((name) => !env[name]);
  if (missing.length === authNames.length) return null;
  throw new SettingsError(`${missing.join(' and ')} not set; allowed: all of ${authNames.join(', ')}, or none.`);
}

function isProduction(env: Environment): boolean {
  return read(env, 'NODE_ENV') === 'production';
}

function demandInProduction(env: Environment, names: readonly SettingName[]): void {
  const missing = names.filter((name) => !env[name]);
  if (isProduction(env) && missing.length > 0)
    throw new SettingsError(`NODE_ENV is "production", which needs ${missing.join(', ')}: not set.`);
}

/** Development keys only on loopback: whoever can read DATA_DIR can sign for anybody. */
function readHost(env: Environment, auth: AuthSettings | null): string {
  const host = read(env, 'HOST');
  if (auth === null && !/^(localhost|::1|127(\.\d{1,3}){3})$/i.test(host)) throw notAllowed('HOST', host);
  return host;
}

function readLimits(env: Environment): LimitSettings {
  return {
    maxClonesPerOwner: read(env, 'MAX_CLONES_PER_OWNER'),
    maxBodyBytes: read(env, 'MAX_BODY_BYTES'),
    maxAnonymousBodyBytes: read(env, 'MAX_ANONYMOUS_BODY_BYTES'),
    maxBodiesBytes: read(env, 'MAX_BODIES_BYTES'),
    maxBodyDepth: read(env, 'MAX_BODY_DEPTH'),
    maxBodyValues: read(env, 'MAX_BODY_VALUES'),
    bodyTimeoutMs: read(env, 'BODY_TIMEOUT_MS'),
    maxDocumentCharacters: read(env, 'MAX_DOCUMENT_CHARACTERS'),
    maxTokens: read(env, 'MAX_TOKENS'),
    maxDepth: read(env, 'MAX_DEPTH'),
    maxAliases: read(env, 'MAX_ALIASES'),
    maxRootFields: read(env, 'MAX_ROOT_FIELDS'),
    maxListItems: read(env, 'MAX_LIST_ITEMS'),
    maxRepresentations: read(env, 'MAX_REPRESENTATIONS'),
    maxCost: read(env, 'MAX_COST'),
    maxAnswerBytes: read(env, 'MAX_ANSWER_BYTES'),
    requestTimeoutMs: read(env, 'REQUEST_TIMEOUT_MS'),
    keepAliveTimeoutMs: read(env, 'KEEP_ALIVE_TIMEOUT_MS'),
    stopDrainMs: read(env, 'STOP_DRAIN_MS'),
    maxConcurrentPerCaller: read(env, 'MAX_CONCURRENT_PER_CALLER'),
  };
}

function readRates(env: Environment): RateLimits {
  return {
    requests: read(env, 'RATE_REQUESTS'),
    anonymousRequests: read(env, 'RATE_ANONYMOUS_REQUESTS'),
    bytes: read(env, 'RATE_BODY_BYTES'),
    anonymousBytes: read(env, 'RATE_ANONYMOUS_BODY_BYTES'),
    cost: read(env, 'RATE_COST'),
    anonymousCost: read(env, 'RATE_ANONYMOUS_COST'),
  };
}

function readDatabase(env: Environment): DatabaseSettings {
  const timeouts: TransactionSettings = {
    poolTimeoutMs: read(env, 'DB_POOL_TIMEOUT_MS'),
    lockTimeoutMs: read(env, 'DB_LOCK_TIMEOUT_MS'),
    statementTimeoutMs: read(env, 'DB_STATEMENT_TIMEOUT_MS'),
  };
  const connectionLimit = read(env, 'DB_CONNECTIONS');
  const { own, owners } = readDatabaseUrls(env);
  if (own !== null) return { kind: 'postgresql', connectionLimit, ...timeouts, ...own };
  if (owners !== null) throw twoDatabases();
  return { kind: 'embedded', dataDir: read(env, 'DATA_DIR'), ...timeouts };
}

/** The database as the service's own role, and as the role that owns its tables. */
function readDatabaseUrls(env: Environment): { readonly own: DatabaseUrl | null; readonly owners: DatabaseUrl | null } {
  const [own, owners] = (['DATABASE_URL', 'MIGRATE_DATABASE_URL'] as const).map((name) => {
    const url = read(env, name);
    return url === null ? null : parseUrl(name, url);
  });
  if (own && owners && own.schema !== owners.schema) throw twoDatabases();
  return { own: own ?? null, owners: owners ?? null };
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
