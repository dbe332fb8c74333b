import { once } from 'node:events';
import { createServer, type IncomingMessage } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { PassThrough } from 'node:stream';
import { expect, it, onTestFinished } from 'vitest';
import { createBodyBudget } from '../../../src/server/body/bodyBudget.ts';
import { readBody, type BodyLimits } from '../../../src/server/body/readBody.ts';

const limits = { bytes: 20, setting: 'MAX_BODY_BYTES', depth: 3, values: 4, timeoutMs: 10_000 } as const;

/** Reads the body of one request within `limits`; `sent` is all that arrives before the connection ends. */
async function read(sent: string, changed: Partial<BodyLimits> = {}): Promise<unknown> {
  const share = createBodyBudget(1_000_000).share(true);
  let arrived: (outcome: Promise<unknown>) => void = () => {};
  const reading = new Promise((resolve) => (arrived = resolve));
  const server = createServer((request) => arrived(readBody(request, { ...limits, ...changed }, share))).listen(
    0,
    '127.0.0.1',
  );
  await once(server, 'listening');
  const socket = connect((server.address() as AddressInfo).port, '127.0.0.1');
  onTestFinished(() => {
    socket.destroy();
    server.closeAllConnections();
    server.close();
  });
  socket.write(`POST / HTTP/1.1\r\nHost: x\r\n${sent}`);
  await once(server, 'request');
  socket.destroySoon();
  return reading;
}

it('a body is read as JSON', async () => {
  expect(await read('Content-Length: 10\r\n\r\n{"a":"é"}')).toEqual({ a: 'é' });
});

it.each([
  ['that never arrives', 'Content-Length: 15\r\n\r\n', 400, 'The body was cut off.'],
  ['that is cut off', 'Content-Length: 15\r\n\r\n{"a":', 400, 'The body was cut off.'],
  ['that is too large and cut off', `Content-Length: 50\r\n\r\n${'x'.repeat(30)}`, 400, 'The body was cut off.'],
  [
    'that is too large',
    `Content-Length: 30\r\n\r\n${'x'.repeat(30)}`,
    413,
    'The body is larger than the limit of 20 bytes (MAX_BODY_BYTES).',
  ],
  [
    'that is nested too deeply',
    'Content-Length: 8\r\n\r\n[[[[]]]]',
    413,
    'The body nests more deeply than MAX_BODY_DEPTH allows (3).',
  ],
  [
    'with too many values',
    'Content-Length: 12\r\n\r\n[{},{},{},1]',
    413,
    'The body has more values than MAX_BODY_VALUES allows (4).',
  ],
  ['that is not JSON', 'Content-Length: 5\r\n\r\n{"a":', 400, 'The body is not JSON in UTF-8.'],
])('a body %s is rejected', async (_, sent, status, message) => {
  await expect(read(sent)).rejects.toMatchObject({ status, message });
});

const [deep, many] = [
  'The body nests more deeply than MAX_BODY_DEPTH allows (3).',
  'The body has more values than MAX_BODY_VALUES allows (4).',
];

it.each([
  ['that is nested too deeply', (blanks: string) => `[[${blanks}[[]]]]`, deep],
  ['that nests too deeply before its last bytes', (blanks: string) => `[[[[]]]${blanks}]`, deep],
  ['that nests too deeply before it turns out not to be JSON', (blanks: string) => `[[[[${blanks}`, deep],
  ['with too many values', (blanks: string) => `[{},{},${blanks}{},1]`, many],
])('a large body %s is rejected as it arrives', async (_, bodyWith, message) => {
  const body = bodyWith(' '.repeat(20_000));
  await expect(read(`Content-Length: ${body.length}\r\n\r\n${body}`, { bytes: 100_000 })).rejects.toMatchObject({
    status: 413,
    message,
  });
});

it('a body with a content-length is rejected before any of it is read if the budget is used up', async () => {
  const budget = createBodyBudget(100_000);
  expect(budget.share(true).resize(90_000, 0)).toBe(true);
  const body = Object.assign(new PassThrough(), {
    headers: { 'content-length': '20000' },
  }) as unknown as IncomingMessage;
  await expect(readBody(body, limits, budget.share(true))).rejects.toMatchObject({
    status: 503,
    code: 'SERVICE_UNAVAILABLE',
    headers: { 'retry-after': '1' },
  });
  expect(body.listenerCount('data')).toBe(0);
});

it('a body that times out closes its connection and releases its share of the budget', async () => {
  const budget = createBodyBudget(100_000);
  const body = Object.assign(new PassThrough(), {
    headers: { 'content-length': '90000' },
  }) as unknown as IncomingMessage;
  await expect(readBody(body, { ...limits, timeoutMs: 1 }, budget.share(true))).rejects.toMatchObject({
    status: 408,
    code: 'TIMEOUT',
    headers: { connection: 'close' },
  });
  expect(budget.share(true).resize(90_000, 0)).toBe(true);
});

it('a body is rejected if its client disconnected before it is read', async () => {
  const body = Object.assign(new PassThrough(), { headers: {} }).destroy() as unknown as IncomingMessage;
  await expect(readBody(body, limits, createBodyBudget(1).share(true))).rejects.toMatchObject({ status: 400 });
});
