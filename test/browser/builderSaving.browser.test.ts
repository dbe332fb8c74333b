import type { Page, Route } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { isSaved, openBlock, parametersOf, saveState, setLookback, useBuilder } from './builderPage.ts';
import { accessibilityProblems } from './demoPage.ts';

const { site, open, stored } = useBuilder();

const isSave = (route: Route) => (route.request().postData() ?? '').includes('mutation SaveDraft');

/** Does something else with the first save of a page. */
async function withFirstSave(page: Page, handle: (route: Route) => Promise<void>): Promise<void> {
  let isFirst = true;
  await page.route('**/graphql', async (route) => {
    if (!isFirst || !isSave(route)) return route.fallback();
    isFirst = false;
    await handle(route);
  });
}

describe('an edit', () => {
  it('is saved, and still there after a reload', async () => {
    const page = await open();
    await openBlock(page, 'Candles · 1h');
    await setLookback(page, '120');
    await page.reload();
    await openBlock(page, 'Candles · 1h');
    expect(await page.getByLabel('Look-back').inputValue()).toBe('120');
    expect(parametersOf(await stored())).toEqual({ lookback: 120, priceSource: 'mark' });
  });

  it('leaves out what the creator takes away, and never writes a default', async () => {
    const page = await open();
    await openBlock(page, 'Candles · 1h');
    await setLookback(page, '');
    expect(await page.getByLabel('Look-back').getAttribute('placeholder')).toBe('100');
    expect(parametersOf(await stored())).toEqual({ priceSource: 'mark' });
  });

  it('in the graph is the same: a block is selected there, removed with a key, and brought back by undo', async () => {
    const page = await open();
    await page.locator('.react-flow__node', { hasText: 'LINK-USD' }).click();
    await page.getByRole('heading', { name: 'Assets: LINK-USD' }).waitFor();
    await page.keyboard.press('Backspace');
    await page.getByText('3 of 5').waitFor();
    await page.getByRole('button', { name: 'Undo' }).click();
    await page.getByText('4 of 5').waitFor();
    await isSaved(page);
  });

  it('moves a block, adds one and connects it, and what another builder keeps in the layout stays', async () => {
    const page = await open();
    const node = page.locator('.react-flow__node', { hasText: 'LINK-USD' });
    await node.hover();
    await page.mouse.down();
    const box = await node.boundingBox();
    await page.mouse.move((box?.x ?? 0) + 200, (box?.y ?? 0) + 120, { steps: 5 });
    await page.mouse.up();
    await page.getByRole('button', { name: 'Add assets' }).click();
    await page.getByRole('checkbox', { name: /^You trade momentum/ }).check();
    await saveState(page).getByText('Not saved yet').waitFor();
    await isSaved(page);
    const { layout, graph } = (await stored()).strategyDraft;
    expect(layout).toMatchObject({ majors: { x: 360, y: 120 }, tradingClone: { x: 1_000, y: 200 } });
    expect(layout['satellites']?.x).not.toBe(360);
    expect(graph.connections).toContainEqual({ from: 'assets-1', to: 'plan' });
    await page.locator('.react-flow__node', { hasText: 'No assets yet' }).getByText('✕').waitFor();
  });

  it('that exceeds a limit is shown at its block, with the reason, and saved when it fits again', async () => {
    const page = await open();
    await openBlock(page, 'LINK-USD');
    for (const symbol of ['DOT-USD', 'TON-USD']) await page.getByLabel('Add an asset').selectOption(symbol);
    await saveState(page).getByText('Not saved: Too many different assets: this clone may use 5 at most.').waitFor();
    const list = page.getByRole('region', { name: 'Strategy' });
    await list.getByRole('button', { name: 'LINK-USD, DOT-USD, TON-USD 1 to mend' }).waitFor();
    await list.getByText('6 of 5').waitFor();
    await page.getByRole('button', { name: 'Remove TON-USD' }).click();
    await isSaved(page);
    await list.getByText('5 of 5').waitFor();
  });
});

describe('a save that was refused', () => {
  it.each(['Discard these changes', 'Restore version 1'])('is no obstacle to this: %s', async (button) => {
    const page = await open();
    await openBlock(page, 'Candles · 1h');
    await setLookback(page, '90');
    await openBlock(page, 'LINK-USD');
    for (const symbol of ['DOT-USD', 'TON-USD']) await page.getByLabel('Add an asset').selectOption(symbol);
    await saveState(page).getByText('Not saved: Too many different assets').waitFor();
    await page.getByRole('button', { name: 'What changes?' }).click();
    await page.getByRole('button', { name: button }).click();
    await isSaved(page);
    expect(parametersOf(await stored())).not.toMatchObject({ lookback: 90 });
    // What could not be saved can be brought back all the same.
    await page.locator('.notice').getByRole('button', { name: 'Undo' }).click();
    await saveState(page).getByText('Not saved: Too many different assets').waitFor();
  });

  it('with the changes of another tab is no obstacle either', async () => {
    const [first, second] = [await open(), await open()];
    for (const page of [first, second]) await openBlock(page, 'LINK-USD');
    await first.getByLabel('Add an asset').selectOption('DOT-USD');
    await first.getByText('5 of 5').waitFor();
    await isSaved(first);
    await second.getByLabel('Add an asset').selectOption('TON-USD');
    await saveState(second).getByText('Together with changes from another tab this is too much.').waitFor();
    await second.getByRole('button', { name: 'Restore version 1' }).click();
    await second.getByText('Version 1 is in the draft.').waitFor();
    await isSaved(second);
  });
});

describe('a save', () => {
  it('whose answer was lost is repeated and stored once', async () => {
    const before = (await stored()).strategyDraft.revision;
    const page = await open();
    await openBlock(page, 'Candles · 1h');
    await withFirstSave(page, async (route) => {
      await route.fetch();
      await route.abort();
    });
    await page.getByLabel('Look-back').fill('77');
    await saveState(page).getByText('Saving').waitFor();
    await isSaved(page);
    expect((await stored()).strategyDraft.revision).toBe(before + 1);
  });

  it('with a token that is no longer good gets another one, and nobody notices', async () => {
    const page = await open();
    await openBlock(page, 'Candles · 1h');
    let tokens = 0;
    page.on('request', (request) => void (request.url().endsWith('/demo/token') && tokens++));
    await withFirstSave(page, (route) =>
      route.continue({ headers: { ...route.request().headers(), authorization: 'Bearer expired' } }),
    );
    await setLookback(page, '78');
    expect(tokens).toBe(1);
    expect(parametersOf(await stored())).toMatchObject({ lookback: 78 });
  });

  it('without a network says so, and is made up for by itself', async () => {
    const page = await open();
    await openBlock(page, 'Candles · 1h');
    await site.context.setOffline(true);
    await page.getByLabel('Look-back').fill('79');
    await saveState(page).getByText('Not saved: you are offline. It is saved when you are back.').waitFor();
    await site.context.setOffline(false);
    await isSaved(page);
    expect(parametersOf(await stored())).toMatchObject({ lookback: 79 });
  });
});

describe('what could not be saved', () => {
  const kept = (page: Page) => page.evaluate(() => Object.keys(localStorage).filter((key) => key.includes('unsaved')));
  /** No save of the page arrives. */
  const withoutSaves = (page: Page) =>
    page.route('**/graphql', (route) => (isSave(route) ? route.abort() : route.fallback()));

  /** A window that was closed, or died, before the look-back was saved. */
  async function leaveUnsaved(value: string): Promise<void> {
    const page = await open();
    await openBlock(page, 'Candles · 1h');
    await withoutSaves(page);
    await page.getByLabel('Look-back').fill(value);
    await saveState(page).getByText('Saving').waitFor();
    await page.close();
  }

  it('outlives its window: the next one has it, says so, and saves it', async () => {
    await leaveUnsaved('81');
    const page = await open();
    await page.getByText("Your edits that weren't saved are back.").waitFor();
    await openBlock(page, 'Candles · 1h');
    expect(await page.getByLabel('Look-back').inputValue()).toBe('81');
    await isSaved(page);
    expect(parametersOf(await stored())).toMatchObject({ lookback: 81 });
    expect(await kept(page)).toEqual([]);
    await page.getByRole('button', { name: 'Undo' }).click();
    expect(await page.getByLabel('Look-back').inputValue()).not.toBe('81');
  });

  it('is merged with what another window saved since', async () => {
    const other = await open();
    await leaveUnsaved('82');
    await openBlock(other, /^You trade momentum/);
    await other.getByLabel('How it trades').fill('Buy strength.');
    await saveState(other).getByText('Not saved yet').waitFor();
    await isSaved(other);
    const page = await open();
    await page.getByText('Buy strength.').first().waitFor();
    await isSaved(page);
    const now = await stored();
    expect(parametersOf(now)).toMatchObject({ lookback: 82 });
    expect(now.strategyDraft.graph.tradingPrompts).toEqual([{ prompt: 'Buy strength.' }]);
  });

  it('stays with its window as long as that is open', async () => {
    const first = await open();
    await openBlock(first, 'Candles · 1h');
    await withoutSaves(first);
    await first.getByLabel('Look-back').fill('83');
    await saveState(first).getByText('Saving').waitFor();
    const second = await open();
    await openBlock(second, 'Candles · 1h');
    expect(await second.getByLabel('Look-back').inputValue()).not.toBe('83');
    await first.unroute('**/graphql');
    await isSaved(first);
    expect(parametersOf(await stored())).toMatchObject({ lookback: 83 });
  });

  it('is still on the screen when its creator goes elsewhere on the page and comes back', async () => {
    const page = await open();
    await openBlock(page, 'Candles · 1h');
    await withoutSaves(page);
    await page.getByLabel('Look-back').fill('84');
    await page.getByRole('link', { name: 'Directory' }).click();
    await page.getByRole('heading', { name: 'Directory' }).waitFor();
    await page.goBack();
    await openBlock(page, 'Candles · 1h');
    expect(await page.getByLabel('Look-back').inputValue()).toBe('84');
    await page.unroute('**/graphql');
    await isSaved(page);
    expect(parametersOf(await stored())).toMatchObject({ lookback: 84 });
  });
});

describe('two windows', () => {
  it('that changed different things are merged, and the later one says what came from the other', async () => {
    const [first, second] = [await open(), await open()];
    await openBlock(first, 'Candles · 1h');
    await openBlock(second, /^You trade momentum/);
    await setLookback(first, '60');
    await second.getByLabel('How it trades').fill('Buy strength.');
    await second.getByText('Merged with changes from another tab: Changed data stream Candles · 1h.').waitFor();
    await isSaved(second);
    const { strategyDraft } = await stored();
    expect(strategyDraft.graph.tradingPrompts).toEqual([{ prompt: 'Buy strength.' }]);
    await openBlock(second, 'Candles · 1h');
    expect(await second.getByLabel('Look-back').inputValue()).toBe('60');
  });

  it.each([
    ['Keep mine', '70'],
    ['Take theirs', '60'],
  ])('that changed the same choose in place: %s', async (choice, kept) => {
    const [first, second] = [await open(), await open()];
    for (const page of [first, second]) await openBlock(page, 'Candles · 1h');
    await setLookback(first, '60');
    const lookback = second.getByRole('region', { name: 'What is selected' }).getByLabel('Look-back');
    await lookback.fill('70');
    const conflict = second.getByRole('region', { name: 'Another tab changed the same block' });
    await conflict.getByText('Look-back 60').waitFor();
    await conflict.getByText('Look-back 70').waitFor();
    // Mine is what is on the screen, also when its creator goes on.
    await lookback.fill('71');
    await conflict.getByText('Look-back 71').waitFor();
    await lookback.fill('70');
    expect(await accessibilityProblems(second)).toEqual([]);
    await conflict.getByLabel(choice).check();
    await conflict.getByRole('button', { name: 'Save this choice' }).click();
    await conflict.waitFor({ state: 'detached' });
    await isSaved(second);
    expect(await lookback.inputValue()).toBe(kept);
    expect(parametersOf(await stored())).toMatchObject({ lookback: Number(kept) });
  });
});
