import { readFileSync } from 'node:fs';
import { contractOf } from '../demo/contributors/startContributor.ts';
import { apiOf, composeSupergraph, type SubgraphSdl } from '../demo/gateway/composeSupergraph.ts';
import { fetchSdl } from '../demo/gateway/fetchSdl.ts';
import { forEachSource, sources, type Source } from '../lifecycle/facts.ts';
import { parseOptions } from '../settings/parseOptions.ts';
import { UsageError } from '../errors/usageError.ts';

const names = ['clone', ...sources] as const;
type Name = 'clone' | Source;
type Urls = Readonly<Partial<Record<Name, string>>>;

/** The URLs of `npm start` and of the demo. */
const usualUrls: Readonly<Record<Name, string>> = {
  clone: 'http://localhost:4001/graphql',
  audition: 'http://localhost:4011/graphql',
  queue: 'http://localhost:4012/graphql',
  arena: 'http://localhost:4013/graphql',
};

const flag = { type: 'boolean' } as const;
const url = { type: 'string' } as const;
const options = { public: flag, api: flag, ask: flag, clone: url, ...forEachSource(() => url) };

const usage = `npm run --silent supergraph -- [--public] [--api] [--ask] [${names.map((name) => `--${name} URL`).join('] [')}]`;

const help = `Prints the supergraph for a gateway, composed of this subgraph and the three that contribute to the lifecycle.

  --public       leaves out what is tagged internal: for the gateway that clients reach
  --api          prints the schema that clients of the gateway see instead, for their code generators and editors
  --<name> URL   where the gateway finds that subgraph; the default is ${usualUrls.clone}, and ports 4011 to 4013
  --ask          asks each contributing subgraph whose URL is given for its SDL, instead of reading it from this repository`;

/**
 * `npm run supergraph`: the SDL of the supergraph, or of what its clients see. Throws UsageError for other arguments, and StartError when a subgraph
 * can't be asked or they don't compose.
 */
export async function supergraph(args: readonly string[]): Promise<string> {
  const { isPublic, isApi, asks, urls } = readArguments(args);
  const contributing = sources.map((name) => contributingSdl(name, urls[name], asks));
  const composed = composeSupergraph(
    [cloneSdl(urls.clone), ...(await Promise.all(contributing))],
    isPublic ? 'public' : 'internal',
  );
  return isApi ? apiOf(composed) : composed;
}

function cloneSdl(url: string = usualUrls.clone): SubgraphSdl {
  return { name: 'clone', url, sdl: readFileSync(new URL('../../schema.graphql', import.meta.url), 'utf8') };
}

async function contributingSdl(name: Source, url: string | undefined, asks: boolean): Promise<SubgraphSdl> {
  if (asks && url !== undefined) return fetchSdl({ name, url });
  return { name, url: url ?? usualUrls[name], sdl: contractOf(name) };
}

function readArguments(args: readonly string[]): { isPublic: boolean; isApi: boolean; asks: boolean; urls: Urls } {
  const {
    public: isPublic = false,
    api: isApi = false,
    ask: asks = false,
    ...urls
  } = parseOptions(args, options, { usage, help });
  for (const name of names) {
    const url = urls[name];
    if (url !== undefined && !/^https?:$/.test(URL.parse(url)?.protocol ?? ''))
      throw new UsageError(`--${name} takes the http or https URL of a subgraph.`, usage);
  }
  if (asks && sources.every((name) => urls[name] === undefined))
    throw new UsageError('--ask needs the URL of a contributing subgraph beside it.', usage);
  return { isPublic, isApi, asks, urls };
}
