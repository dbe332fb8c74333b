import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { useDemoPage } from './demoPage.ts';

describe('the GraphiQL page', () => {
  // The browser reports the token that a test has refused.
  const site = useDemoPage(/status of 401/);

  async function open(path: string): Promise<Page> {
    const page = await site.open(path);
    await page.locator('.graphiql-query-editor .view-line').first().waitFor();
    return page;
  }

  const mine = `/graphiql?${new URLSearchParams({ query: '{ myClones(first: 1) { nodes { publicProfile { name } } } }' })}`;

  /** Runs what is in the editor; gives what the result shows once it holds `expected`. */
  async function run(page: Page, expected: string): Promise<void> {
    await page.locator('.graphiql-execute-button').click();
    await page.locator('.result-window .view-lines', { hasText: expected }).waitFor();
  }

  const docs = async (page: Page): Promise<void> => {
    await page.getByRole('button', { name: /documentation/i }).click();
    await page.getByText('LifecycleSummary', { exact: true }).first().waitFor();
  };

  it('is what a browser shows that opens the first link of the demo, the API itself, with the query of its address unrun', async () => {
    const page = await open('/graphql?query={ myClones { nodes { id } } }');
    await page.locator('.graphiql-query-editor .view-lines', { hasText: 'myClones' }).waitFor();
    expect(new URL(page.url()).pathname).toBe('/graphiql');
    expect(await page.locator('.result-window .view-lines').textContent()).toBe('');
  });

  it('keeps a pasted token over reloads and in new tabs, until one click forgets it', async () => {
    const page = await open(mine);
    await page.getByLabel('Token').fill(`Bearer ${await site.demo.token('alice')}`);
    await run(page, '"myClones"');
    for (const _reload of [1, 2]) {
      await page.reload();
      await run(page, 'publicProfile');
      expect(await page.getByRole('status').textContent()).toMatch(/^alice · no scope · until /);
    }
    const tab = await open(mine);
    await run(tab, 'publicProfile');
    await tab.getByRole('button', { name: 'Forget token' }).click();
    await page.getByText('No token: what the public may read.').waitFor();
    await page.reload();
    expect(await page.getByLabel('Token').inputValue()).toBe('');
  }, 60_000);

  it('shows schema and docs whatever the token is, and what to do about one that is refused', async () => {
    const page = await open(mine);
    await page.getByLabel('Token').fill('eyJhbGciOiJFZERTQSJ9.eyJzdWIiOiJhbGljZSIsImV4cCI6MX0.AAAA');
    await page.reload();
    await page.getByRole('alert').filter({ hasText: 'expired' }).waitFor();
    await docs(page);
    await page.getByLabel('Token').fill('eyJhbGciOiJFZERTQSJ9.eyJzdWIiOiJhbGljZSIsImV4cCI6OTk5OTk5OTk5OX0.AAAA');
    await run(page, 'UNAUTHENTICATED');
    await page.getByRole('alert').filter({ hasText: 'The server refused the token of alice (401)' }).waitFor();
    await page.getByRole('button', { name: 'Forget token' }).click();
    await run(page, 'UNAUTHENTICATED');
    await page.getByRole('alert').filter({ hasText: 'needs a token' }).waitFor();
  }, 60_000);

  it('still has the query of a link after a reload, at once or later', async () => {
    const page = await open(mine);
    await page.reload();
    await page.locator('.graphiql-query-editor .view-lines', { hasText: 'myClones' }).waitFor();
    await page.waitForURL(`${site.demo.gatewayUrl}/graphiql`);
    await page.reload();
    await page.locator('.graphiql-query-editor .view-lines', { hasText: 'first: 1' }).waitFor();
  }, 60_000);

  it('opens an example with its query in the editor', async () => {
    const page = await open('/show/directory');
    await page.getByText('publicClones').first().waitFor();
    await run(page, 'Ibis'); // the newest of the sample data: an editor draws only the lines in sight
    await page.waitForURL(`${site.demo.gatewayUrl}/graphiql`);
  }, 60_000);

  it('begins its docs with what this is, and three operations to begin with, each a link into the editor', async () => {
    const page = await open('/graphiql');
    await docs(page);
    await page.getByText('Clones are AI trading agents').waitFor();
    await page.getByRole('link', { name: 'Read your own clones' }).click();
    await page.locator('.graphiql-query-editor .view-lines', { hasText: 'myClones' }).waitFor();
    expect(await page.locator('.result-window .view-lines').textContent()).toBe('');
  }, 60_000);

  it('stacks its panes on a phone: editor, variables, answer, each in sight and nothing beside it', async () => {
    const page = await open('/show/directory');
    await page.setViewportSize({ width: 390, height: 844 });
    await page.getByRole('button', { name: 'Variables' }).click();
    await run(page, 'Ibis');
    const panes = ['.graphiql-query-editor', '.graphiql-editor-tool', '.graphiql-response'];
    const boxes = await Promise.all(panes.map((pane) => page.locator(pane).boundingBox()));
    for (const box of boxes) {
      expect(box?.width).toBeGreaterThan(340);
      expect(box?.height).toBeGreaterThan(100);
    }
    const tops = boxes.map((box) => box?.y ?? 0);
    expect(tops).toEqual(tops.toSorted((one, other) => one - other));
    expect(new Set(tops).size).toBe(3);
    await page.getByRole('button', { name: /documentation/i }).click();
    await page.getByText('Where to begin').waitFor();
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390);
  }, 60_000);
});
