import { readFileSync } from 'node:fs';
import { Kind, parse } from 'graphql';
import { describe, expect, it } from 'vitest';
import { loadCatalog } from '../../../src/catalog/loadCatalog.ts';
import type { SelectedModel } from '../../../src/catalog/selectedModel.ts';
import type { StrategyGraph } from '../../../src/strategy/graph.ts';
import { issueCodes, type IssueCode } from '../../../src/strategy/validation/issue.ts';
import { mostIssues, mostIssuesOfABlock, validateGraph } from '../../../src/strategy/validation/validateGraph.ts';

const catalog = loadCatalog();
const capacity = catalog.content.baseEntitlement;
const model: SelectedModel = { id: 'swift-1', name: 'Swift 1', tier: 'STANDARD' };

const valid: StrategyGraph = {
  dataStreams: [{ blockId: 's', stream: 'candles', interval: '1h', parameters: null }],
  assets: [{ blockId: 'a', symbols: ['BTC-USD'] }],
  tradingPrompts: [{ blockId: 'p', prompt: 'Trade.' }],
  connections: [
    { from: 's', to: 'a' },
    { from: 'a', to: 'p' },
  ],
};
const stream = { blockId: 's', stream: 'candles', interval: '1h', parameters: null };

interface Case {
  readonly graph?: Partial<StrategyGraph>;
  readonly model?: SelectedModel | null;
  /** Every issue as "CODE path @block". */
  readonly says: readonly string[];
}

const cases: Record<IssueCode, Case> = {
  EMPTY_GRAPH: { graph: { dataStreams: [], assets: [], tradingPrompts: [], connections: [] }, says: ['EMPTY_GRAPH '] },
  DUPLICATE_BLOCK_ID: {
    graph: {
      assets: [
        { blockId: 'a', symbols: ['BTC-USD'] },
        { blockId: 'a', symbols: ['ETH-USD'] },
      ],
    },
    says: ['DUPLICATE_BLOCK_ID assets.1.blockId @a'],
  },
  UNKNOWN_BLOCK: {
    graph: { connections: [...valid.connections, { from: 's', to: 'nowhere' }] },
    says: ['UNKNOWN_BLOCK connections.2.to @s'],
  },
  INVALID_CONNECTION: {
    graph: { connections: [...valid.connections, { from: 's', to: 'p' }] },
    says: ['INVALID_CONNECTION connections.2 @s'],
  },
  DUPLICATE_CONNECTION: {
    graph: { connections: [...valid.connections, { from: 's', to: 'a' }] },
    says: ['DUPLICATE_CONNECTION connections.2 @s'],
  },
  UNCONNECTED_BLOCK: {
    graph: {
      assets: [...valid.assets, { blockId: 'b', symbols: ['ETH-USD'] }],
      connections: [...valid.connections, { from: 's', to: 'b' }],
    },
    says: ['UNCONNECTED_BLOCK assets.1 @b'],
  },
  MISSING_TRADING_PROMPT: {
    graph: { tradingPrompts: [], connections: [{ from: 's', to: 'a' }] },
    says: [
      'MISSING_TRADING_PROMPT tradingPrompts',
      'UNCONNECTED_BLOCK dataStreams.0 @s',
      'UNCONNECTED_BLOCK assets.0 @a',
    ],
  },
  MULTIPLE_TRADING_PROMPTS: {
    graph: {
      tradingPrompts: [...valid.tradingPrompts, { blockId: 'q', prompt: 'More.' }],
      connections: [...valid.connections, { from: 'a', to: 'q' }],
    },
    says: ['MULTIPLE_TRADING_PROMPTS tradingPrompts.1 @q'],
  },
  EMPTY_PROMPT: {
    graph: { tradingPrompts: [{ blockId: 'p', prompt: ' \n\t\u200B' }] },
    says: ['EMPTY_PROMPT tradingPrompts.0.prompt @p'],
  },
  EMPTY_ASSET_BLOCK: {
    graph: { assets: [{ blockId: 'a', symbols: [] }] },
    says: ['EMPTY_ASSET_BLOCK assets.0.symbols @a'],
  },
  MISSING_ASSET_BLOCK: {
    graph: { assets: [], connections: [] },
    says: ['MISSING_ASSET_BLOCK assets', 'UNCONNECTED_BLOCK dataStreams.0 @s', 'UNCONNECTED_BLOCK tradingPrompts.0 @p'],
  },
  MISSING_DATA_STREAM: {
    graph: { dataStreams: [], connections: [{ from: 'a', to: 'p' }] },
    says: ['MISSING_DATA_STREAM dataStreams', 'UNCONNECTED_BLOCK assets.0 @a', 'UNCONNECTED_BLOCK tradingPrompts.0 @p'],
  },
  UNKNOWN_STREAM: {
    graph: { dataStreams: [{ ...stream, stream: 'constructor' }] },
    says: ['UNKNOWN_STREAM dataStreams.0.stream @s'],
  },
  UNKNOWN_INTERVAL: {
    graph: { dataStreams: [{ ...stream, interval: null }] },
    says: ['UNKNOWN_INTERVAL dataStreams.0.interval @s'],
  },
  INVALID_PARAMETERS: {
    graph: { dataStreams: [{ ...stream, parameters: { lookback: '5' } }] },
    says: ['INVALID_PARAMETERS dataStreams.0.parameters.lookback @s'],
  },
  UNKNOWN_ASSET: {
    graph: { assets: [{ blockId: 'a', symbols: ['__proto__'] }] },
    says: ['UNKNOWN_ASSET assets.0.symbols.0 @a'],
  },
  DUPLICATE_ASSET: {
    graph: { assets: [{ blockId: 'a', symbols: ['BTC-USD', 'BTC-USD'] }] },
    says: ['DUPLICATE_ASSET assets.0.symbols.1 @a'],
  },
  MISSING_MODEL: { model: null, says: ['MISSING_MODEL model'] },
  UNKNOWN_MODEL: { model: { id: 'gone', name: 'Gone', tier: 'STANDARD' }, says: ['UNKNOWN_MODEL model'] },
  ENTITLEMENT_EXCEEDED: {
    model: { id: 'apex-1', name: 'Apex 1', tier: 'FRONTIER' },
    says: ['ENTITLEMENT_EXCEEDED model'],
  },
};

function said({ graph = {}, model: selected = model }: Omit<Case, 'says'>): string[] {
  return validateGraph({ ...valid, ...graph }, selected, catalog, capacity).issues.map(
    ({ code, path, blockId }) => `${code} ${path.join('.')}${blockId === null ? '' : ` @${blockId}`}`,
  );
}

describe('a graph', () => {
  it('that is valid has no issues and can be frozen', () => {
    const { issues, strategy } = validateGraph(valid, model, catalog, capacity);
    expect(issues).toEqual([]);
    expect(strategy).toMatchObject({ graph: valid, model });
  });

  it.each(issueCodes)('can have the issue %s alone, with its block and path', (code) => {
    expect(said(cases[code])).toEqual(cases[code].says);
  });

  it('has an example of each issue that the API knows', () => {
    const { definitions } = parse(readFileSync(new URL('../../../schema.graphql', import.meta.url), 'utf8'));
    const known = definitions.flatMap((one) =>
      one.kind === Kind.ENUM_TYPE_DEFINITION && one.name.value === 'StrategyIssueCode' ? (one.values ?? []) : [],
    );
    expect(known.map(({ name }) => name.value)).toEqual(issueCodes);
  });

  it.each(issueCodes)(
    'with the issue %s gets an existing block and path, and a sentence that says what to do',
    (code) => {
      const { graph = {}, model: selected = model } = cases[code];
      const whole: StrategyGraph = { ...valid, ...graph };
      const ids = new Set(
        [...whole.dataStreams, ...whole.assets, ...whole.tradingPrompts].map(({ blockId }) => blockId),
      );
      for (const { blockId, path, message } of validateGraph(whole, selected, catalog, capacity).issues) {
        expect(blockId === null || ids.has(blockId)).toBe(true);
        expect(
          path.reduce<unknown>((part, name) => Reflect.get(Object(part), name), { ...whole, model: selected }),
          path.join('.'),
        ).toBeDefined();
        expect(message).toMatch(/^[A-Z“][^\n]{10,200}\.$/);
      }
    },
  );

  it.each(issueCodes)('with the issue %s cannot be frozen', (code) => {
    const { graph = {}, model: selected = model } = cases[code];
    expect(validateGraph({ ...valid, ...graph }, selected, catalog, capacity).strategy).toBeNull();
  });

  it.each([
    [
      'one symbol more',
      {
        assets: [
          {
            blockId: 'a',
            symbols: catalog.content.assets.slice(0, capacity.maxAssets + 1).map(({ symbol }) => symbol),
          },
        ],
      },
      ['ENTITLEMENT_EXCEEDED assets'],
    ],
    [
      'as many symbols as it may',
      {
        assets: [
          { blockId: 'a', symbols: catalog.content.assets.slice(0, capacity.maxAssets).map(({ symbol }) => symbol) },
        ],
      },
      [],
    ],
    [
      'one code point more',
      { tradingPrompts: [{ blockId: 'p', prompt: '🦊'.repeat(capacity.maxPromptCharacters + 1) }] },
      ['ENTITLEMENT_EXCEEDED tradingPrompts.0.prompt @p'],
    ],
    [
      'as many code points as it may',
      { tradingPrompts: [{ blockId: 'p', prompt: '🦊'.repeat(capacity.maxPromptCharacters) }] },
      [],
    ],
  ])('is held to the entitlement: %s', (_, graph, says) => {
    expect(said({ graph })).toEqual(says);
  });

  it('is not changed by being validated', () => {
    const before = JSON.stringify(valid);
    validateGraph({ ...valid, dataStreams: [{ ...stream, parameters: {} }] }, model, catalog, capacity);
    expect(JSON.stringify(valid)).toBe(before);
  });

  it('gets at most 20 issues for a block and 200 in all', () => {
    const assets = Array.from({ length: 50 }, (_, index) => ({
      blockId: `b${index}`,
      symbols: Array.from({ length: 40 }, (__, n) => `NONE-${n}`),
    }));
    const { issues } = validateGraph({ ...valid, assets }, model, catalog, capacity);
    expect(issues).toHaveLength(mostIssues);
    expect(issues.filter(({ blockId }) => blockId === 'b0')).toHaveLength(mostIssuesOfABlock);
  });

  it('gets the issues of model and entitlement however many it has itself', () => {
    const connections = Array.from({ length: 500 }, (_, index) => ({ from: `x${index}`, to: 'nowhere' }));
    const tradingPrompts = [{ blockId: 'p', prompt: 'x'.repeat(capacity.maxPromptCharacters + 1) }];
    const { issues } = validateGraph({ ...valid, connections, tradingPrompts }, null, catalog, capacity);
    expect(issues).toHaveLength(mostIssues);
    expect(issues.slice(-2).map(({ code }) => code)).toEqual(['MISSING_MODEL', 'ENTITLEMENT_EXCEEDED']);
  });

  it("never has the creator's text in a message", () => {
    const canary = 'CANARY';
    const graph = {
      dataStreams: [{ blockId: 's', stream: canary, interval: canary, parameters: { [canary]: canary } }],
      assets: [{ blockId: 'a', symbols: [canary, canary] }],
      tradingPrompts: [{ blockId: 'p', prompt: '' }],
      connections: [{ from: canary, to: canary }],
    };
    expect(
      JSON.stringify(validateGraph(graph, null, catalog, capacity).issues.map(({ message, path }) => [message, path])),
    ).not.toContain(canary);
  });
});
