import { spawnSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';

/** How a process ends when its command fails with this, in plain JavaScript. */
function endOf(failing: string) {
  const module = new URL('../../src/commands/endCommand.ts', import.meta.url).href;
  const program = `import { endCommand } from ${JSON.stringify(module)};\ntry { ${failing} } catch (error) { endCommand(error); }`;
  const { status, stderr } = spawnSync(process.execPath, ['--input-type=module', '--eval', program], {
    encoding: 'utf8',
  });
  return { status, stderr };
}

describe('a command that fails', () => {
  it('for want of a package says which, and how to get it, in one line', () => {
    expect(endOf("await import('@some/package');")).toEqual({
      status: 1,
      stderr: 'This needs the package @some/package, which comes with the development dependencies: run npm ci.\n',
    });
  });

  it('by a fault shows where', () => {
    const { status, stderr } = endOf("throw new TypeError('of its own');");
    expect(status).toBe(1);
    expect(stderr).toMatch(/TypeError: of its own\n +at /);
  });
});
