import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Answer, Save } from '../../../../src/demo/page/builder/autosave.ts';
import { createAutosaver } from '../../../../src/demo/page/builder/createAutosaver.ts';
import { stored, withPrompt } from './drafts.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** An autosaver whose service answers in turn what the test says; then it stores. */
function autosaver(...answers: readonly (Answer | Error)[]) {
  const sent: Save[] = [];
  let revision = 1;
  const left = [...answers];
  const saver = createAutosaver(stored(1), async (save) => {
    sent.push(save);
    const answer = left.shift() ?? { kind: 'payload', stored: stored(++revision, save.draft), merge: null, errors: [] };
    if (answer instanceof Error) throw answer;
    return answer;
  });
  const type = (prompt: string) => saver.dispatch({ type: 'edited', draft: withPrompt(prompt) });
  const prompts = () => sent.map(({ draft }) => draft.graph.tradingPrompts[0]?.prompt);
  return { saver, sent, type, prompts };
}

describe('an autosaver', () => {
  it('saves a second after the last edit, once', async () => {
    const { saver, type, prompts } = autosaver();
    type('B');
    await vi.advanceTimersByTimeAsync(900);
    type('Buy');
    await vi.advanceTimersByTimeAsync(900);
    expect(prompts()).toEqual([]);
    await vi.advanceTimersByTimeAsync(100);
    expect(prompts()).toEqual(['Buy']);
    expect(saver.state().phase).toBe('saved');
    await vi.advanceTimersByTimeAsync(60_000);
    expect(prompts()).toEqual(['Buy']);
  });

  it('repeats the same after a lost answer, with growing pauses, before it sends what is newer', async () => {
    const { type, prompts, sent } = autosaver({ kind: 'lost' }, new Error('no network'));
    type('Buy');
    await vi.advanceTimersByTimeAsync(1_000);
    type('Buy more');
    await vi.advanceTimersByTimeAsync(1_000);
    await vi.advanceTimersByTimeAsync(1_999);
    expect(prompts()).toEqual(['Buy', 'Buy']);
    await vi.advanceTimersByTimeAsync(1_001);
    expect(prompts()).toEqual(['Buy', 'Buy', 'Buy', 'Buy more']);
    expect(sent.map(({ isRepeat }) => isRepeat)).toEqual([false, true, true, false]);
  });

  it('saves at once for whoever waits for the stored draft, and says null when it cannot be', async () => {
    const refusal: Answer = { kind: 'refused', errors: [{ code: 'FORBIDDEN', message: 'No.', path: [] }] };
    const { saver, type } = autosaver({ kind: 'lost' });
    type('Buy');
    const settled = saver.settled();
    await vi.advanceTimersByTimeAsync(1_000);
    expect(await settled).toMatchObject({ revision: 2 });
    const other = autosaver(refusal);
    other.type('Buy');
    expect(await other.saver.settled()).toBeNull();
    expect(await autosaver().saver.settled()).toMatchObject({ revision: 1 });
  });

  it('sends at once what waits for more typing when the creator leaves', async () => {
    const { saver, type, prompts } = autosaver();
    type('Buy');
    saver.flush();
    expect(prompts()).toEqual(['Buy']);
  });

  it('tells its listeners of each change', () => {
    const { saver, type } = autosaver();
    const heard = vi.fn();
    const leave = saver.listen(heard);
    type('Buy');
    expect(heard).toHaveBeenCalledTimes(1);
    leave();
    type('Sell');
    expect(heard).toHaveBeenCalledTimes(1);
  });
});
