import type { Page } from 'playwright-core';
import { beforeEach } from 'vitest';
import { createSampleClone } from '../../src/demo/sample/createSampleClone.ts';
import { moderateSample } from '../../src/demo/sample/moderateSample.ts';
import { sampleClones } from '../../src/demo/sample/sampleClones.ts';
import { useDemoPage } from './demoPage.ts';

export interface Stored {
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

/** The demo, and for each test a Momentum Fox of its own: the builder of it, and what the service has of it. */
export function useBuilder() {
  // A test that loses an answer is told so by the browser.
  const site = useDemoPage(/net::ERR/);
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

  async function open(person = 'alice'): Promise<Page> {
    const page = await site.open(`/clones/${cloneId}?as=${person}`);
    await page.getByRole('heading', { name: 'Momentum Fox' }).waitFor();
    return page;
  }

  async function stored(): Promise<Stored> {
    const ask = await site.demo.askAs('alice');
    const query = `query ($cloneId: ID!) { clone(id: $cloneId) {
    strategyDraft { revision layout graph { dataStreams { blockId parameters } tradingPrompts { prompt } connections { from to } } } } }`;
    const { clone } = await ask<{ clone: Stored }>(query, { cloneId });
    return clone;
  }

  return { site, open, stored };
}

export const parametersOf = ({ strategyDraft }: Stored) =>
  strategyDraft.graph.dataStreams.find(({ blockId }) => blockId === 'hourly')?.parameters;

export async function openBlock(page: Page, name: string | RegExp): Promise<void> {
  await page.getByLabel('List', { exact: true }).check();
  await page.getByRole('region', { name: 'Strategy' }).getByRole('button', { name }).click();
}

export const saveState = (page: Page) => page.getByRole('status', { name: 'Save state' });
export const isSaved = (page: Page) =>
  saveState(page)
    .getByText(/^Saved/)
    .waitFor();

/** Types into a field and waits until that is stored. */
export async function setLookback(page: Page, value: string): Promise<void> {
  await page.getByLabel('Look-back').fill(value);
  await saveState(page).getByText('Not saved yet').waitFor();
  await isSaved(page);
}
