import { defineConfig } from 'vitest/config';
import root from '../../vitest.config.ts';

/** `npm run test:browser`: what only a browser can show. Needs Chromium, and says so when there is none. */
export default defineConfig({
  resolve: root.resolve ?? {},
  test: {
    ...root.test,
    root: new URL('../..', import.meta.url).pathname,
    include: ['test/browser/**/*.browser.test.ts'],
    exclude: [],
    globalSetup: [],
  },
});
