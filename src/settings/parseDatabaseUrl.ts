import { accessSync, constants } from 'node:fs';

/** What a database URL says. What it leaves out is left out here, so that settings of their own apply. */
export interface DatabaseUrl {
  /** For `pg`: without the parameters that only this service understands. */
  readonly connectionString: string;
  readonly schema: string;
  readonly connectionLimit?: number;
  readonly poolTimeoutMs?: number;
  /** `pgbouncer=true`: each transaction, and so each statement outside one, may reach another session. */
  readonly pooled?: true;
}

/** Why a database URL can't be used. The message never holds a part of the URL but the name of a parameter. */
export class DatabaseUrlError extends Error {}

const ours = ['schema', 'connection_limit', 'pool_timeout', 'pgbouncer'] as const;
const passedOn = ['sslmode', 'sslrootcert', 'sslcert', 'sslkey', 'application_name', 'host'] as const;
const known: readonly string[] = [...ours, ...passedOn];

/** The modes that `pg` has as libpq documents them. It has no fallback to an open connection: no `prefer`, no `allow`. */
const sslModes = ['disable', 'require', 'verify-ca', 'verify-full'];

/**
 * Takes a PostgreSQL URL apart. Throws DatabaseUrlError for what can't be honoured: a parameter that was ignored would
 * quietly mean another schema or pool than the one asked for.
 */
export function parseDatabaseUrl(text: string): DatabaseUrl {
  refuseSeveralHosts(text);
  const url = parseUrl(text);
  refuseUnknownParameters(url);
  checkTls(url.searchParams);
  const schema = url.searchParams.get('schema') ?? 'public';
  // Schema names go into session options and DDL: nothing that would need quoting.
  if (!/^[a-z_][a-z0-9_]{0,62}$/.test(schema)) {
    throw new DatabaseUrlError(
      'the parameter `schema` is not allowed; allowed: a to z, 0 to 9 and _, not a digit first, at most 63.',
    );
  }
  const connectionLimit = wholeNumber(url.searchParams, 'connection_limit', 1, 1_000);
  const poolTimeoutSeconds = wholeNumber(url.searchParams, 'pool_timeout', 0, 600);
  const pooled = trueOrFalse(url.searchParams, 'pgbouncer');
  for (const name of ours) url.searchParams.delete(name);
  return {
    connectionString: url.href,
    schema,
    ...(pooled && { pooled }),
    ...(connectionLimit !== undefined && { connectionLimit }),
    ...(poolTimeoutSeconds !== undefined && { poolTimeoutMs: poolTimeoutSeconds * 1_000 }),
  };
}

function parseUrl(text: string): URL {
  const url = URL.parse(text);
  if (!url || !/^postgres(ql)?:$/.test(url.protocol) || url.pathname.length < 2) {
    throw new DatabaseUrlError(
      'not a URL that can be used; allowed: postgresql://user:password@host:port/database, percent-encoded (a socket: ' +
        'postgresql://user@localhost/database?host=/folder).',
    );
  }
  if (url.search.includes('@') || url.hash !== '') {
    throw new DatabaseUrlError(
      'it holds ?, # or @ where none belongs; in user name and password write them as %3F, %23 and %40.',
    );
  }
  return url;
}

/** Before it is taken apart: with a port after each host it isn't even a URL. A password may hold commas as well. */
function refuseSeveralHosts(text: string): void {
  const [, authority = '', query = ''] = /^postgres(?:ql)?:\/\/([^/?#]*)[^?]*(\?.*)?$/.exec(text) ?? [];
  const hosts = [authority.slice(authority.lastIndexOf('@') + 1), ...new URLSearchParams(query).getAll('host')];
  if (!hosts.some((host) => /,|%2c/i.test(host))) return;
  throw new DatabaseUrlError(
    'it names several hosts; allowed: one address, which leads to whichever server is the primary.',
  );
}

function refuseUnknownParameters(url: URL): void {
  const names = [...url.searchParams.keys()];
  const wrong = names.find((name, index) => !known.includes(name) || names.indexOf(name) !== index);
  if (wrong === undefined) return;
  const shown = /^\w{1,40}$/.test(wrong) ? ` \`${wrong}\`` : '';
  throw new DatabaseUrlError(
    `the parameter${shown} is not allowed here, or is repeated; allowed: ${known.join(', ')}.`,
  );
}

function checkTls(parameters: URLSearchParams): void {
  const mode = parameters.get('sslmode');
  if (mode !== null && !sslModes.includes(mode)) {
    throw new DatabaseUrlError(`the parameter \`sslmode\` is not allowed; allowed: ${sslModes.join(', ')}.`);
  }
  if (mode === 'verify-ca' && !parameters.has('sslrootcert')) {
    throw new DatabaseUrlError(
      'the parameter `sslmode` is verify-ca, which needs `sslrootcert`, the file of the authority.',
    );
  }
  if (parameters.has('sslcert') !== parameters.has('sslkey')) {
    throw new DatabaseUrlError(
      "`sslcert` and `sslkey` are the client's and go together; an authority's file is `sslrootcert`.",
    );
  }
  for (const name of ['sslrootcert', 'sslcert', 'sslkey']) {
    if (parameters.has(name) && !isReadable(parameters.get(name) ?? '')) {
      throw new DatabaseUrlError(`the parameter \`${name}\` names a file that cannot be read.`);
    }
  }
  // pg 8 reads `require` as `verify-full`, with a warning, unless asked for the meaning that libpq and Prisma give it.
  if (mode !== null) parameters.set('uselibpqcompat', 'true');
}

function isReadable(file: string): boolean {
  try {
    accessSync(file, constants.R_OK);
    return true;
  } catch {
    return false;
  }
}

function wholeNumber(parameters: URLSearchParams, name: string, least: number, most: number): number | undefined {
  const text = parameters.get(name);
  if (text === null) return undefined;
  const value = /^\d{1,6}$/.test(text) ? Number(text) : Number.NaN;
  if (value >= least && value <= most) return value;
  throw new DatabaseUrlError(
    `the parameter \`${name}\` is not allowed; allowed: a whole number from ${least} to ${most}.`,
  );
}

function trueOrFalse(parameters: URLSearchParams, name: string): boolean {
  const text = parameters.get(name) ?? 'false';
  if (text === 'true' || text === 'false') return text === 'true';
  throw new DatabaseUrlError(`the parameter \`${name}\` is not allowed; allowed: true or false.`);
}
