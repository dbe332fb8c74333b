import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { canonicalContent, contentHash, graphOfContent } from '../../src/strategy/canonicalContent.ts';
import { changesBetween } from '../../src/strategy/changes.ts';
import type { StrategyGraph } from '../../src/strategy/graph.ts';
import { arbitraryGraph, shuffled } from './arbitraryGraph.ts';
import { independentContent } from './independentContent.ts';

const blockId = fc.stringMatching(/^[A-Za-z0-9_-]{1,6}$/);
const unique = <Block extends { blockId: string }>(block: fc.Arbitrary<Block>) =>
  fc.uniqueArray(block, { selector: (one) => one.blockId, maxLength: 4 });
const graph: fc.Arbitrary<StrategyGraph> = fc.record({
  dataStreams: unique(
    fc.record({
      blockId,
      stream: fc.string({ unit: 'grapheme', maxLength: 8 }),
      interval: fc.option(fc.string({ maxLength: 4 })),
      parameters: fc.option(
        fc.dictionary(
          fc.string({ maxLength: 4 }).filter((key) => key !== '__proto__'),
          fc.oneof(fc.integer(), fc.string(), fc.boolean(), fc.constant(null)),
          { noNullPrototype: true },
        ),
      ),
    }),
  ),
  assets: unique(fc.record({ blockId, symbols: fc.uniqueArray(fc.string({ maxLength: 6 }), { maxLength: 4 }) })),
  tradingPrompts: unique(fc.record({ blockId, prompt: fc.string({ unit: 'grapheme' }) })),
  connections: fc.uniqueArray(fc.record({ from: blockId, to: blockId }), {
    selector: ({ from, to }) => `${from} ${to}`,
    maxLength: 5,
  }),
});

/** Any draft that can be saved: ids may be repeated, and members of parameters may have any name. */
const anyId = fc.constantFrom('a', 'b', 'B', '-', '_1');
const anyText = fc.string({ unit: 'binary', maxLength: 4 });
const anyParameters = fc.dictionary(
  fc.oneof(anyText, fc.constantFrom('__proto__', 'toJSON', 'constructor', 'é', 'e\u0301')),
  fc.jsonValue({ maxDepth: 2 }),
  { maxKeys: 4 },
);
const draft: fc.Arbitrary<StrategyGraph> = fc.record({
  dataStreams: fc.array(
    fc.record({
      blockId: anyId,
      stream: anyText,
      interval: fc.option(anyText),
      parameters: fc.option(anyParameters.map((value) => JSON.parse(JSON.stringify(value)))),
    }),
    { maxLength: 4 },
  ),
  assets: fc.array(fc.record({ blockId: anyId, symbols: fc.array(anyText, { maxLength: 4 }) }), { maxLength: 4 }),
  tradingPrompts: fc.array(fc.record({ blockId: anyId, prompt: anyText }), { maxLength: 4 }),
  connections: fc.array(fc.record({ from: anyId, to: anyId }), { maxLength: 5 }),
});

/**
 * Every graph that is one edit away: a longer text, a greater number, one item fewer, one more member of parameters.
 */
function edits(value: unknown): unknown[] {
  if (typeof value === 'string') return [`${value}x`];
  if (typeof value === 'number') return [value + 1 === value ? 0 : value + 1];
  if (typeof value === 'boolean') return [!value];
  if (value === null) return ['x'];
  if (Array.isArray(value))
    return value.flatMap((item, at) => [
      value.toSpliced(at, 1),
      ...edits(item).map((other) => value.toSpliced(at, 1, other)),
    ]);
  const within = Object.entries(value as object).flatMap(([key, member]) =>
    edits(member).map((other) => ({ ...(value as object), [key]: other })),
  );
  const parameters = 'stream' in (value as object) ? [{ ...(value as object), parameters: { x: 1 } }] : [];
  return [...within, ...parameters];
}

function reversed(one: StrategyGraph): StrategyGraph {
  return {
    dataStreams: one.dataStreams.toReversed().map((block) => ({
      ...block,
      parameters: block.parameters && Object.fromEntries(Object.entries(block.parameters).toReversed()),
    })),
    assets: one.assets.toReversed().map((block) => ({ ...block, symbols: block.symbols.toReversed() })),
    tradingPrompts: one.tradingPrompts.toReversed(),
    connections: one.connections.toReversed(),
  };
}

describe('canonical content', () => {
  it('is exactly this text for this graph', () => {
    const text = canonicalContent(
      {
        dataStreams: [
          { blockId: 's', stream: 'candles', interval: '1h', parameters: { b: 1.0, a: 1e21 } },
          { blockId: 'n', stream: 'news', interval: null, parameters: null },
        ],
        assets: [{ blockId: 'a', symbols: ['ETH', 'BTC'] }],
        tradingPrompts: [{ blockId: 'p', prompt: 'é "\n€' }],
        connections: [
          { from: 's', to: 'a' },
          { from: 'a', to: 'p' },
        ],
      },
      'swift-1',
    );
    expect(text).toBe(
      '{"graph":{"assets":[{"id":"a","symbols":["BTC","ETH"]}],"connections":[{"from":"a","to":"p"},{"from":"s","to":"a"}],' +
        '"dataStreams":[{"id":"n","stream":"news"},{"id":"s","interval":"1h","parameters":{"a":1e+21,"b":1},"stream":"candles"}],' +
        '"tradingPrompts":[{"id":"p","prompt":"é \\"\\n€"}]},"model":"swift-1","schema":1}',
    );
    expect(contentHash(text)).toBe(createHash('sha256').update(Buffer.from(text, 'utf8')).digest('hex'));
  });

  it('does not depend on the order of anything', () => {
    fc.assert(
      fc.property(graph, (one) => {
        expect(canonicalContent(reversed(one), 'm')).toBe(canonicalContent(one, 'm'));
      }),
    );
  });

  it('of any draft, repeated ids included, is what an independent implementation writes, in any order', () => {
    fc.assert(
      fc.property(
        draft.chain((one) => fc.tuple(fc.constant(one), shuffled(one))),
        fc.option(fc.string()),
        ([one, other], modelId) => {
          expect(canonicalContent(one, modelId)).toBe(independentContent(one, modelId));
          expect(canonicalContent(other, modelId)).toBe(canonicalContent(one, modelId));
        },
      ),
    );
  });

  it('changes with every member of a valid graph: another value, one fewer, one more', () => {
    fc.assert(
      fc.property(arbitraryGraph(), (one) => {
        const hash = contentHash(canonicalContent(one, 'm'));
        const others = edits(one);
        expect(others.length).toBeGreaterThan(10);
        const hashes = others.map((other) => contentHash(canonicalContent(other as StrategyGraph, 'm')));
        expect([...hashes, contentHash(canonicalContent(one, 'n'))]).not.toContain(hash);
      }),
    );
  });

  it('sorts by UTF-16 code unit, as RFC 8785 does', () => {
    const symbols = ['\u{1F600}', '\uFB33', 'a', 'B'];
    const text = canonicalContent(
      { dataStreams: [], assets: [{ blockId: 'a', symbols }], tradingPrompts: [], connections: [] },
      null,
    );
    expect(JSON.parse(text).graph.assets[0].symbols).toEqual(['B', 'a', '\u{1F600}', '\uFB33']);
  });

  it('reads back as the graph that was written, nulls included', () => {
    fc.assert(
      fc.property(graph, (one) => {
        const back = graphOfContent(canonicalContent(one, 'm'));
        expect(canonicalContent(back, 'm')).toBe(canonicalContent(one, 'm'));
        expect(
          back.dataStreams.every(({ interval, parameters }) => interval !== undefined && parameters !== undefined),
        ).toBe(true);
      }),
    );
  });

  it('depends on the model, and distinguishes empty parameters from none', () => {
    const withParameters = (parameters: Record<string, unknown> | null): StrategyGraph => ({
      dataStreams: [{ blockId: 's', stream: 'x', interval: null, parameters }],
      assets: [],
      tradingPrompts: [],
      connections: [],
    });
    const texts = [
      canonicalContent(withParameters(null), 'a'),
      canonicalContent(withParameters(null), 'b'),
      canonicalContent(withParameters({}), 'a'),
      canonicalContent(withParameters({ n: '5' }), 'a'),
      canonicalContent(withParameters({ n: 5 }), 'a'),
    ];
    expect(new Set(texts).size).toBe(texts.length);
  });
});

describe('changes', () => {
  it('are empty exactly if the canonical content is the same', () => {
    fc.assert(
      fc.property(graph, graph, fc.constantFrom('m', null), (a, b, modelId) => {
        const [before, after] = [
          { graph: a, modelId: 'm' },
          { graph: b, modelId },
        ];
        expect(changesBetween(before, after).length === 0).toBe(
          canonicalContent(a, 'm') === canonicalContent(b, modelId),
        );
        expect(changesBetween(before, { graph: reversed(a), modelId: 'm' })).toEqual([]);
      }),
    );
  });

  it('from nothing are all additions, and in the other direction all removals', () => {
    fc.assert(
      fc.property(graph, (one) => {
        const content = { graph: one, modelId: 'm' };
        const added = changesBetween(null, content);
        expect(added.every(({ kind, before }) => kind === 'ADDED' && before === null)).toBe(true);
        expect(added).toHaveLength(
          one.dataStreams.length + one.assets.length + one.tradingPrompts.length + one.connections.length + 1,
        );
        const empty = { graph: { dataStreams: [], assets: [], tradingPrompts: [], connections: [] }, modelId: null };
        expect(changesBetween(content, empty).every(({ kind, after }) => kind === 'REMOVED' && after === null)).toBe(
          true,
        );
      }),
    );
  });
});
