import { forEachSource, sources, type Source } from '../lifecycle/facts.ts';
import { parseOptions } from '../settings/parseOptions.ts';
import { UsageError } from '../errors/usageError.ts';
import type { Failure } from './contributors/startContributor.ts';

/** How this run of the demo differs from the plain one. */
export interface DemoChoices {
  /** Sources that are down, once the sample data are there. */
  readonly failing: readonly Source[];
  readonly how: Failure;
  /** Another team's subgraph, which the gateway asks instead of the demo's. */
  readonly urls: Readonly<Partial<Record<Source, string>>>;
  /** The public gateway's port; the other parts have theirs at fixed distances from it. 0: any free ones. */
  readonly firstPort: number;
}

const usage = `npm run demo -- [--fail ${sources.join('|')}]… [--slow] [${sources.map((source) => `--${source} URL`).join('] [')}] [--port FIRST]`;

/** The demo's last part listens this far behind the first. */
const lastFirstPort = 65_535 - 13;

const help = `Runs the whole graph until it is stopped: two gateways, this subgraph, the three that contribute to the lifecycle, and sample data.

  --fail SOURCE    this source is down, once the sample data are there; any number of times
  --slow           what fails hangs, instead of refusing
  --<source> URL   asks your own subgraph instead of the demo's: npm run demo -- --arena http://localhost:5000/graphql
  --port FIRST     the public gateway's port, 4000 by default; the others follow at fixed distances. 0: any free ports`;

const url = { type: 'string' } as const;
const options = {
  fail: { type: 'string', multiple: true },
  slow: { type: 'boolean' },
  port: { type: 'string', default: '4000' },
  ...forEachSource(() => url),
} as const;

/** How the demo is to differ. Throws UsageError for other arguments. */
export function readDemoArguments(args: readonly string[]): DemoChoices {
  const { fail = [], slow = false, port, ...urls } = parseOptions(args, options, { usage, help });
  if (slow && fail.length === 0) throw new UsageError('--slow needs --fail beside it, which says what is slow.', usage);
  if (!fail.every(isSource))
    throw new UsageError(`--fail takes ${sources.join(', ')}; several as --fail arena --fail queue.`, usage);
  if (!/^\d{1,5}$/.test(port) || Number(port) > lastFirstPort)
    throw new UsageError(
      `--port takes the first of the ports, at most ${lastFirstPort}, or 0 for any free ones.`,
      usage,
    );
  for (const source of sources) {
    const url = urls[source];
    if (url === undefined) continue;
    if (!isHttpUrl(url)) throw new UsageError(`--${source} takes a URL, such as http://localhost:5000/graphql.`, usage);
    if (fail.includes(source))
      throw new UsageError(`--fail ${source} stops the demo's own subgraph; with --${source}, stop yours.`, usage);
  }
  return {
    failing: sources.filter((source) => fail.includes(source)),
    how: slow ? 'hangs' : 'refuses',
    urls,
    firstPort: Number(port),
  };
}

function isHttpUrl(text: string): boolean {
  return /^https?:$/.test(URL.parse(text)?.protocol ?? '');
}

function isSource(text: string): text is Source {
  return sources.some((source) => source === text);
}
