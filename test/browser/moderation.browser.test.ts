import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { accessibilityProblems, useDemoPage } from './demoPage.ts';

const site = useDemoPage(/status of 400/);
const { open } = site;

const waiting = (page: Page, count: number) =>
  page
    .getByRole('status')
    .filter({ hasText: new RegExp(`^${count} profiles? waits?`) })
    .waitFor();

const profile = (page: Page, name: string) => page.getByRole('listitem', { name, exact: true });
const focused = (page: Page) => page.evaluate(() => document.activeElement?.getAttribute('aria-label') ?? null);

/** Changes the description of one of bob's clones, as bob would. */
async function edit(name: string, description: string): Promise<void> {
  const ask = await site.demo.askAs('bob');
  const { myClones } = await ask<{ myClones: { nodes: { id: string; publicProfileDraft: { name: string } }[] } }>(
    '{ myClones { nodes { id publicProfileDraft { name } } } }',
  );
  const cloneId = myClones.nodes.find(({ publicProfileDraft }) => publicProfileDraft.name === name)?.id;
  await ask('mutation ($input: UpdatePublicProfileInput!) { updatePublicProfile(input: $input) { errors { code } } }', {
    input: { cloneId, description },
  });
}

describe('the queue', () => {
  it('is refused to a creator, and to a service in the words of the API', async () => {
    const page = await open('/moderation?as=alice');
    await page.getByText("isn't in the API of creators and backers at all").waitFor();
    await page.getByLabel('You are').selectOption('contest');
    await page.getByText('This needs another token: one with the scope clone:moderate.').waitFor();
    await page.getByRole('button', { name: 'Be olga' }).click();
    await waiting(page, 3);
  });

  it.each(['light', 'dark'] as const)('is without a finding of axe, %s', async (colorScheme) => {
    const page = await open('/moderation?as=olga');
    await page.emulateMedia({ colorScheme });
    await profile(page, 'Trend Ibis').waitFor();
    await page.getByRole('cell', { name: 'nothing published' }).first().waitFor();
    expect(await accessibilityProblems(page)).toEqual([]);
    await page.getByRole('link', { name: 'Whale Watcher' }).click();
    await page.getByText('profile.moderated').waitFor();
    expect(await accessibilityProblems(page)).toEqual([]);
  });

  it.each([390, 1024, 1600])('fits into %i pixels', async (width) => {
    const page = await open('/moderation?as=olga');
    await page.setViewportSize({ width, height: 800 });
    await page.getByRole('cell', { name: 'nothing published' }).first().waitFor();
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(width);
    await page.getByRole('link', { name: 'Whale Watcher' }).click();
    await page.getByText('profile.moderated').waitFor();
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(width);
    expect((await page.getByLabel('Arena').locator('..').boundingBox())?.height).toBeLessThan(40);
  });

  it('shows what is public beside what waits; a decision is said in its place, and the keyboard goes on to the next', async () => {
    const page = await open('/moderation?as=olga');
    await waiting(page, 3);
    const lynx = profile(page, 'Volatility Lynx');
    await lynx.getByRole('row', { name: /Description changed Sleeps through calm markets\. Number one/ }).waitFor();
    await lynx.getByLabel('Reason').fill('x'.repeat(501));
    await lynx.getByRole('button', { name: 'Reject' }).click();
    await lynx.getByRole('alert').filter({ hasText: '500 characters' }).waitFor();
    await lynx.getByLabel('Reason').fill('Promises a return.');
    await lynx.getByRole('button', { name: 'Reject' }).press('Enter');
    await lynx.locator('strong', { hasText: 'Rejected' }).waitFor();
    await lynx.getByText('Promises a return.').waitFor();
    await lynx.getByRole('columnheader', { name: 'Rejected' }).waitFor();
    expect(await focused(page)).toBe('Trend Ibis');
    await waiting(page, 2);
    await page.getByRole('button', { name: 'Refresh' }).click();
    await lynx.waitFor({ state: 'detached' });
  });

  it('does not decide on what changed meanwhile: it shows that, and asks again', async () => {
    const page = await open('/moderation?as=olga');
    const ibis = profile(page, 'Trend Ibis');
    await ibis.waitFor();
    await edit('Trend Ibis', 'Buy now.');
    await ibis.getByRole('button', { name: 'Approve' }).click();
    await ibis.getByRole('alert').filter({ hasText: 'changed while you looked' }).waitFor();
    await ibis.getByRole('cell', { name: 'Buy now.' }).waitFor();
    await ibis.getByRole('button', { name: 'Approve' }).click();
    await ibis.getByText('Approved').waitFor();
    await ibis.getByRole('columnheader', { name: 'Public now' }).waitFor();
  });

  it('says when no answer comes, and the same decision again does no harm', async () => {
    await edit('Grid Turtle', 'Slow, even, patient steps.');
    const page = await open('/moderation?as=olga');
    const turtle = profile(page, 'Grid Turtle');
    await turtle.waitFor();
    let lost = 0;
    await page.route('**/graphql', async (route) => {
      if (lost > 0 || !route.request().postData()?.includes('mutation Decide')) return route.continue();
      lost += 1;
      await route.fetch();
      return route.fulfill({ status: 200, contentType: 'application/json', body: '{"errors":[]' });
    });
    await turtle.getByRole('button', { name: 'Approve' }).click();
    await turtle.getByRole('alert').filter({ hasText: 'No answer came' }).waitFor();
    await turtle.getByRole('button', { name: 'Approve' }).click();
    await turtle.getByText('Approved').waitFor();
  });

  it('reads again when its window is looked at: what another moderator decided is gone', async () => {
    await edit('Carry Otter', 'Floats on every curve.');
    const [first, second] = [await open('/moderation?as=olga'), await open('/moderation?as=olga')];
    await profile(second, 'Carry Otter').waitFor();
    await profile(first, 'Carry Otter').getByRole('button', { name: 'Approve' }).click();
    await profile(first, 'Carry Otter').getByText('Approved').waitFor();
    await second.evaluate(() => window.dispatchEvent(new Event('focus')));
    await profile(second, 'Carry Otter').waitFor({ state: 'detached' });
  });

  it('gets another token when the old one has expired, once, and decides', async () => {
    await edit('Breakout Badger', 'Waits in the hole for weeks.');
    const page = await open('/moderation?as=olga');
    const badger = profile(page, 'Breakout Badger');
    await badger.waitFor();
    let tokens = 0;
    page.on('request', (request) => (tokens += request.url().endsWith('/demo/token') ? 1 : 0));
    let expired = 0;
    await page.route('**/graphql', async (route) => {
      const isFirst = expired === 0 && route.request().postData()?.includes('mutation Decide');
      if (!isFirst) return route.continue();
      expired += 1;
      // A token that nobody accepts any more.
      return route.continue({ headers: { ...route.request().headers(), authorization: 'Bearer expired' } });
    });
    await badger.getByRole('button', { name: 'Approve' }).click();
    await badger.getByText('Approved').waitFor();
    expect({ expired, tokens }).toEqual({ expired: 1, tokens: 1 });
  });
});

describe('the support view', () => {
  it("finds a clone by its name or by what it lacks, and says why it can't publish or start", async () => {
    const page = await open('/moderation?as=olga');
    await page.getByLabel('What prevents a start').selectOption('NO_PUBLISHED_STRATEGY');
    await page.getByRole('link', { name: 'Momentum Fox' }).waitFor({ state: 'detached' });
    expect(new URL(page.url()).search).toBe('?lacks=NO_PUBLISHED_STRATEGY');
    await page.getByRole('link', { name: 'Clone without a name' }).click();
    await page.waitForURL(/\/support\/[^/]+$/);
    await page
      .getByText('No model is selected, or it is no longer offered.')
      .or(page.getByText('The draft has issues.'))
      .first()
      .waitFor();
    await page.getByText('nothing published').waitFor();
    await page.getByText('clone.created').waitFor();
    await page.getByLabel('You are').selectOption('alice');
    await page.getByRole('heading', { name: 'This is for operators' }).waitFor();
  });
});
