import { defineConfig } from 'vitest/config';
import { reporters } from './test/reporters.ts';

const needy = ['test/**/*.{db,http,process,gateway}.test.ts'];

/**
 * A file's suffix says what it needs (doc/code.md), and by that which project it belongs to. With TEST_DATABASE_URL set
 * databases are on that PostgreSQL server, each file's its own; else they are embedded.
 * Tests in a browser need Chromium and have a command of their own: `npm run test:browser`.
 */
export default defineConfig({
  // Node takes graphql's CommonJS files; Vite would take its other copy, and one process can't have both.
  resolve: { alias: [{ find: /^graphql$/, replacement: 'graphql/index.js' }] },
  test: {
    reporters: reporters(),
    maxWorkers: '100%',
    // Long: a busy machine may be ten times slower, and a test that hangs is found all the same.
    testTimeout: 120_000,
    hookTimeout: 120_000,
    execArgv: ['--disable-warning=ExperimentalWarning'],
    // Most files take longer to import the service than to run, so those of a worker share what they import.
    projects: [
      {
        extends: true,
        test: {
          name: 'quick',
          include: ['test/**/*.test.ts'],
          exclude: [...needy, 'test/browser/**'],
          isolate: false,
        },
      },
      {
        extends: true,
        test: {
          name: 'database',
          include: ['test/**/*.db.test.ts'],
          globalSetup: ['test/database/testTemplate.ts'],
          isolate: false,
        },
      },
      {
        extends: true,
        test: {
          name: 'processes',
          include: ['test/**/*.{http,process,gateway}.test.ts'],
          globalSetup: ['test/database/testTemplate.ts'],
        },
      },
    ],
  },
});
