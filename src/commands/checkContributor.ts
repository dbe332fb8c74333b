import { parseArgs } from 'node:util';
import { readContract } from '../contributorKit/contract.ts';
import { runChecks, type CheckResult } from '../contributorKit/runChecks.ts';
import { openSubgraph, Unreachable } from '../contributorKit/subgraph.ts';
import { sources, type Source } from '../lifecycle/facts.ts';
import { StartError } from '../startError.ts';
import { UsageError } from '../usageError.ts';

const usage = `npm run check-contributor -- --source ${sources.join('|')} --url http://localhost:5000/graphql [--clone ID]… [--header "name: value"]…`;

/**
 * `npm run check-contributor`: looks whether another team's subgraph keeps the lifecycle contract, and reports each check
 * as it ends, then the counts. True when nothing is wrong. Throws UsageError for other arguments, StartError when nothing
 * is to be reached. What is given as a header's value is never reported.
 */
export async function checkContributor(args: readonly string[], report: (line: string) => void): Promise<boolean> {
  const { source, url, clones, headers } = readArguments(args);
  const subgraph = openSubgraph(url, headers);
  const hide = hider(headers);
  report(`Checking ${source} at ${url.origin}${url.pathname}`);
  const results: CheckResult[] = [];
  try {
    for await (const result of runChecks({ contract: readContract(source), subgraph, clones })) {
      results.push(result);
      for (const line of linesOf(result, hide)) report(line);
    }
  } catch (error) {
    if (!(error instanceof Unreachable)) throw error;
    throw new StartError(`${url.origin}${url.pathname} can't be reached (${error.finding.came}): is the subgraph running, and is this its address?`);
  } finally {
    subgraph.close();
  }
  const count = (which: (result: CheckResult) => boolean) => results.filter(which).length;
  const failed = count(({ findings }) => findings !== null && findings.length > 0);
  const skipped = count(({ findings }) => findings === null);
  report(`${results.length} checks: ${results.length - failed - skipped} ok, ${failed} FAILED, ${skipped} not run`);
  return failed === 0;
}

function linesOf({ name, findings, skipped }: CheckResult, hide: (text: string) => string): string[] {
  if (findings === null) return [`not run ${name}: ${skipped}`];
  if (findings.length === 0) return [`ok      ${name}`];
  return [
    `FAILED  ${name}`,
    ...findings.flatMap(({ sent, expected, came, todo }) => [
      `        sent      ${clip(sent, 300)}`,
      `        expected  ${expected}`,
      `        came      ${clip(hide(came), 600)}`,
      `        to do     ${todo}`,
    ]),
  ];
}

/** One line of at most `length` characters and without control characters; what came may be a whole page of HTML. */
function clip(text: string, length: number): string {
  const line = text.replace(/[\s\p{Cc}]+/gu, ' ').trim();
  return line.length <= length ? line : `${line.slice(0, length)}… (${line.length} characters)`;
}

interface Arguments {
  readonly source: Source;
  readonly url: URL;
  readonly clones: readonly string[];
  readonly headers: Readonly<Record<string, string>>;
}

function readArguments(args: readonly string[]): Arguments {
  const { source, url, clone = [], header = [] } = parse(args);
  const known = sources.find((one) => one === source);
  if (known === undefined) throw new UsageError(`--source is one of ${sources.join(', ')}: ${usage}`);
  const address = url === undefined ? null : URL.parse(url);
  if (!address || !/^https?:$/.test(address.protocol)) throw new UsageError(`--url is the http or https URL of your GraphQL endpoint: ${usage}`);
  if (address.username || address.password) throw new UsageError('--url takes no user name or password: pass them as --header "authorization: …"');
  return { source: known, url: address, clones: clone, headers: Object.fromEntries(header.map(readHeader)) };
}

function parse(args: readonly string[]) {
  const many = { type: 'string', multiple: true } as const;
  try {
    return parseArgs({ args: [...args], options: { source: { type: 'string' }, url: { type: 'string' }, clone: many, header: many } }).values;
  } catch {
    throw new UsageError(`It takes --source, --url, --clone and --header: ${usage}`);
  }
}

function readHeader(text: string): [name: string, value: string] {
  const [, name, value] = /^([\w!#$%&'*+.^`|~-]+):\s*([\t\x20-\x7e]*?)\s*$/.exec(text) ?? [];
  if (name === undefined || value === undefined) throw new UsageError('--header takes "name: value", a header in ASCII');
  return [name.toLowerCase(), value];
}

/** Servers quote what they refuse: a header's value, or a part of it such as the token, may stand in an answer, as JSON too. */
function hider(headers: Readonly<Record<string, string>>): (text: string) => string {
  const parts = Object.values(headers).flatMap((value) => [value, ...value.split(/[\s,;]+/).filter((part) => part.length >= 6)]);
  const secrets = parts.flatMap((part) => (part === '' ? [] : [part, JSON.stringify(part).slice(1, -1)]));
  return (text) => secrets.reduce((hidden, secret) => hidden.replaceAll(secret, '[hidden]'), text);
}
