import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readDemoArguments } from '../../src/demo/readDemoArguments.ts';

describe("the demo's arguments", () => {
  it('are optional', () => {
    expect(readDemoArguments([])).toEqual({ failing: [], how: 'refuses', urls: {}, firstPort: 4000 });
  });

  it('name failing sources, in any order and more than once', () => {
    expect(readDemoArguments(['--slow', '--fail', 'arena', '--fail=audition', '--fail', 'arena'])).toEqual({
      failing: ['audition', 'arena'],
      how: 'hangs',
      urls: {},
      firstPort: 4000,
    });
  });

  it("name another team's subgraph", () => {
    const url = 'http://localhost:5000/graphql';
    expect(readDemoArguments(['--queue', url, '--fail', 'arena'])).toEqual({
      failing: ['arena'],
      how: 'refuses',
      urls: { queue: url },
      firstPort: 4000,
    });
  });

  it.each([5000, 0, 65_522])('name the first port: %i', (firstPort) => {
    expect(readDemoArguments(['--port', String(firstPort)])).toMatchObject({ firstPort });
  });

  it.each([
    { args: ['--fail'], says: "Option '--fail <value>' argument missing." },
    { args: ['--fail', 'clone'], says: '--fail takes audition, queue, arena' },
    { args: ['--fail', 'constructor'], says: '--fail takes audition, queue, arena' },
    { args: ['--fail', 'arena,queue'], says: 'several as --fail arena --fail queue' },
    { args: ['--fail', 'arena', 'queue'], says: 'An argument belongs to no option.' },
    { args: ['--slow'], says: '--slow needs --fail' },
    { args: ['--slow', 'arena'], says: 'An argument belongs to no option.' },
    { args: ['--slow=arena'], says: "Option '--slow' does not take an argument." },
    { args: ['--faill', 'arena'], says: "Unknown option '--faill'." },
    { args: ['--port'], says: "Option '--port <value>' argument missing." },
    { args: ['--port', '65523'], says: '--port takes the first of the ports, at most 65522' },
    { args: ['--port', '4000,4010'], says: '--port takes the first' },
    { args: ['--arena', 'localhost:5000'], says: '--arena takes a URL, such as http://localhost:5000/graphql.' },
    { args: ['--arena', 'http://localhost:5000', '--fail', 'arena'], says: 'with --arena, stop yours.' },
  ])('get an error that says what is wrong and what is allowed: $args', ({ args, says }) => {
    const message = expect.stringMatching(/^[^\n]+\nUsage: npm run demo -- \[--fail audition\|queue\|arena\][^\n]+$/);
    expect(() => readDemoArguments(args)).toThrow(expect.objectContaining({ name: 'UsageError', message }));
    expect(() => readDemoArguments(args)).toThrow(says);
  });

  it('end the command with exit code 2 if they are wrong, before anything starts', async () => {
    const start = join(import.meta.dirname, '../../src/start.mjs');
    const ended = await new Promise((resolve) => {
      execFile(process.execPath, [start, 'demo', '--fail', 'clone'], (error, stdout, stderr) =>
        resolve({ code: error?.code, stdout, stderr }),
      );
    });
    expect(ended).toEqual({
      code: 2,
      stdout: '',
      stderr: expect.stringMatching(/^--fail takes [^\n]+\nUsage: [^\n]+\n$/),
    });
  });
});
