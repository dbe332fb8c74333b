import { describe, expect, it } from 'vitest';
import { parseGraph, type GraphInput } from '../../src/strategy/parseGraph.ts';
import { jsonRefusal } from '../../src/strategy/storableJson.ts';

const empty: GraphInput = { dataStreams: [], assets: [], tradingPrompts: [], connections: [] };
const list = <Item>(count: number, item: (index: number) => Item): Item[] =>
  Array.from({ length: count }, (_, index) => item(index));

function paths(graph: Partial<GraphInput>): string[] {
  const parsed = parseGraph({ ...empty, ...graph });
  return 'errors' in parsed ? parsed.errors.map(({ code, path }) => `${code} ${path.join('.')}`) : [];
}

const prompt = (text: string) => ({ tradingPrompts: [{ blockId: 'p', prompt: text }] });
const symbols = (...names: string[]) => ({ assets: [{ blockId: 'a', symbols: names }] });
const parameters = (value: Record<string, unknown>) => ({
  dataStreams: [{ blockId: 's', stream: 'x', parameters: value }],
});
const nested = (depth: number): Record<string, unknown> => (depth === 1 ? {} : { a: nested(depth - 1) });

describe('a graph at its limits', () => {
  it.each<[string, Partial<GraphInput>]>([
    ['50 blocks of a kind', { assets: list(50, (n) => ({ blockId: `a${n}`, symbols: [] })) }],
    ['500 connections', { connections: list(500, (n) => ({ from: `a${n}`, to: 'p' })) }],
    ['200 symbols of a block', symbols(...list(200, String))],
    ['100 characters of a name', symbols('🦊'.repeat(100))],
    ['100,000 characters of a prompt', prompt('🦊'.repeat(100_000))],
    ['64 characters of an id', { tradingPrompts: [{ blockId: 'Aa0_-'.padEnd(64, 'x'), prompt: '' }] }],
    ['5 levels of parameters', parameters(nested(5))],
    ['4,096 characters of parameters', parameters({ a: 'x'.repeat(4_096 - 8) })],
    ['the largest whole number', parameters({ a: Number.MAX_SAFE_INTEGER, b: -Number.MAX_SAFE_INTEGER, c: 0.1 })],
    [
      'what is incomplete, repeated or unknown',
      {
        dataStreams: [
          { blockId: 's', stream: 'no such stream' },
          { blockId: 's', stream: '' },
        ],
        connections: [{ from: 'x', to: 'x' }],
      },
    ],
  ])('is kept: %s', (_, graph) => {
    expect(paths(graph)).toEqual([]);
  });

  it.each<[string, Partial<GraphInput>, string]>([
    ['51 blocks of a kind', { assets: list(51, (n) => ({ blockId: `a${n}`, symbols: [] })) }, 'graph.assets'],
    ['501 connections', { connections: list(501, (n) => ({ from: `a${n}`, to: 'p' })) }, 'graph.connections'],
    ['201 symbols of a block', symbols(...list(201, String)), 'graph.assets.0.symbols'],
    ['101 characters of a name', symbols('ok', '🦊'.repeat(101)), 'graph.assets.0.symbols.1'],
    ['100,001 characters of a prompt', prompt('🦊'.repeat(100_001)), 'graph.tradingPrompts.0.prompt'],
    [
      '65 characters of an id',
      { tradingPrompts: [{ blockId: 'x'.repeat(65), prompt: '' }] },
      'graph.tradingPrompts.0.blockId',
    ],
    ['no id', { tradingPrompts: [{ blockId: '', prompt: '' }] }, 'graph.tradingPrompts.0.blockId'],
    ['another character in an id', { connections: [{ from: 'a b', to: 'p' }] }, 'graph.connections.0.from'],
    ['6 levels of parameters', parameters(nested(6)), 'graph.dataStreams.0.parameters'],
    ['4,097 characters of parameters', parameters({ a: 'x'.repeat(4_096 - 7) }), 'graph.dataStreams.0.parameters'],
    ['a whole number beyond exactness', parameters({ a: [{ b: 2 ** 53 }] }), 'graph.dataStreams.0.parameters'],
    ['a number without end', parameters({ a: Number.POSITIVE_INFINITY }), 'graph.dataStreams.0.parameters'],
    ['NUL in a prompt', prompt('a\0b'), 'graph.tradingPrompts.0.prompt'],
    ['half a surrogate pair in a symbol', symbols('\uD83E'), 'graph.assets.0.symbols.0'],
    ['NUL in a key', parameters({ 'a\0': 1 }), 'graph.dataStreams.0.parameters'],
  ])('is refused if it exceeds them, at the place that does: %s', (_, graph, path) => {
    expect(paths(graph)).toEqual([`INVALID_INPUT input.${path}`]);
  });

  it('gets all errors at once', () => {
    expect(paths({ ...prompt('\0'), ...symbols('\0', 'ok', '\0') })).toHaveLength(3);
  });

  it('that is nested 100,000 deep does not crash the process', () => {
    let deep: Record<string, unknown> = {};
    for (let level = 0; level < 100_000; level += 1) deep = { a: deep };
    expect(jsonRefusal(deep, { characters: 65_536, depth: 16 })).toContain('16');
  });

  it("keeps the creator's order, and null for what is left out", () => {
    const parsed = parseGraph({
      ...empty,
      dataStreams: [
        { blockId: 'b', stream: 'x' },
        { blockId: 'a', stream: 'y', interval: null, parameters: {} },
      ],
    });
    expect('graph' in parsed && parsed.graph.dataStreams).toEqual([
      { blockId: 'b', stream: 'x', interval: null, parameters: null },
      { blockId: 'a', stream: 'y', interval: null, parameters: {} },
    ]);
  });
});
