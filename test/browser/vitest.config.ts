import { defineConfig } from 'vitest/config';
import root from '../../vitest.config.ts';

const { projects: _, ...shared } = root.test ?? {};

/** `npm run test:browser`: what only a browser can show. Needs Chromium, and says so when there is none. */
export default defineConfig({
  test: {
    ...shared,
    root: new URL('../..', import.meta.url).pathname,
    include: ['test/browser/**/*.browser.test.ts'],
    globalSetup: ['test/database/testTemplate.ts'],
  },
});
