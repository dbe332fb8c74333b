/**
 * Checks that a strategy version is what its `contentHash` says: `node verifyVersion.ts < answer.json`, where answer.json is
 * the answer to the query in doc/runtime.md. Prints the hash. Node 22.18 or newer, and nothing else.
 */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';

/** What the API answers of a version, as far as its content goes. */
export interface Version {
  readonly contentHash: string;
  readonly contentSchema: number;
  readonly model: { readonly modelId: string };
  readonly graph: {
    readonly dataStreams: readonly {
      readonly blockId: string;
      readonly stream: string;
      readonly interval: string | null;
      readonly parameters: Readonly<Record<string, unknown>> | null;
    }[];
    readonly assets: readonly { readonly blockId: string; readonly symbols: readonly string[] }[];
    readonly tradingPrompts: readonly { readonly blockId: string; readonly prompt: string }[];
    readonly connections: readonly { readonly from: string; readonly to: string }[];
  };
}

/** The text that is hashed. */
export function canonicalContent({ graph, model, contentSchema }: Version): string {
  if (contentSchema !== 1) throw new Error(`the canonical content of schema ${contentSchema} is not known here`);
  const dataStreams = graph.dataStreams.map(({ blockId, stream, interval, parameters }) => ({
    id: blockId,
    stream,
    ...(interval !== null && { interval }),
    ...(parameters !== null && { parameters }),
  }));
  const assets = graph.assets.map(({ blockId, symbols }) => ({ id: blockId, symbols: symbols.toSorted(byCodeUnit) }));
  const tradingPrompts = graph.tradingPrompts.map(({ blockId, prompt }) => ({ id: blockId, prompt }));
  const connections = graph.connections.map(({ from, to }) => ({ from, to }));
  return canonicalJson({
    graph: {
      dataStreams: dataStreams.toSorted((a, b) => byCodeUnit(a.id, b.id)),
      assets: assets.toSorted((a, b) => byCodeUnit(a.id, b.id)),
      tradingPrompts: tradingPrompts.toSorted((a, b) => byCodeUnit(a.id, b.id)),
      connections: connections.toSorted((a, b) => byCodeUnit(a.from, b.from) || byCodeUnit(a.to, b.to)),
    },
    model: model.modelId,
    schema: contentSchema,
  });
}

export function contentHash(version: Version): string {
  return createHash('sha256').update(canonicalContent(version), 'utf8').digest('hex');
}

/** RFC 8785: members sorted, no white space, numbers and texts as JSON.stringify writes them. */
export function canonicalJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const members = Object.entries(value).toSorted(([a], [b]) => byCodeUnit(a, b));
  return `{${members.map(([name, member]) => `${JSON.stringify(name)}:${canonicalJson(member)}`).join(',')}}`;
}

/** JavaScript compares texts by UTF-16 code unit, as RFC 8785 does. */
function byCodeUnit(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

if (process.argv[1] === import.meta.filename) {
  const { data } = JSON.parse(readFileSync(0, 'utf8')) as { data: { strategyVersion: Version } };
  const found = contentHash(data.strategyVersion);
  console.log(found);
  if (found !== data.strategyVersion.contentHash) {
    console.error('contentHash is another');
    process.exitCode = 1;
  }
}
