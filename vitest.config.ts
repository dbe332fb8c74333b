import { defineConfig } from 'vitest/config';
import { reporters } from './test/reporters.ts';

/**
 * TEST_DATABASE_URL set: the same specs on that PostgreSQL server, in databases of their own; else embedded.
 * Tests in a browser need Chromium and have a command of their own: `npm run test:browser`.
 */
export default defineConfig({
  // Node takes graphql's CommonJS files; Vite would take its other copy, and one process can't have both.
  resolve: { alias: [{ find: /^graphql$/, replacement: 'graphql/index.js' }] },
  test: {
    include: ['test/**/*.test.ts'],
    exclude: ['test/browser/**'],
    globalSetup: ['test/database/testTemplate.ts'],
    reporters: reporters(),
    testTimeout: 30_000,
    hookTimeout: 60_000,
    execArgv: ['--disable-warning=ExperimentalWarning'],
  },
});
