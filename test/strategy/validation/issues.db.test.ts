import { describe, expect, it } from 'vitest';
import { createClone } from '../../makers.ts';
import { startTestService, user } from '../../startTestService.ts';

const service = startTestService();
const alice = user('alice');
const fields = 'publishable issues { code severity message blockId path }';

const tangled = {
  dataStreams: [
    { blockId: 's', stream: 'candles', interval: '2h', parameters: { lookback: '5', extra: 1 } },
    { blockId: 't', stream: 'no-such-stream' },
  ],
  assets: [
    { blockId: 'a', symbols: ['BTC-USD', 'BTC-USD', 'NONE'] },
    { blockId: 's', symbols: [] },
  ],
  tradingPrompts: [
    { blockId: 'p', prompt: ' ' },
    { blockId: 'q', prompt: 'Trade.' },
  ],
  connections: [
    { from: 's', to: 'a' },
    { from: 's', to: 'a' },
    { from: 'a', to: 'nowhere' },
    { from: 'p', to: 'a' },
  ],
};

const expected = [
  's: DUPLICATE_BLOCK_ID assets.1.blockId',
  's: UNKNOWN_INTERVAL dataStreams.0.interval',
  's: INVALID_PARAMETERS dataStreams.0.parameters',
  's: INVALID_PARAMETERS dataStreams.0.parameters.lookback',
  't: UNKNOWN_STREAM dataStreams.1.stream',
  'a: DUPLICATE_ASSET assets.0.symbols.1',
  'a: UNKNOWN_ASSET assets.0.symbols.2',
  's: EMPTY_ASSET_BLOCK assets.1.symbols',
  'p: EMPTY_PROMPT tradingPrompts.0.prompt',
  'q: MULTIPLE_TRADING_PROMPTS tradingPrompts.1',
  's: DUPLICATE_CONNECTION connections.1',
  'a: UNKNOWN_BLOCK connections.2.to',
  'p: INVALID_CONNECTION connections.3',
  's: UNCONNECTED_BLOCK dataStreams.0',
  't: UNCONNECTED_BLOCK dataStreams.1',
  'a: UNCONNECTED_BLOCK assets.0',
  's: UNCONNECTED_BLOCK assets.1',
  'p: UNCONNECTED_BLOCK tradingPrompts.0',
  'q: UNCONNECTED_BLOCK tradingPrompts.1',
  'null: MISSING_MODEL model',
];

interface Issue {
  readonly code: string;
  readonly blockId: string | null;
  readonly path: readonly string[];
}

describe('the issues of a graph', () => {
  it('are all reported at once, in a fixed order, and are the same in a dry run, in the draft and in a refused publish', async () => {
    const cloneId = await createClone(service, alice, { name: 'Tangled' });
    const dryRun = await service.ask(
      alice,
      `query($id: ID!, $graph: StrategyGraphInput!) { validateStrategy(cloneId: $id, graph: $graph) { ${fields} } }`,
      { id: cloneId, graph: tangled },
    );
    const { data } = await service.ask(
      alice,
      `mutation($id: ID!, $graph: StrategyGraphInput!) {
        saveStrategyDraft(input: { cloneId: $id, expectedRevision: 0, graph: $graph }) { strategyDraft { validation { ${fields} } publishBlockers { code path } } errors { code } }
        publishStrategy(input: { cloneId: $id, expectedRevision: 1 }) { validation { ${fields} } errors { code path } }
      }`,
      { id: cloneId, graph: tangled },
    );
    const validation: { publishable: boolean; issues: Issue[] } = dryRun.data.validateStrategy;
    expect(validation.issues.map(({ code, blockId, path }) => `${blockId}: ${code} ${path.join('.')}`)).toEqual(
      expected,
    );
    expect(validation.publishable).toBe(false);
    expect(data.saveStrategyDraft.errors).toEqual([]);
    expect(data.saveStrategyDraft.strategyDraft.validation).toEqual(validation);
    expect(data.publishStrategy.validation).toEqual(validation);
    expect(data.publishStrategy.errors).toEqual([{ code: 'STRATEGY_INVALID', path: ['input', 'cloneId'] }]);
    expect(data.saveStrategyDraft.strategyDraft.publishBlockers).toEqual(data.publishStrategy.errors);
  });

  it('do not change the graph: parameters are read back as they were typed', async () => {
    const cloneId = await createClone(service, alice, { name: 'Typed' });
    for (const [revision, parameters] of [{}, { hours: '5' }, { hours: 1, extra: 1 }].entries()) {
      const graph = {
        dataStreams: [{ blockId: 'n', stream: 'news', parameters }],
        assets: [],
        tradingPrompts: [],
        connections: [],
      };
      await service.ask(
        alice,
        'query($id: ID!, $graph: StrategyGraphInput!) { validateStrategy(cloneId: $id, graph: $graph) { publishable } }',
        { id: cloneId, graph },
      );
      const { data } = await service.ask(
        alice,
        'mutation($input: SaveStrategyDraftInput!) { saveStrategyDraft(input: $input) { strategyDraft { graph { dataStreams { parameters } } validation { issues { code } } } } }',
        { input: { cloneId, expectedRevision: revision, graph } },
      );
      expect(data.saveStrategyDraft.strategyDraft.graph.dataStreams).toEqual([{ parameters }]);
      expect(data.saveStrategyDraft.strategyDraft.validation.issues).toContainEqual({ code: 'INVALID_PARAMETERS' });
    }
  });
});
