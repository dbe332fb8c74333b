import { sources, type Source } from '../lifecycle/facts.ts';
import { parseOptions } from '../settings/parseOptions.ts';
import { UsageError } from '../errors/usageError.ts';

/** What is to be checked, and how it is reported. */
export interface CheckArguments {
  readonly source: Source;
  readonly url: URL;
  readonly clones: readonly string[];
  /** By names in lower case; their values are secret. */
  readonly headers: Readonly<Record<string, string>>;
  readonly verbose: boolean;
  readonly json: boolean;
}

const command = 'npm run check-contributor --';
const usage = `${command} --source ${sources.join('|')} --url URL [--clone ID]… [--header-env name=VARIABLE]… [--header "name: value"]… [--verbose] [--json]`;

const help = `Checks whether a running subgraph keeps its part of the lifecycle contract. It only reads.

  ${command} --source arena --url http://localhost:5000/graphql --clone ID --clone ID

  --source ${sources.join('|')}  whose part of the contract
  --url URL                      the GraphQL endpoint
  --clone ID                     a clone that you have facts about, any number of times: without one, the checks of
                                 facts and details have nothing to look at and are not run
  --header-env name=VARIABLE     sends a header whose value is in an environment variable, any number of times
  --header "name: value"         sends a header, any number of times; npm prints its arguments, and other users of
                                 the machine can see them, so put a token in a variable
  --verbose                      shows each request and response, without the values of these headers
  --json                         prints one JSON document (doc/federation.md) instead of text; use npm run --silent
                                 to keep npm's own lines out of it

Exit code 0: nothing that was checked is wrong. 1: something is, or it could not be checked because the subgraph
can't be reached or wants a token. 2: other arguments.`;

const many = { type: 'string', multiple: true } as const;
const options = {
  source: { type: 'string' },
  url: { type: 'string' },
  clone: many,
  header: many,
  'header-env': many,
  verbose: { type: 'boolean' },
  json: { type: 'boolean' },
} as const;

/** What `check-contributor` is to do. Throws UsageError for other arguments; it quotes no value. */
export function readCheckArguments(args: readonly string[], env: NodeJS.ProcessEnv): CheckArguments {
  const given = parseOptions(args, options, { usage, help });
  const source = sources.find((one) => one === given.source);
  if (source === undefined) throw new UsageError(`--source is one of ${sources.join(', ')}.`, usage);
  const url = given.url === undefined ? null : URL.parse(given.url);
  if (!url || !/^https?:$/.test(url.protocol))
    throw new UsageError('--url is the http or https URL of your GraphQL endpoint.', usage);
  if (url.username || url.password)
    throw new UsageError(
      '--url takes no user name or password: pass them as --header-env authorization=VARIABLE.',
      usage,
    );
  const headers = [
    ...(given.header ?? []).map(readHeader),
    ...(given['header-env'] ?? []).map((text) => readHeaderFrom(env, text)),
  ];
  return {
    source,
    url,
    clones: given.clone ?? [],
    headers: Object.fromEntries(headers),
    verbose: given.verbose ?? false,
    json: given.json ?? false,
  };
}

function readHeader(text: string): [name: string, value: string] {
  const header = headerIn(text);
  if (header === null) throw new UsageError('--header takes "name: value", in ASCII.', usage);
  return header;
}

function readHeaderFrom(env: NodeJS.ProcessEnv, text: string): [name: string, value: string] {
  const [name, variable = ''] = text.split('=', 2);
  const header = env[variable] ? headerIn(`${name}: ${env[variable]}`) : null;
  if (header === null)
    throw new UsageError('--header-env takes name=VARIABLE, and VARIABLE must be set, to an ASCII value.', usage);
  return header;
}

function headerIn(text: string): [name: string, value: string] | null {
  const [, name, value] = /^([\w!#$%&'*+.^`|~-]+):\s*([\t\x20-\x7e]*?)\s*$/.exec(text) ?? [];
  return name === undefined || value === undefined ? null : [name.toLowerCase(), value];
}
