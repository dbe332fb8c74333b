import { setTimeout as pause } from 'node:timers/promises';
import { openDevelopmentKeys, signDevelopmentToken } from '../access/developmentKeys.ts';
import { StartError } from '../errors/startError.ts';
import { UsageError } from '../errors/usageError.ts';
import { parseOptions } from '../settings/parseOptions.ts';
import { readCallerSettings } from '../settings/settings.ts';

const usage = 'npm run --silent events -- [--follow] [--after CURSOR] [--kinds A,B] [--url URL] [--token-env VARIABLE]';

const help = `Prints what happened to clones, oldest first, one line of JSON for each event. At the end the cursor to go on from is on standard error.

  --follow               goes on with what happens next, until it is interrupted
  --after CURSOR         begins behind that cursor instead of at the beginning
  --kinds A,B            only events of these kinds
  --url URL              the service or a gateway with its internal fields; the default is http://localhost:4001/graphql
  --token-env VARIABLE   the environment variable with a token; the default is a token of the development keys in DATA_DIR

GATEWAY_SECRET is sent if it is set.`;

const options = {
  follow: { type: 'boolean' },
  after: { type: 'string' },
  kinds: { type: 'string' },
  url: { type: 'string' },
  'token-env': { type: 'string' },
} as const;

const query = `query ($after: String, $kinds: [CloneEventKind!]) {
  cloneEvents(after: $after, kinds: $kinds) { nodes { id cloneId sequence kind at } continueFrom hasMore } }`;

interface Page {
  readonly nodes: readonly object[];
  readonly continueFrom: string;
  readonly hasMore: boolean;
}

interface Feed {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly kinds: readonly string[] | null;
}

/** What may be over in a moment. */
class PassingFailure extends StartError {}

/** How long a follower waits for the next events, and after a failure. */
const pauseMs = 1_000;

/**
 * `npm run events`: prints events to `print` until there are no more, or with `--follow` until `signal`. Throws UsageError for
 * other arguments, and StartError when the service can't be asked, refuses or has lost the cursor.
 *
 * @param tell for people: standard error
 */
export async function events(
  args: readonly string[],
  env: NodeJS.ProcessEnv,
  signal: AbortSignal,
  print: (line: string) => void,
  tell: (line: string) => void,
): Promise<void> {
  const { follow = false, after: start = null, ...rest } = parseOptions(args, options, { usage, help });
  const feed = await feedOf(rest, env);
  let after = start;
  let failing = false;
  while (!signal.aborted) {
    try {
      const page = await read(feed, after, signal);
      for (const event of page.nodes) print(JSON.stringify(event));
      after = page.continueFrom;
      failing = false;
      if (page.hasMore) continue;
      if (!follow) break;
    } catch (error) {
      if (signal.aborted) break;
      if (!follow || !(error instanceof PassingFailure)) throw error;
      if (!failing) tell(`${error.message} Trying again.`);
      failing = true;
    }
    await pause(pauseMs, undefined, { signal }).catch(() => {});
  }
  if (after !== null) tell(`Go on with --after ${after}`);
}

async function feedOf(
  {
    kinds,
    url = 'http://localhost:4001/graphql',
    'token-env': variable,
  }: { readonly kinds?: string; readonly url?: string; readonly 'token-env'?: string },
  env: NodeJS.ProcessEnv,
): Promise<Feed> {
  if (!/^https?:$/.test(URL.parse(url)?.protocol ?? ''))
    throw new UsageError('--url takes the http or https URL of a GraphQL endpoint.', usage);
  const { auth, dataDir, gatewaySecrets } = readCallerSettings(env);
  if (variable === undefined && auth)
    throw new StartError(
      'AUTH_JWKS_URL is set: name the variable with a token of that identity provider by --token-env.',
    );
  const token =
    variable === undefined
      ? await signDevelopmentToken(await openDevelopmentKeys(dataDir), { sub: 'events', scope: ['clone:read'] })
      : env[variable];
  if (!token) throw new UsageError('--token-env takes the name of an environment variable that is set.', usage);
  const [secret] = gatewaySecrets;
  return {
    url,
    kinds: kinds === undefined ? null : kinds.split(',').map((kind) => kind.trim()),
    headers: {
      'content-type': 'application/json',
      authorization: `Bearer ${token}`,
      ...(secret !== undefined && { 'x-gateway-secret': secret }),
    },
  };
}

/** Codes after which the same request may succeed. */
const passing: ReadonlySet<string> = new Set([
  'SERVICE_UNAVAILABLE',
  'TIMEOUT',
  'RATE_LIMITED',
  'INTERNAL_SERVER_ERROR',
]);

async function read({ url, headers, kinds }: Feed, after: string | null, signal: AbortSignal): Promise<Page> {
  const body = JSON.stringify({ query, variables: { after, kinds } });
  const response = await fetch(url, { method: 'POST', headers, body, signal }).catch(() => {
    throw new PassingFailure(`${url} can't be reached.`);
  });
  const answer = (await response.json().catch(() => ({}))) as {
    readonly data?: { readonly cloneEvents?: Page | null } | null;
    readonly errors?: readonly { readonly message?: string; readonly extensions?: { readonly code?: string } }[];
  };
  const page = answer.data?.cloneEvents;
  if (page) return page;
  const [error] = answer.errors ?? [];
  const { code = `HTTP ${response.status}` } = error?.extensions ?? {};
  const message = `${url} answers ${code}: ${error?.message ?? 'no events.'}`;
  throw passing.has(code) || response.status >= 500 ? new PassingFailure(message) : new StartError(message);
}
