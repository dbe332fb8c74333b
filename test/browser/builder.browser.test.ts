import type { Page, Route } from 'playwright-core';
import { beforeEach, describe, expect, it } from 'vitest';
import { createSampleClone } from '../../src/demo/sample/createSampleClone.ts';
import { moderateSample } from '../../src/demo/sample/moderateSample.ts';
import { sampleClones } from '../../src/demo/sample/sampleClones.ts';
import { accessibilityProblems, useDemoPage } from './demoPage.ts';

// A test that loses an answer is told so by the browser.
const site = useDemoPage(/net::ERR/);
/** A Momentum Fox of the test's own. */
let cloneId: string;

beforeEach(async ({ task }) => {
  const fox = sampleClones.find(({ name }) => name === 'Momentum Fox');
  if (fox === undefined) throw new Error('The sample data have no Momentum Fox.');
  const alice = await site.demo.askAs('alice');
  const olga = await site.demo.askInsideAs('olga', 'clone:admin', 'clone:moderate');
  ({ cloneId } = await createSampleClone({ ...fox, key: task.id }, alice));
  // Before that, nobody else sees its name.
  await moderateSample(fox, cloneId, (person) => (person === 'olga' ? olga : alice));
  site.context.setDefaultTimeout(15_000);
});

interface Stored {
  readonly strategyDraft: {
    readonly revision: number;
    readonly layout: Readonly<Record<string, { readonly x: number }>>;
    readonly graph: {
      readonly dataStreams: readonly { readonly blockId: string; readonly parameters: object | null }[];
      readonly tradingPrompts: readonly { readonly prompt: string }[];
      readonly connections: readonly { readonly from: string; readonly to: string }[];
    };
  };
}

/** The clone as the service has it. */
async function stored(): Promise<Stored> {
  const ask = await site.demo.askAs('alice');
  const query = `query ($cloneId: ID!) { clone(id: $cloneId) {
    strategyDraft { revision layout graph { dataStreams { blockId parameters } tradingPrompts { prompt } connections { from to } } } } }`;
  const { clone } = await ask<{ clone: Stored }>(query, { cloneId });
  return clone;
}

const parametersOf = ({ strategyDraft }: Stored) =>
  strategyDraft.graph.dataStreams.find(({ blockId }) => blockId === 'hourly')?.parameters;

async function open(person = 'alice'): Promise<Page> {
  const page = await site.open(`/clones/${cloneId}?as=${person}`);
  await page.getByRole('heading', { name: 'Momentum Fox' }).waitFor();
  return page;
}

async function openBlock(page: Page, name: string | RegExp): Promise<void> {
  await page.getByLabel('List', { exact: true }).check();
  await page.getByRole('region', { name: 'Strategy' }).getByRole('button', { name }).click();
}

const saveState = (page: Page) => page.getByRole('status', { name: 'Save state' });
const isSaved = (page: Page) =>
  saveState(page)
    .getByText(/^Saved/)
    .waitFor();

/** Types into a field and waits until that is stored. */
async function setLookback(page: Page, value: string): Promise<void> {
  await page.getByLabel('Look-back').fill(value);
  await saveState(page).getByText('Not saved yet').waitFor();
  await isSaved(page);
}

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

/** Presses a key until what has the focus is what is looked for, at most 80 times. */
async function reach(page: Page, key: 'Tab' | 'Shift+Tab', text: RegExp): Promise<void> {
  for (let presses = 0; presses < 80; presses += 1) {
    await page.keyboard.press(key);
    const focused = await page.evaluate(() => {
      const element = document.activeElement as HTMLInputElement | null;
      return `${element?.labels?.[0]?.textContent ?? ''} ${element?.textContent ?? ''}`;
    });
    if (text.test(focused.trim())) return;
  }
  throw new Error(`The keyboard never reached ${text}.`);
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

describe('publishing', () => {
  it('says what is live, and the history has it with what changed and the note', async () => {
    const page = await open();
    await page.getByText('Nothing new to publish').waitFor();
    await openBlock(page, 'Candles · 1h');
    await setLookback(page, '130');
    await page.getByRole('button', { name: 'What changes?' }).click();
    const changes = page.getByRole('region', { name: 'What changes' });
    await changes.getByText('Changed data stream Candles · 1h').waitFor();
    await changes.getByLabel('Note for the history').fill('Sees less of the past.');
    await page.getByRole('button', { name: 'Publish' }).click();
    await page.getByText('v4 is live.').waitFor();
    await page.getByText('Live: v4').waitFor();
    const history = page.getByRole('region', { name: 'History' });
    await history.getByText('Sees less of the past.').waitFor();
    await history.getByText('1 change').click();
    await history.getByRole('listitem').first().getByText('Changed data stream Candles · 1h').waitFor();
  });

  it('that would fail is not offered: what stands in the way leads to its block', async () => {
    const page = await open();
    await openBlock(page, 'Candles · 1h');
    await setLookback(page, '900');
    const obstacles = page.getByRole('region', { name: 'What stands in the way' });
    await obstacles.getByText('“Look-back” has to be at most 500.').waitFor();
    await page.getByRole('link', { name: /^Can't publish yet: 1 problem$/ }).waitFor();
    expect(await page.getByRole('button', { name: 'Publish' }).count()).toBe(0);
    await openBlock(page, 'Order book');
    await obstacles.getByRole('button', { name: 'Go to Candles · 1h' }).click();
    expect(await page.getByLabel('Look-back').getAttribute('aria-invalid')).toBe('true');
    await page.getByLabel('Graph', { exact: true }).check();
    await page.locator('.react-flow__node', { hasText: 'has to be at most 500' }).waitFor();
  });

  it('can be taken back by activating an earlier version, and a pause stops what is new', async () => {
    const page = await open();
    const history = page.getByRole('region', { name: 'History' });
    await history.getByRole('button', { name: 'Activate version 2' }).click();
    await page.getByText('v2 is live.').waitFor();
    await page.getByText('Live: v2').waitFor();
    await page.getByRole('button', { name: 'Pause' }).click();
    await page.getByText('Paused: v2').waitFor();
    await page.getByRole('button', { name: 'Resume' }).click();
    await page.getByText('Live: v2').waitFor();
  });
});

describe('an earlier state', () => {
  it('is restored without a question, undone, and found among the earlier drafts', async () => {
    const page = await open();
    await page.getByRole('button', { name: 'Restore version 1' }).click();
    await page.getByText('Version 1 is in the draft.').waitFor();
    await page.getByText('3 of 5').waitFor();
    await page.locator('.notice').getByRole('button', { name: 'Undo' }).click();
    await page.getByText('The earlier draft is back.').waitFor();
    await page.getByText('4 of 5').waitFor();
    await page.getByText('Earlier drafts').click();
    await page.getByText('Before an undo').first().waitFor();
    await page
      .getByRole('button', { name: /^Go back/ })
      .first()
      .click();
    await page.getByText('3 of 5').waitFor();
  });
});

describe('somebody else', () => {
  it.each(['bob', 'backer'])('sees no strategy: %s', async (person) => {
    const page = await open(person);
    await page.getByText('Only alice, who made this clone, sees its draft.').waitFor();
    expect(await page.getByText('Candles').count()).toBe(0);
    expect(await page.getByRole('link', { name: "Why can't the creator publish?" }).count()).toBe(0);
  });

  it('who supports sees no strategy either, and goes on to why it is not published', async () => {
    const page = await open('olga');
    await page.getByText('Only alice, who made this clone, sees its draft.').waitFor();
    expect(await page.getByText('You trade momentum').count()).toBe(0);
    await page.getByRole('link', { name: "Why can't the creator publish?" }).click();
    await page.getByText('They can: publishing the draft would succeed now.').waitFor();
    await page.getByText('strategy.published').first().waitFor();
    expect(await page.getByText('You trade momentum').count()).toBe(0);
  });
});

describe('the builder', () => {
  it.each(['light', 'dark'] as const)('is without a finding of axe, %s', async (colorScheme) => {
    const page = await open();
    await page.emulateMedia({ colorScheme });
    await page.locator('.react-flow__node', { hasText: 'Candles' }).click();
    await page.getByText('Earlier drafts').click();
    await page.getByText('Before the discard').first().waitFor();
    expect(await accessibilityProblems(page)).toEqual([]);
    await setLookback(page, '900');
    await page.getByRole('button', { name: 'What changes?' }).click();
    await page.getByRole('region', { name: 'What changes' }).getByText('Changed data stream Candles · 1h').waitFor();
    expect(await accessibilityProblems(page)).toEqual([]);
    await page.getByLabel('List', { exact: true }).check();
    expect(await accessibilityProblems(page)).toEqual([]);
  });

  it.each([390, 1024, 1600])('fits into %i pixels', async (width) => {
    const page = await open();
    await page.setViewportSize({ width, height: 800 });
    await page.getByRole('heading', { name: 'v3' }).waitFor();
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(width);
    expect(await page.locator('.react-flow').count()).toBe(width === 390 ? 0 : 1);
  });

  it('is used with the keyboard alone: to a block, a parameter and the publish button', async () => {
    const page = await open();
    await page.setViewportSize({ width: 390, height: 800 });
    await page.getByRole('button', { name: 'Candles · 1h' }).waitFor();
    await reach(page, 'Tab', /^Candles · 1h$/);
    await page.keyboard.press('Enter');
    await reach(page, 'Tab', /^Look-back/);
    await page.keyboard.press('Control+A');
    await page.keyboard.type('140');
    await reach(page, 'Shift+Tab', /^Publish$/);
    await page.keyboard.press('Enter');
    await page.getByText('v4 is live.').waitFor();
    expect(parametersOf(await stored())).toMatchObject({ lookback: 140 });
  });
});
