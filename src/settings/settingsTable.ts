import { z } from 'zod';
import { list, oneOf, type Setting, whole } from './settingKinds.ts';
import { traceVariables } from './traceVariables.ts';

const host = /^[A-Za-z0-9]([A-Za-z0-9.-]*[A-Za-z0-9])?$/;
const address = /^[A-Za-z0-9.:-]+$/;

/** Every environment variable that this service reads, in the order in which the documentation lists them. */
export const settingsByName = {
  NODE_ENV: {
    meaning: '`production` refuses to start on development keys or the embedded database',
    default: 'development',
    allowed: 'a word',
    secret: false,
    schema: z.string().regex(/^[A-Za-z0-9_-]+$/),
  },
  PORT: whole('port of /graphql, /graphiql and /health; 0 takes a free one', 4_001, 0, 65_535),
  HOST: {
    meaning: 'address to listen on; in a container 0.0.0.0 or ::, since nothing outside reaches the default',
    default: '127.0.0.1',
    allowed: 'an IP address or a host name; with development keys only 127.0.0.0/8, ::1 or localhost',
    secret: false,
    schema: z.string().regex(address),
  },
  METRICS_PORT: whole('port of /metrics, on HOST; 0 takes a free one', 9_464, 0, 65_535),
  DATABASE_URL: {
    meaning: 'PostgreSQL 15 or newer; unset = the embedded database in DATA_DIR',
    default: null,
    allowed: 'a URL postgresql://user:password@host:port/database?schema=name',
    secret: true,
    schema: z.string(),
  },
  MIGRATE_DATABASE_URL: {
    meaning: 'the same database as a role that owns the tables, for `npm run migrate` only; unset = DATABASE_URL',
    default: null,
    allowed: 'a URL like DATABASE_URL',
    secret: true,
    schema: z.string(),
  },
  DATA_DIR: {
    meaning: 'folder of the embedded database and the development keys',
    default: '.data',
    allowed: 'a path',
    secret: false,
    schema: z.string().regex(/^[^\0]+$/),
  },
  AUTH_JWKS_URL: {
    meaning: 'where the token issuer publishes its keys; unset = development keys in DATA_DIR',
    default: null,
    allowed: 'an http or https URL without user name and password',
    secret: false,
    schema: z.url({ protocol: /^https?$/ }).refine((text) => !new URL(text).username && !new URL(text).password),
  },
  AUTH_ISSUER: {
    meaning: 'the `iss` that tokens must have',
    default: null,
    allowed: 'a text',
    secret: false,
    schema: z.string(),
  },
  AUTH_AUDIENCE: {
    meaning: 'the `aud` that tokens must have, or have in their list',
    default: null,
    allowed: 'a text',
    secret: false,
    schema: z.string(),
  },
  GATEWAY_SECRET: {
    meaning: 'what /graphql asks for in `x-gateway-secret`; two while rotating',
    default: null,
    allowed: 'one secret or two with a comma between, each of 32 or more printable ASCII characters without blanks',
    secret: true,
    schema: list(
      z
        .array(z.string().regex(/^[\x21-\x7e]{32,}$/))
        .min(1)
        .max(2),
    ),
  },
  GRAPHIQL: oneOf('whether there is the GraphiQL page, to which /graphql leads browsers', 'on', ['on', 'off']),
  INTROSPECTION: oneOf(
    'whether `__schema` and `__type` are answered, and error texts list and suggest names; `_service { sdl }` is answered either way',
    'on',
    ['on', 'off'],
  ),
  MODERATION_GATE: oneOf('what an unapproved profile blocks', 'none', ['none', 'publish', 'audition', 'both']),
  IMAGE_HOSTS: {
    meaning: 'hosts that imageUrl may name; unset = any',
    default: null,
    allowed: 'host names with commas between',
    secret: false,
    schema: list(z.array(z.string().regex(host).toLowerCase()).min(1)),
  },
  CATALOG_FILE: {
    meaning: 'the strategy catalog: streams, assets, models, base limits; unset = the one that is shipped',
    default: null,
    allowed: "a path of a JSON file in the shape of `strategyCatalog`'s answer",
    secret: false,
    schema: z.string().regex(/^[^\0]+$/),
  },
  LOG_LEVEL: oneOf('the lowest level that is logged', 'info', [
    'fatal',
    'error',
    'warn',
    'info',
    'debug',
    'trace',
    'silent',
  ]),
  MAX_CLONES_PER_OWNER: whole('clones one owner may have, archived ones too', 200, 1, 1_000_000),
  MAX_BODY_BYTES: whole(
    'bytes of a request body; the default holds the largest draft with the largest base, as UTF-8',
    9 * 1_048_576,
    1_024,
    1_073_741_824,
  ),
  MAX_ANONYMOUS_BODY_BYTES: whole(
    'the same for callers without a token; the default holds 1,000 representations with facts',
    1_048_576,
    1_024,
    1_073_741_824,
  ),
  MAX_BODIES_BYTES: whole(
    'bytes of all request bodies under way, 64 more for each value in them; callers without a token have half; bodies up to 16 KiB always pass',
    64 * 1_048_576,
    1_048_576,
    17_179_869_184,
  ),
  MAX_BODY_DEPTH: whole('levels of objects and lists in a request body', 100, 10, 1_000),
  MAX_BODY_VALUES: whole(
    'values in a request body, one with a name counted as three; the default holds those of the largest draft with its base',
    320_000,
    100,
    10_000_000,
  ),
  BODY_TIMEOUT_MS: whole('milliseconds within which a request body must have arrived', 10_000, 100, 600_000),
  MAX_DOCUMENT_CHARACTERS: whole(
    'characters of a GraphQL document, looked at before it is read',
    200_000,
    1_000,
    100_000_000,
  ),
  MAX_TOKENS: whole('lexical tokens of a GraphQL document', 5_000, 100, 1_000_000),
  MAX_DEPTH: whole('levels of nested fields in an operation', 15, 1, 1_000),
  MAX_ALIASES: whole('aliases in an operation', 50, 0, 10_000),
  MAX_ROOT_FIELDS: whole('fields at the top of an operation', 20, 1, 10_000),
  MAX_LIST_ITEMS: whole('ids in a list argument', 100, 1, 10_000),
  MAX_REPRESENTATIONS: whole('representations a gateway may send in one request', 1_000, 1, 100_000),
  MAX_COST: whole('objects that an operation can return, and that its answer may have', 100_000, 100, 100_000_000),
  MAX_ANSWER_BYTES: whole('approximate size of an answer, in bytes', 16 * 1_048_576, 65_536, 1_073_741_824),
  REQUEST_TIMEOUT_MS: whole('milliseconds until a request is answered with TIMEOUT', 10_000, 100, 600_000),
  KEEP_ALIVE_TIMEOUT_MS: whole(
    'milliseconds an idle connection stays open; keep it above what gateways and balancers use (often 60,000)',
    75_000,
    1_000,
    3_600_000,
  ),
  MAX_CONCURRENT_PER_CALLER: whole(
    'requests under way of a caller who asks alone, further ones wait for their turn; 0 = any number',
    32,
    0,
    100_000,
  ),
  RATE_REQUESTS: whole('requests a minute of one caller with a token; 0 = any number', 0, 0, 1_000_000_000),
  RATE_ANONYMOUS_REQUESTS: whole(
    'requests a minute without a token from one address, which may be a gateway; 0 = any number',
    0,
    0,
    1_000_000_000,
  ),
  RATE_BODY_BYTES: whole(
    'bytes of bodies a minute of one caller with a token; 0 = any number',
    0,
    0,
    1_000_000_000_000,
  ),
  RATE_ANONYMOUS_BODY_BYTES: whole(
    'bytes of bodies a minute without a token from one address; 0 = any number',
    0,
    0,
    1_000_000_000_000,
  ),
  RATE_COST: whole(
    'what the operations of one caller with a token may cost a minute, as MAX_COST counts; 0 = any number',
    0,
    0,
    1_000_000_000_000,
  ),
  RATE_ANONYMOUS_COST: whole('the same without a token from one address; 0 = any number', 0, 0, 1_000_000_000_000),
  REDIS_URL: {
    meaning:
      'a server with the Redis protocol, where processes count these rates together; unset = each counts for itself',
    default: null,
    allowed: 'a URL redis://user:password@host:port or rediss://…',
    secret: true,
    schema: z.url({ protocol: /^rediss?$/ }),
  },
  CLOCK_INTERVAL_MS: whole('milliseconds between two looks for entitlements that changed by time', 5_000, 100, 600_000),
  STOP_DRAIN_MS: whole(
    'milliseconds a stopping process goes on answering, with `Connection: close`, before it closes idle connections',
    500,
    0,
    60_000,
  ),
  DB_CONNECTIONS: whole('connections in the pool; `connection_limit` in DATABASE_URL wins', 10, 1, 1_000),
  DB_POOL_TIMEOUT_MS: whole(
    'milliseconds to wait for a connection; `pool_timeout` in DATABASE_URL wins',
    5_000,
    0,
    600_000,
  ),
  DB_LOCK_TIMEOUT_MS: whole("milliseconds to wait for a clone's lock", 3_000, 1, 600_000),
  DB_STATEMENT_TIMEOUT_MS: whole('milliseconds a statement may run', 8_000, 1, 600_000),
  ...traceVariables,
} as const satisfies Record<string, Setting>;

export type SettingName = keyof typeof settingsByName;

/** The settings as rows, for the documentation. */
export const settingsTable: readonly ({ readonly name: SettingName } & Omit<Setting, 'schema'>)[] = (
  Object.keys(settingsByName) as SettingName[]
).map((name) => {
  const { meaning, default: unset, allowed, secret } = settingsByName[name];
  return { name, meaning, default: unset, allowed, secret };
});
