import { parseArgs } from 'node:util';
import { forEachSource, sources, type Source } from '../lifecycle/facts.ts';
import { UsageError } from '../errors/usageError.ts';
import type { Failure } from './contributors/startContributor.ts';

/** How a demo differs from the plain one. */
export interface DemoChoices {
  /** What the gateway gets no answer from, once the sample data are there. */
  readonly failing: readonly Source[];
  readonly how: Failure;
  /** Another team's subgraph, which the gateway asks in place of the demo's. */
  readonly urls: Readonly<Partial<Record<Source, string>>>;
}

const sourceList = sources.join('|');
const usage = `npm run demo -- [--fail ${sourceList}]… [--slow] [${sources.map((source) => `--${source} URL`).join('] [')}]`;

/**
 * Reads `--fail SOURCE` (any number), `--slow` (what fails hangs instead of refusing) and `--<source> URL`.
 * Throws UsageError for anything else, one line that says what is allowed.
 */
export function readDemoArguments(args: readonly string[]): DemoChoices {
  const { fail = [], slow = false, urls, others } = parse(args);
  if (slow && fail.length === 0)
    throw new UsageError(
      `--slow goes beside --fail, which says what is slow: npm run demo -- --fail ${sourceList} --slow`,
    );
  if (!fail.every(isSource))
    throw new UsageError(`--fail takes ${sources.join(', ')}; several as --fail arena --fail queue: ${usage}`);
  if (others.length > 0) throw new UsageError(`It takes --fail SOURCE, --slow beside it, and --SOURCE URL: ${usage}`);
  for (const source of sources) {
    const url = urls[source];
    if (url === undefined) continue;
    if (!isHttpUrl(url))
      throw new UsageError(
        `--${source} takes the URL of your subgraph: npm run demo -- --${source} http://localhost:5000/graphql`,
      );
    if (fail.includes(source))
      throw new UsageError(`--fail ${source} is for the demo's own subgraph; with --${source} stop yours instead.`);
  }
  return { failing: sources.filter((source) => fail.includes(source)), how: slow ? 'hangs' : 'refuses', urls };
}

interface Parsed {
  readonly fail?: readonly string[];
  readonly slow?: boolean;
  readonly urls: DemoChoices['urls'];
  readonly others: readonly string[];
}

function parse(args: readonly string[]): Parsed {
  const url = { type: 'string' } as const;
  const options = {
    fail: { type: 'string', multiple: true },
    slow: { type: 'boolean' },
    ...forEachSource(() => url),
  } as const;
  try {
    const { values, positionals: others } = parseArgs({ args: [...args], options, allowPositionals: true });
    const { fail, slow, ...urls } = values;
    return { ...(fail && { fail }), ...(slow && { slow }), urls, others };
  } catch {
    return { urls: {}, others: args };
  }
}

function isHttpUrl(text: string): boolean {
  return /^https?:$/.test(URL.parse(text)?.protocol ?? '');
}

function isSource(text: string): text is Source {
  return sources.some((source) => source === text);
}
