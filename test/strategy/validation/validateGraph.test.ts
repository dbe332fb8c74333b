import { describe, expect, it } from 'vitest';
import { loadCatalog } from '../../../src/catalog/loadCatalog.ts';
import type { StrategyGraph } from '../../../src/strategy/graph.ts';
import { issueCodes, type IssueCode } from '../../../src/strategy/validation/issue.ts';
import { mostIssues, mostIssuesOfABlock, validateGraph, type SelectedModel } from '../../../src/strategy/validation/validateGraph.ts';

const catalog = loadCatalog();
const capacity = catalog.content.baseEntitlement;
const model: SelectedModel = { id: 'swift-1', name: 'Swift 1', tier: 'STANDARD' };

const valid: StrategyGraph = {
  dataStreams: [{ id: 's', stream: 'candles', interval: '1h', parameters: null }],
  assets: [{ id: 'a', symbols: ['BTC-USD'] }],
  tradingPrompts: [{ id: 'p', prompt: 'Trade.' }],
  connections: [{ from: 's', to: 'a' }, { from: 'a', to: 'p' }],
};
const stream = { id: 's', stream: 'candles', interval: '1h', parameters: null };

interface Case {
  readonly graph?: Partial<StrategyGraph>;
  readonly model?: SelectedModel | null;
  /** Every issue as "CODE path". */
  readonly says: readonly string[];
}

const cases: Record<IssueCode, Case> = {
  EMPTY_GRAPH: { graph: { dataStreams: [], assets: [], tradingPrompts: [], connections: [] }, says: ['EMPTY_GRAPH '] },
  DUPLICATE_BLOCK_ID: { graph: { assets: [{ id: 'a', symbols: ['BTC-USD'] }, { id: 'a', symbols: ['ETH-USD'] }] }, says: ['DUPLICATE_BLOCK_ID assets.1.id'] },
  UNKNOWN_BLOCK: { graph: { connections: [...valid.connections, { from: 's', to: 'nowhere' }] }, says: ['UNKNOWN_BLOCK connections.2.to'] },
  INVALID_CONNECTION: { graph: { connections: [...valid.connections, { from: 's', to: 'p' }] }, says: ['INVALID_CONNECTION connections.2'] },
  DUPLICATE_CONNECTION: { graph: { connections: [...valid.connections, { from: 's', to: 'a' }] }, says: ['DUPLICATE_CONNECTION connections.2'] },
  UNCONNECTED_BLOCK: { graph: { assets: [...valid.assets, { id: 'b', symbols: ['ETH-USD'] }], connections: [...valid.connections, { from: 's', to: 'b' }] }, says: ['UNCONNECTED_BLOCK assets.1'] },
  MISSING_TRADING_PROMPT: {
    graph: { tradingPrompts: [], connections: [{ from: 's', to: 'a' }] },
    says: ['MISSING_TRADING_PROMPT tradingPrompts', 'UNCONNECTED_BLOCK dataStreams.0', 'UNCONNECTED_BLOCK assets.0'],
  },
  MULTIPLE_TRADING_PROMPTS: { graph: { tradingPrompts: [...valid.tradingPrompts, { id: 'q', prompt: 'More.' }], connections: [...valid.connections, { from: 'a', to: 'q' }] }, says: ['MULTIPLE_TRADING_PROMPTS tradingPrompts.1'] },
  EMPTY_PROMPT: { graph: { tradingPrompts: [{ id: 'p', prompt: ' \n\t' }] }, says: ['EMPTY_PROMPT tradingPrompts.0.prompt'] },
  EMPTY_ASSET_BLOCK: { graph: { assets: [{ id: 'a', symbols: [] }] }, says: ['EMPTY_ASSET_BLOCK assets.0.symbols'] },
  MISSING_ASSET_BLOCK: {
    graph: { assets: [], connections: [] },
    says: ['MISSING_ASSET_BLOCK assets', 'UNCONNECTED_BLOCK dataStreams.0', 'UNCONNECTED_BLOCK tradingPrompts.0'],
  },
  MISSING_DATA_STREAM: {
    graph: { dataStreams: [], connections: [{ from: 'a', to: 'p' }] },
    says: ['MISSING_DATA_STREAM dataStreams', 'UNCONNECTED_BLOCK assets.0', 'UNCONNECTED_BLOCK tradingPrompts.0'],
  },
  UNKNOWN_STREAM: { graph: { dataStreams: [{ ...stream, stream: 'constructor' }] }, says: ['UNKNOWN_STREAM dataStreams.0.stream'] },
  UNKNOWN_INTERVAL: { graph: { dataStreams: [{ ...stream, interval: null }] }, says: ['UNKNOWN_INTERVAL dataStreams.0.interval'] },
  INVALID_PARAMETERS: { graph: { dataStreams: [{ ...stream, parameters: { lookback: '5' } }] }, says: ['INVALID_PARAMETERS dataStreams.0.parameters.lookback'] },
  UNKNOWN_ASSET: { graph: { assets: [{ id: 'a', symbols: ['__proto__'] }] }, says: ['UNKNOWN_ASSET assets.0.symbols.0'] },
  DUPLICATE_ASSET: { graph: { assets: [{ id: 'a', symbols: ['BTC-USD', 'BTC-USD'] }] }, says: ['DUPLICATE_ASSET assets.0.symbols.1'] },
  MISSING_MODEL: { model: null, says: ['MISSING_MODEL model'] },
  UNKNOWN_MODEL: { model: { id: 'gone', name: 'Gone', tier: 'STANDARD' }, says: ['UNKNOWN_MODEL model'] },
  ENTITLEMENT_EXCEEDED: { model: { id: 'apex-1', name: 'Apex 1', tier: 'FRONTIER' }, says: ['ENTITLEMENT_EXCEEDED model'] },
};

function said({ graph = {}, model: selected = model }: Omit<Case, 'says'>): string[] {
  return validateGraph({ ...valid, ...graph }, selected, catalog, capacity).issues.map(({ code, path }) => `${code} ${path.join('.')}`);
}

describe('a graph', () => {
  it('that is valid has no issue and can be frozen', () => {
    const { issues, strategy } = validateGraph(valid, model, catalog, capacity);
    expect(issues).toEqual([]);
    expect(strategy).toMatchObject({ graph: valid, model });
  });

  it.each(issueCodes)('can have the issue %s, said where it is and without another', (code) => {
    expect(said(cases[code])).toEqual(cases[code].says);
  });

  it.each(issueCodes)('with the issue %s cannot be frozen', (code) => {
    const { graph = {}, model: selected = model } = cases[code];
    expect(validateGraph({ ...valid, ...graph }, selected, catalog, capacity).strategy).toBeNull();
  });

  it.each([
    ['one symbol more', { assets: [{ id: 'a', symbols: catalog.content.assets.slice(0, capacity.maxAssets + 1).map(({ symbol }) => symbol) }] }, ['ENTITLEMENT_EXCEEDED assets']],
    ['as many symbols as it may', { assets: [{ id: 'a', symbols: catalog.content.assets.slice(0, capacity.maxAssets).map(({ symbol }) => symbol) }] }, []],
    ['one code point more', { tradingPrompts: [{ id: 'p', prompt: '🦊'.repeat(capacity.maxPromptCharacters + 1) }] }, ['ENTITLEMENT_EXCEEDED tradingPrompts.0.prompt']],
    ['as many code points as it may', { tradingPrompts: [{ id: 'p', prompt: '🦊'.repeat(capacity.maxPromptCharacters) }] }, []],
  ])('is held to the entitlement: %s', (_, graph, says) => {
    expect(said({ graph })).toEqual(says);
  });

  it('is not changed by being validated', () => {
    const before = JSON.stringify(valid);
    validateGraph({ ...valid, dataStreams: [{ ...stream, parameters: {} }] }, model, catalog, capacity);
    expect(JSON.stringify(valid)).toBe(before);
  });

  it('says at most 20 issues of a block and 200 in all', () => {
    const assets = Array.from({ length: 50 }, (_, index) => ({ id: `b${index}`, symbols: Array.from({ length: 40 }, (__, n) => `NONE-${n}`) }));
    const { issues } = validateGraph({ ...valid, assets }, model, catalog, capacity);
    expect(issues).toHaveLength(mostIssues);
    expect(issues.filter(({ blockId }) => blockId === 'b0')).toHaveLength(mostIssuesOfABlock);
  });

  it('never has what the creator wrote in a message', () => {
    const canary = 'CANARY';
    const graph = { dataStreams: [{ id: 's', stream: canary, interval: canary, parameters: { [canary]: canary } }], assets: [{ id: 'a', symbols: [canary, canary] }], tradingPrompts: [{ id: 'p', prompt: '' }], connections: [{ from: canary, to: canary }] };
    expect(JSON.stringify(validateGraph(graph, null, catalog, capacity).issues.map(({ message }) => message))).not.toContain(canary);
  });
});
