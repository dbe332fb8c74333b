import { describe, expect, it } from 'vitest';
import { brokenLaws, lostWrites } from './laws.ts';

const clone = 'a-clone';
const acknowledged = {
  cloneId: clone,
  revision: 3,
  prompt: 'Prompt number 7',
  versions: new Map([['a-version', 'note 8']]),
};

/** A database with these versions and this draft. */
function database(
  versions: readonly { id: string; note: string }[],
  draft: { revision: number; prompt: string } | null,
) {
  return async (sql: string) => {
    if (sql.includes('clone_strategy_versions')) return versions;
    return draft === null
      ? []
      : [
          {
            id: clone,
            revision: draft.revision,
            graph: JSON.stringify({ tradingPrompts: [{ id: 'prompt', prompt: draft.prompt }] }),
          },
        ];
  };
}

const version = { id: 'a-version', note: 'note 8' };
const lost = (...stored: Parameters<typeof database>) => lostWrites(database(...stored), { creators: [acknowledged] });

describe('an acknowledged write', () => {
  it('is kept if it or a later one is stored', async () => {
    expect(await lost([version], { revision: 3, prompt: 'Prompt number 7' })).toEqual([]);
    expect(await lost([version], { revision: 4, prompt: 'Prompt number 9' })).toEqual([]);
  });

  it('is lost if its version, draft or clone is different or missing', async () => {
    const draft = { revision: 3, prompt: 'Prompt number 7' };
    expect(await lost([], draft)).toEqual(['version a-version']);
    expect(await lost([{ ...version, note: 'note 9' }], draft)).toEqual(['version a-version']);
    expect(await lost([version], { ...draft, revision: 2 })).toEqual(['revision 3 of the draft of a-clone']);
    expect(await lost([version], { ...draft, prompt: 'Prompt number 70' })).toEqual([
      'revision 3 of the draft of a-clone',
    ]);
    expect(await lost([version], null)).toEqual(['clone a-clone']);
  });
});

it('a law is broken if its query finds a clone', async () => {
  const query = async (sql: string) =>
    sql.includes('max(sequence)') ? [{ clone_id: clone }, { clone_id: 'another' }] : [];
  expect(await brokenLaws(query)).toEqual(['audit sequences have no gap: broken for 2 clones']);
});
