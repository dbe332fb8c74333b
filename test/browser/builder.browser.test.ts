import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { openBlock, parametersOf, setLookback, useBuilder } from './builderPage.ts';
import { accessibilityProblems } from './demoPage.ts';

const { open, stored } = useBuilder();

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
