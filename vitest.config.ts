import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';
import { reporters } from './test/reporters.ts';

process.env['NODE_COMPILE_CACHE'] ??= fileURLToPath(new URL('node_modules/.cache/compiled', import.meta.url));

const needy = ['test/**/*.{db,http,process,gateway}.test.ts'];

/**
 * A file's suffix says what it needs (doc/code.md), and by that which project it belongs to. With TEST_DATABASE_URL set
 * databases are on that PostgreSQL server, each file's its own; else they are embedded.
 * Tests in a browser need Chromium and have a command of their own: `npm run test:browser`.
 */
export default defineConfig({
  test: {
    reporters: reporters(),
    // More than there are cores, since files often wait for processes and time-outs.
    maxWorkers: Math.ceil(availableParallelism() * 1.5),
    // Node imports the files itself, as in production, and keeps what it compiles for the next worker: half the CPU time of most files.
    experimental: { viteModuleRunner: false, nodeLoader: false },
    // Bounds for what hangs: a machine that runs other things too may take ten times as long as an idle one.
    testTimeout: 120_000,
    hookTimeout: 120_000,
    expect: { poll: { timeout: 10_000 } },
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
