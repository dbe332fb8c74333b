import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { accessibilityProblems, useDemoPage } from './demoPage.ts';

const site = useDemoPage(/status of (?:400|504)/);
const { open } = site;

const names = async (page: Page): Promise<readonly string[]> =>
  (await page.locator('.directory .card h3').allInnerTexts()).map((text) => String(text.split('\n').at(-2)));

const found = (page: Page, text: string | RegExp) =>
  page.getByRole('status').filter({ hasText: text }).first().waitFor();

describe('the directory', () => {
  it('shows whoever has no clone what is public, page by page, and reads on at the first that came', async () => {
    const page = await open('/directory?as=backer');
    await found(page, '8 clones, and more');
    const card = page.getByRole('listitem').filter({ hasText: 'Volatility Lynx' });
    expect(await card.innerText()).toMatch(
      /by bob\s+▲ Competing\s+Sleeps through calm markets\.\s+Assets: BTC, DOGE, PEPE\s+Capabilities: /,
    );
    await page.getByRole('button', { name: 'Show more' }).click();
    await found(page, /^11 clones$/);
    expect(await page.evaluate(() => document.activeElement?.textContent)).toContain((await names(page))[8]);
    const ask = await site.demo.askAs(null);
    const all = await ask<{ publicClones: { nodes: { publicProfile: { name: string } }[] } }>(
      '{ publicClones(first: 100) { nodes { publicProfile { name } } } }',
    );
    expect(await names(page)).toEqual(all.publicClones.nodes.map(({ publicProfile }) => publicProfile.name));
  });

  it('searches after a pause, and the address keeps what was searched for', async () => {
    const page = await open('/directory?as=backer');
    await found(page, '8 clones');
    let asked = 0;
    page.on(
      'request',
      (request) => (asked += request.url().endsWith('/graphql') && request.method() === 'POST' ? 1 : 0),
    );
    await page.clock.install();
    await page.clock.pauseAt(new Date(Date.now() + 60_000));
    await page.getByLabel('Search by name').pressSequentially('fox');
    await page.clock.runFor(200);
    expect(asked).toBe(0);
    await page.clock.runFor(1_000);
    await page.clock.resume();
    await found(page, /^1 clone$/);
    expect(asked).toBe(1);
    expect(await names(page)).toEqual(['Momentum Fox']);
    expect(new URL(page.url()).search).toBe('?search=fox');
    await page.reload();
    await found(page, /^1 clone$/);
    expect(await page.getByLabel('Search by name').inputValue()).toBe('fox');
    await page.getByRole('link', { name: 'Directory' }).click();
    await found(page, '8 clones, and more');
    expect(await page.getByLabel('Search by name').inputValue()).toBe('');
  });

  it('says that nobody matches, and in the words of the API what is wrong with a search', async () => {
    const page = await open('/directory?search=nobody&as=backer');
    await found(page, "No clone's name matches “nobody”.");
    await page.getByLabel('Search by name').fill('x'.repeat(65));
    await page.getByRole('alert').filter({ hasText: 'at most 64 characters' }).waitFor();
    await page.getByLabel('Search by name').fill('fox');
    await found(page, /^1 clone$/);
  });

  it('says which states are unknown when a source fails, and keeps the rest', async () => {
    const page = await open('/directory?as=backer');
    await page.getByLabel('Arena').selectOption('refuses');
    await page.getByText("State unknown: Arena can't be reached").nth(7).waitFor();
    await page.getByText('Wades').or(page.getByText('Ready, and has not auditioned yet.')).first().waitFor();
    await page.getByLabel('Arena').selectOption('answers');
    await page.getByText('▲ Competing').first().waitFor();
  });

  it('tells the truth of after a switch, also when it had asked before and the answer is still on its way', async () => {
    const page = await site.context.newPage();
    let release = () => {};
    const released = new Promise<void>((resolve) => (release = resolve));
    const answered = new Promise<void>((resolve) => {
      void page.route(
        '**/graphql',
        async (route) => {
          const response = await route.fetch();
          resolve();
          await released;
          await route.fulfill({ response }).catch(() => {}); // The page may not want it any more.
        },
        { times: 1 },
      );
    });
    await page.goto(`${site.demo.gatewayUrl}/directory?as=backer`);
    await answered;
    const switched = page.waitForResponse('**/demo/sources');
    await page.getByLabel('Arena').selectOption('refuses');
    await switched;
    release();
    await page.getByText("State unknown: Arena can't be reached").nth(7).waitFor();
    await page.getByLabel('Arena').selectOption('answers');
    await page.getByText('▲ Competing').first().waitFor();
  });

  it('stands where its skeleton stood: nothing jumps', async () => {
    const page = await open('/');
    await page.getByRole('heading', { name: 'Your clones' }).waitFor();
    await page.route('**/graphql', async (route) => {
      await new Promise((resolve) => setTimeout(resolve, 700));
      await route.continue();
    });
    await page.getByRole('link', { name: 'Directory' }).click();
    const first = page.locator('.directory .card').first();
    await first.waitFor();
    const [before, after] = [await first.boundingBox(), await found(page, '8 clones').then(() => first.boundingBox())];
    expect({ x: after?.x, y: after?.y }).toEqual({ x: before?.x, y: before?.y });
  });

  it.each(['light', 'dark'] as const)('is without a finding of axe, %s', async (colorScheme) => {
    const page = await open('/directory?as=backer');
    await page.emulateMedia({ colorScheme });
    await found(page, '8 clones');
    expect(await accessibilityProblems(page)).toEqual([]);
    await page.getByLabel('Search by name').fill('x'.repeat(65));
    await page.getByRole('alert').filter({ hasText: 'at most' }).waitFor();
    expect(await accessibilityProblems(page)).toEqual([]);
  });

  it.each([390, 1024, 1600])('fits into %i pixels', async (width) => {
    const page = await open('/directory?as=backer');
    await page.setViewportSize({ width, height: 800 });
    await found(page, '8 clones');
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(width);
  });
});
