import { describe, expect, it } from 'vitest';
import { begin } from '../../../../src/demo/page/builder/autosave.ts';
import { issuesAt, obstacles, refusalsOf, refusedBlocks, usageOf } from '../../../../src/demo/page/builder/issues.ts';
import { draft, stored } from './drafts.ts';

const issue = (message: string, blockId: string | null, ...path: readonly string[]) => ({
  severity: 'ERROR',
  message,
  blockId,
  path,
});
const invalid = { code: 'STRATEGY_INVALID', message: 'Not publishable yet.', path: [] };
const tooLow = issue('Too low.', 'hourly', 'dataStreams', '0', 'parameters', 'lookback');
const unconnected = issue('Not connected.', 'hourly', 'dataStreams', '0');
const noModel = issue('Select a model.', null, 'model');

describe('an issue', () => {
  it('is found at its block, and at its field', () => {
    const issues = [tooLow, unconnected, noModel];
    expect(issuesAt(issues, 'hourly')).toEqual([tooLow, unconnected]);
    expect(issuesAt(issues, 'hourly', 'parameters', 'lookback')).toEqual([tooLow]);
    expect(issuesAt(issues, 'book')).toEqual([]);
  });
});

describe('what stands in the way', () => {
  it('is each issue with the way to it, instead of the summary', () => {
    expect(obstacles([invalid], [tooLow, noModel])).toEqual([
      { message: 'Too low.', blockId: 'hourly', place: 'dataStreams' },
      { message: 'Select a model.', blockId: null, place: 'model' },
    ]);
  });

  it('is nothing while the service would publish, whatever is worth knowing', () => {
    expect(obstacles([], [{ ...tooLow, severity: 'WARNING' }])).toEqual([]);
    expect(obstacles([invalid], [tooLow, { ...noModel, severity: 'WARNING' }])).toHaveLength(1);
  });

  it('is what the service says when no issue says more, and each thing once', () => {
    const gate = { code: 'MODERATION_REQUIRED', message: 'To be approved first.', path: [] };
    expect(obstacles([gate], [tooLow]).map(({ message }) => message)).toEqual(['To be approved first.']);
    const exceeded = { code: 'ENTITLEMENT_EXCEEDED', message: 'Too many.', path: [] };
    const asIssue = issue('Too many.', null, 'assets');
    expect(obstacles([exceeded], [asIssue])).toEqual([{ message: 'Too many.', blockId: null, place: 'assets' }]);
    expect(obstacles([invalid], []).map(({ message }) => message)).toEqual([invalid.message]);
  });
});

describe('a refused save', () => {
  const tooMany = { code: 'ENTITLEMENT_EXCEEDED', message: 'Too many.', path: ['input', 'graph', 'assets'] };
  const symbols = ['BTC-USD', 'ETH-USD', 'SOL-USD'];
  const screen = { ...draft, graph: { ...draft.graph, assets: [{ blockId: 'majors', symbols }] } };
  const state = { ...begin(stored(1)), screen, refused: { errors: [tooMany], isTogether: false } };

  it('is shown at the blocks of its list that were changed', () => {
    expect(refusalsOf(state, 'assets')).toEqual([tooMany]);
    expect([...refusedBlocks(state, 'assets')]).toEqual(['majors']);
    expect([...refusedBlocks(state, 'dataStreams')]).toEqual([]);
    expect([...refusedBlocks({ ...state, screen: draft }, 'assets')]).toEqual([]);
  });
});

describe('usage', () => {
  it('is counted as the service counts: a symbol once, a prompt by its code points', () => {
    const { graph } = draft;
    const more = {
      ...graph,
      assets: [...graph.assets, { blockId: 'more', symbols: ['BTC-USD', 'SOL-USD'] }],
      tradingPrompts: [{ blockId: 'plan', prompt: '🦊🦊a' }],
    };
    expect(usageOf({ graph: more, layout: null })).toEqual({ dataStreams: 2, assets: 3, tradingPrompts: 3 });
  });
});
