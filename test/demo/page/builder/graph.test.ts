import { describe, expect, it } from 'vitest';
import { asInput, blocksOf, type Graph } from '../../../../src/demo/page/builder/draft.ts';
import {
  addBlock,
  changeBlock,
  connect,
  disconnect,
  freeId,
  moveBlocks,
  removeBlocks,
  targetsOf,
} from '../../../../src/demo/page/builder/edits.ts';
import { linesOf, mayConnect, positionsOf } from '../../../../src/demo/page/builder/flow.ts';
import { draft, graph } from './drafts.ts';

const idsOf = (of: Graph) => blocksOf(of).map(({ block }) => block.blockId);

describe('an edit', () => {
  it('gives a new draft and leaves the old one, which may be on its way', () => {
    const before = structuredClone(draft);
    const edits = [
      addBlock({ kind: 'assets', block: { blockId: 'alts', symbols: [] } }),
      changeBlock('majors', { symbols: [] }),
      removeBlocks(['hourly']),
      connect({ from: 'book', to: 'majors' }),
      disconnect({ from: 'hourly', to: 'majors' }),
      moveBlocks({ plan: { x: 5, y: 6 } }),
    ];
    for (const edit of edits) expect(edit(draft)).not.toEqual(draft);
    expect(draft).toEqual(before);
  });

  it('that removes a block takes its connections and its position along, and nothing else', () => {
    const { graph: left, layout } = removeBlocks(['hourly'])(draft);
    expect(idsOf(left)).toEqual(['book', 'majors', 'plan']);
    expect(left.connections).toEqual([{ from: 'majors', to: 'plan' }]);
    expect(layout).toEqual({ tradingClone: { x: 9, y: 9 } });
  });

  it('that connects what is connected changes nothing', () => {
    expect(connect({ from: 'hourly', to: 'majors' })(draft).graph).toBe(graph);
  });

  it('names a new block as no other is named', () => {
    const { graph: more } = addBlock({ kind: 'assets', block: { blockId: 'assets-1', symbols: [] } })(draft);
    expect([freeId(graph, 'assets'), freeId(more, 'assets')]).toEqual(['assets-1', 'assets-2']);
  });
});

describe('the picture of a graph', () => {
  it('has each block where the layout has it, otherwise below the others of its kind', () => {
    const positions = positionsOf(graph, { hourly: { x: 1, y: 2 }, majors: { x: 'left' }, plan: null });
    expect(Object.fromEntries(positions)).toEqual({
      hourly: { x: 1, y: 2 },
      book: { x: 40, y: 180 },
      majors: { x: 360, y: 40 },
      plan: { x: 680, y: 40 },
    });
    expect(positionsOf(graph, null).size).toBe(4);
  });

  it('puts a block that is nowhere yet where no other stands', () => {
    const more = { ...graph, dataStreams: [...graph.dataStreams, { blockId: 'new', stream: 'candles' }] };
    const positions = positionsOf(more, { hourly: { x: 30, y: 50 }, book: { x: 60, y: 330 } });
    expect(positions.get('new')).toEqual({ x: 40, y: 180 });
    const apart = [...positions.values()].flatMap((one, index, all) =>
      all.slice(index + 1).map((other) => Math.abs(one.x - other.x) > 200 || Math.abs(one.y - other.y) > 100),
    );
    expect(apart).not.toContain(false);
  });

  it('lets lines go from streams to assets and from assets to prompts alone', () => {
    const allowed = idsOf(graph).flatMap((from) =>
      idsOf(graph)
        .filter((to) => mayConnect(graph, from, to))
        .map((to) => `${from}->${to}`),
    );
    expect(allowed).toEqual(['hourly->majors', 'book->majors', 'majors->plan']);
    expect(mayConnect(graph, 'hourly', 'nothing')).toBe(false);
    expect(targetsOf(graph, 'tradingPrompts')).toEqual([]);
    expect(targetsOf(graph, 'dataStreams').map(({ block }) => block.blockId)).toEqual(['majors']);
  });

  it('draws a line once, and none to a block that is not there', () => {
    const connections = [...graph.connections, ...graph.connections, { from: 'hourly', to: 'gone' }];
    expect(linesOf({ ...graph, connections }).map(({ id }) => id)).toEqual(['hourly->majors', 'majors->plan']);
  });
});

describe('an answer that is sent back', () => {
  it('has nothing that the client library added', () => {
    const added = JSON.parse(JSON.stringify(graph), (_, value) =>
      typeof value === 'object' && value !== null && !Array.isArray(value) && !('lookback' in value)
        ? { __typename: 'Some', ...value }
        : value,
    );
    expect(asInput(added)).toEqual(graph);
  });
});
