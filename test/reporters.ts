import type { InlineConfig, Reporter, TestCase, TestModule, Vitest } from 'vitest/node';

/** What a run writes: lines for people, and for CI the counts as JSON into the file TEST_REPORT. */
export function reporters(): NonNullable<InlineConfig['reporters']> {
  const file = process.env['TEST_REPORT'];
  return ['default', ...(file ? [['json', { outputFile: file }] satisfies [string, object]] : []), new Omissions()];
}

/** Says in the last line what did not run, and the command that runs it. */
class Omissions implements Reporter {
  #vitest: Vitest | undefined;

  onInit(vitest: Vitest): void {
    this.#vitest = vitest;
  }

  onTestRunEnd(modules: readonly TestModule[]): void {
    // Whoever names a test knows that the others don't run.
    if (this.#vitest?.getGlobalTestNamePattern()) return;
    const skipped = modules.flatMap((module) => [...module.children.allTests('skipped')]);
    const [onServer, others] = process.env['TEST_DATABASE_URL']
      ? [[], skipped]
      : [skipped.filter(needsDatabase), skipped.filter((test) => !needsDatabase(test))];
    const isQuick = modules.every(({ project }) => project.name === 'quick');
    const lines = [
      onServer.length > 0 &&
        `${onServer.length} tests of PostgreSQL alone: TEST_DATABASE_URL=postgresql://… npm test -- .db.test`,
      ...others.map(({ fullName, module }) => `${module.relativeModuleId}: ${fullName}`),
      isQuick && 'every test that needs a database or a process: npm test',
      process.env['TEST_RUNS'] !== 'full' && 'nine of ten cases where these are many: TEST_RUNS=full npm test',
    ].filter(Boolean);
    if (lines.length > 0) console.log(`Skipped: ${lines.join('; ')}`);
  }
}

function needsDatabase({ module }: TestCase): boolean {
  return module.moduleId.endsWith('.db.test.ts');
}
