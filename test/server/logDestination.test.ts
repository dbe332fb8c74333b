import { PassThrough } from 'node:stream';
import { expect, it } from 'vitest';
import { createLogDestination, untilFlushed } from '../../src/server/logDestination.ts';

it('while its reader stalls, the log buffers what fits and drops the rest; once it is read again, it says how many lines', async () => {
  const stream = new PassThrough({ highWaterMark: 10 });
  const destination = createLogDestination(stream, 40);
  for (let line = 0; line < 10; line += 1) destination.write(`line ${line}\n`);
  const texts: string[] = [];
  stream.setEncoding('utf8').on('data', (text: string) => void texts.push(...text.split('\n').filter(Boolean)));
  await expect.poll(() => texts.at(-1)).toMatch(/dropped/);
  const kept = texts.slice(0, -1);
  expect(kept).toEqual(Array.from(kept, (_, line) => `line ${line}`));
  expect(JSON.parse(texts.at(-1) ?? '')).toMatchObject({ level: 'warn', dropped: 10 - kept.length });
  destination.write('next\n');
  await expect.poll(() => texts.at(-1)).toBe('next');
});

it('flushing waits until the log is read, or as long as allowed', async () => {
  const stream = new PassThrough({ highWaterMark: 1 });
  stream.write('xx');
  await untilFlushed(stream, 1);
  stream.resume();
  await untilFlushed(stream, 60_000);
  expect(stream.writableLength).toBe(0);
});
