import axe, { type AxeResults } from 'axe-core';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterEach, beforeAll, beforeEach, expect } from 'vitest';
import { startTestDemo, type TestDemo } from '../gateway/startTestDemo.ts';
import { launchChromium } from './launchChromium.ts';

interface DemoPage {
  readonly demo: TestDemo;
  readonly context: BrowserContext;
  /** Opens a path of the demo in a new window. */
  open(path?: string): Promise<Page>;
}

/**
 * The demo and a browser for all specs of a file, with a context for each. After each: the page asked nobody but the demo,
 * and the browser complained about nothing, neither errors of scripts nor what the page's policy refused.
 *
 * @param expected what the browser says about statuses that the specs bring about
 */
export function useDemoPage(expected = /status of 504/): DemoPage {
  let demo: TestDemo;
  let browser: Browser;
  let context: BrowserContext;
  let elsewhere: string[];
  let complaints: string[];

  beforeAll(async () => {
    browser = await launchChromium();
    demo = await startTestDemo();
    return async () => {
      await browser.close();
      await demo.close();
    };
  });

  beforeEach(async () => {
    context = await browser.newContext();
    elsewhere = [];
    complaints = [];
    context.on('request', (request) => {
      const own = [demo.gatewayUrl, demo.internalGatewayUrl].some((origin) => request.url().startsWith(`${origin}/`));
      if (!own && !/^(data|blob):/.test(request.url())) elsewhere.push(request.url());
    });
    context.on('weberror', (error) => complaints.push(String(error.error())));
    context.on('console', (message) => {
      if (message.type() === 'error' && !expected.test(message.text())) complaints.push(message.text());
    });
  });

  afterEach(async () => {
    await context.close();
    expect({ elsewhere, complaints }).toEqual({ elsewhere: [], complaints: [] });
  });

  return {
    get demo() {
      return demo;
    },
    get context() {
      return context;
    },
    async open(path = '/') {
      const page = await context.newPage();
      await page.goto(demo.gatewayUrl + path);
      return page;
    },
  };
}

/** What axe finds on the page as it is, as lines to read. */
export async function accessibilityProblems(page: Page): Promise<readonly string[]> {
  await page.evaluate(axe.source);
  const { violations } = await page.evaluate(() =>
    (globalThis as unknown as { axe: { run(): Promise<AxeResults> } }).axe.run(),
  );
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`);
}
