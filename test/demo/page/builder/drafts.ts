import type { Draft, Graph, SavedDraft } from '../../../../src/demo/page/builder/draft.ts';

export const graph: Graph = {
  dataStreams: [
    { blockId: 'hourly', stream: 'candles', interval: '1h', parameters: { lookback: 50 } },
    { blockId: 'book', stream: 'order-book', interval: null, parameters: null },
  ],
  assets: [{ blockId: 'majors', symbols: ['BTC-USD', 'ETH-USD'] }],
  tradingPrompts: [{ blockId: 'plan', prompt: 'Buy strength.' }],
  connections: [
    { from: 'hourly', to: 'majors' },
    { from: 'majors', to: 'plan' },
  ],
};

export const draft: Draft = { graph, layout: { hourly: { x: 1, y: 2 }, tradingClone: { x: 9, y: 9 } } };

export const stored = (revision: number, of: Draft = draft): SavedDraft => ({
  graph: of.graph,
  layout: of.layout,
  revision,
  updatedAt: '2026-11-30T12:04:00.000Z',
});

/** The draft with another prompt. */
export const withPrompt = (prompt: string, of: Draft = draft): Draft => ({
  ...of,
  graph: { ...of.graph, tradingPrompts: [{ blockId: 'plan', prompt }] },
});

/** The draft with another look-back. */
export const withLookback = (lookback: number, of: Draft = draft): Draft => ({
  ...of,
  graph: {
    ...of.graph,
    dataStreams: of.graph.dataStreams.map((block) =>
      block.blockId === 'hourly' ? { ...block, parameters: { lookback } } : block,
    ),
  },
});
