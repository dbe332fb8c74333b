import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { demoPageFolder } from '../../src/demo/buildDemoPage.ts';
import { accessibilityProblems, useDemoPage } from './demoPage.ts';

// One test lets a part of the page not arrive.
const site = useDemoPage(/status of 504|net::ERR_FAILED|could not be loaded/);
const { open } = site;

/** The groups of the home in their order, each with the names on its cards. */
const groups = async (page: Page): Promise<Readonly<Record<string, readonly string[]>>> => {
  await page.getByRole('heading', { name: 'Your clones' }).waitFor();
  const sections = await page.locator('.groups section').all();
  return Object.fromEntries(
    await Promise.all(
      sections.map(async (section) => [
        await section.getByRole('heading', { level: 2 }).textContent(),
        await section.getByRole('heading', { level: 3 }).allTextContents(),
      ]),
    ),
  );
};

const card = (page: Page, name: string) => page.getByRole('listitem').filter({ has: page.getByRole('link', { name }) });

describe('the home of alice', () => {
  it('shows seven clones, what waits for her first, each with what her next step is', async () => {
    const page = await open();
    expect(await groups(page)).toEqual({
      'Needs you': expect.arrayContaining(['Whale Watcher', 'Funding Hawk']),
      'Under way': expect.arrayContaining(['Night Owl', 'Rubber Band']),
      Competing: ['Momentum Fox'],
      Ready: ['Quiet Harbor'],
      Career: ['Old Faithful'],
    });
    await card(page, 'Whale Watcher').getByText('published strategy: open').waitFor();
    await card(page, 'Funding Hawk').getByText('Drawdown of 12.3 % exceeds the limit of 10 %.').waitFor();
    await card(page, 'Rubber Band').getByText('Number 1 in the queue').waitFor();
    await card(page, 'Momentum Fox').getByText('Rank 3').waitFor();
  });

  it('says at once which state is unknown, and why, when a source fails, and has it all again afterwards', async () => {
    const page = await open();
    await page.getByLabel('Arena').selectOption('refuses');
    await page.getByText("State unknown: Arena can't be reached").nth(6).waitFor();
    await card(page, 'Rubber Band').getByText('Number 1 in the queue').waitFor();
    expect(Object.keys(await groups(page))).toEqual(['State unknown']);
    await page.getByLabel('Arena').selectOption('answers');
    await page.getByLabel('Queue').selectOption('hangs');
    // Where the queue decides nothing, the state is there without it.
    await card(page, 'Momentum Fox').getByText("Queue can't be reached; the state is certain without it.").waitFor();
    expect(Object.keys(await groups(page))).toContain('State unknown');
    await page.getByLabel('Queue').selectOption('answers');
    await page.getByRole('heading', { name: 'Ready' }).waitFor();
  });

  it('opens its own query in GraphiQL, signed in as alice', async () => {
    const page = await open();
    await page.getByRole('link', { name: 'Open it in GraphiQL as alice' }).click();
    await page.locator('.graphiql-query-editor .view-lines', { hasText: 'myClones' }).waitFor();
    await page.getByText(/^alice · no scope · until /).waitFor();
    await page.locator('.graphiql-execute-button').click();
    await page.locator('.result-window .view-lines', { hasText: '"myClones"' }).waitFor();
    expect(page.url()).not.toMatch(/eyJ/);
  });
});

describe('somebody else', () => {
  it('is one choice away, in this tab alone, and still there after a reload', async () => {
    const [first, second] = [await open(), await open('/?as=bob')];
    expect(await groups(second)).not.toHaveProperty('Career');
    await first.getByLabel('You are').selectOption('olga');
    await first.getByText('profiles wait for a decision').waitFor();
    await first.reload();
    await first.getByText('profiles wait for a decision').waitFor();
    await second.reload();
    expect(await second.getByLabel('You are').inputValue()).toBe('bob');
    // A new tab begins with whoever signed in last.
    const third = await open('/moderation');
    await third.getByRole('heading', { name: 'Moderation' }).waitFor();
  });

  it('is led to the directory if they own nothing', async () => {
    const page = await open('/?as=backer');
    await page.getByRole('link', { name: 'Open the directory' }).click();
    await page.waitForURL(`${site.demo.gatewayUrl}/directory`);
    await page.goBack();
    await page.getByRole('heading', { name: 'You own no clones' }).waitFor();
  });

  it('opens GraphiQL of the internal gateway, if that is where they work', async () => {
    const page = await open('/?as=olga');
    await page.getByRole('link', { name: 'Open it in GraphiQL as olga' }).click();
    await page.getByText(/^olga · scope clone:admin clone:moderate · until /).waitFor();
    expect(new URL(page.url()).origin).toBe(site.demo.internalGatewayUrl);
  });
});

describe('the page', () => {
  it('loads a part that could not be loaded when its reader tries again', async () => {
    const page = await open();
    await page.route('**/assets/Directory*.js', (route) => route.abort());
    await page.getByRole('link', { name: 'Directory' }).click();
    await page.getByText("This page can't be shown").waitFor();
    await page.unroute('**/assets/Directory*.js');
    await page.getByRole('button', { name: 'Try again' }).click();
    await page.getByText('8 clones, and more').first().waitFor();
  });

  it.each(['light', 'dark'] as const)('is without a finding of axe, %s', async (colorScheme) => {
    const page = await open();
    await page.emulateMedia({ colorScheme });
    await groups(page);
    await page.getByText('show it').click();
    expect(await accessibilityProblems(page)).toEqual([]);
    await page.getByLabel('Arena').selectOption('refuses');
    await page.getByText("State unknown: Arena can't be reached").first().waitFor();
    expect(await accessibilityProblems(page)).toEqual([]);
    await page.getByLabel('Arena').selectOption('answers');
    for (const person of ['backer', 'contest', 'olga']) {
      await page.getByLabel('You are').selectOption(person);
      await page.getByRole('heading', { name: /own no clones|ready for an audition|waits for you/ }).waitFor();
      expect(await accessibilityProblems(page), person).toEqual([]);
    }
  });

  it.each([390, 1024, 1600])('fits into %i pixels', async (width) => {
    const page = await open();
    await page.setViewportSize({ width, height: 800 });
    await groups(page);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(width);
  });

  it('shows every exact time within the window of a phone', async () => {
    const page = await open();
    await page.setViewportSize({ width: 390, height: 800 });
    await groups(page);
    for (const time of await page.locator('time').all()) {
      await time.focus();
      const box = await time.locator('.exact').boundingBox();
      expect(box?.x).toBeGreaterThanOrEqual(0);
      expect((box?.x ?? 0) + (box?.width ?? 0)).toBeLessThanOrEqual(390);
    }
  });

  it('shows the builder of a clone at an address of its own, also after a reload', async () => {
    const page = await open();
    await page.getByRole('link', { name: 'Momentum Fox' }).click();
    await page.waitForURL(/\/clones\/[^/]+$/);
    await page.reload();
    await page.getByRole('heading', { name: 'Momentum Fox' }).waitFor();
  });

  it('takes less than 300 KB compressed for its home', () => {
    const assets = readdirSync(join(demoPageFolder, 'assets')).filter((name) => name.startsWith('index-'));
    const sizes = assets.map((name) => gzipSync(readFileSync(join(demoPageFolder, 'assets', name))).length);
    expect(sizes.length).toBeGreaterThan(1);
    expect(sizes.reduce((sum, size) => sum + size, 0)).toBeLessThan(300_000);
  });
});
