import { createHash } from 'node:crypto';
import type { StrategyGraph } from '../../src/strategy/graph.ts';
import type { StoredGraph } from '../../src/strategy/storedGraph.ts';

/**
 * A minimal RFC 8785 (JCS), independent of the library that the service uses: ECMAScript's numbers and strings, members
 * sorted by code unit.
 */
export function jcs(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(jcs).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const members = Object.entries(value).toSorted(([a], [b]) => byCodeUnit(a, b));
  return `{${members.map(([key, member]) => `${JSON.stringify(key)}:${jcs(member)}`).join(',')}}`;
}

/** The canonical content as doc/behaviour.md#canonical-content and doc/runtime.md describe it, written again from their words. */
export function independentContent(graph: StrategyGraph, modelId: string | null): string {
  const members = {
    assets: sorted(
      graph.assets.map(({ blockId: id, symbols }) => ({ id, symbols: [...symbols].toSorted(byCodeUnit) })),
    ),
    connections: sorted(graph.connections.map(({ from, to }) => ({ from, to }))),
    dataStreams: sorted(
      graph.dataStreams.map(({ blockId: id, stream, interval, parameters }) => ({
        id,
        ...(interval === null ? {} : { interval }),
        ...(parameters === null ? {} : { parameters }),
        stream,
      })),
    ),
    tradingPrompts: sorted(graph.tradingPrompts.map(({ blockId: id, prompt }) => ({ id, prompt }))),
  };
  return jcs({ graph: members, model: modelId, schema: 1 });
}

/** A version's graph as it must be read: sorted, with the nulls that the canonical content leaves out. */
export function inCanonicalOrder(graph: StrategyGraph): StrategyGraph {
  const { graph: members } = JSON.parse(independentContent(graph, null)) as { graph: StoredGraph };
  return {
    dataStreams: members.dataStreams.map(({ id, stream, interval = null, parameters = null }) => ({
      blockId: id,
      stream,
      interval,
      parameters,
    })),
    assets: members.assets.map(({ id, symbols }) => ({ blockId: id, symbols })),
    tradingPrompts: members.tradingPrompts.map(({ id, prompt }) => ({ blockId: id, prompt })),
    connections: members.connections,
  };
}

/** SHA-256, hex, of the canonical content. */
export function independentHash(graph: StrategyGraph, modelId: string | null): string {
  return createHash('sha256')
    .update(new TextEncoder().encode(independentContent(graph, modelId)))
    .digest('hex');
}

/** Sorts a set: by id, or by from and to, then by the rest. */
function sorted<Member extends object>(members: readonly Member[]): Member[] {
  const key = (member: Member): readonly string[] =>
    ['id' in member ? [String(member.id)] : Object.values(member).map(String), jcs(member)].flat();
  return members.toSorted((a, b) => {
    const [left, right] = [key(a), key(b)];
    const at = left.findIndex((part, index) => part !== right[index]);
    return at === -1 ? 0 : byCodeUnit(left[at] ?? '', right[at] ?? '');
  });
}

function byCodeUnit(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
