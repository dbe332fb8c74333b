import { once } from 'node:events';
import { createServer } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { expect, it, onTestFinished } from 'vitest';
import { readBody } from '../../src/server/readBody.ts';

/** What reading the body of one request comes to, of at most 20 bytes; `sent` is all that arrives before its connection ends. */
async function read(sent: string): Promise<unknown> {
  let arrived: (outcome: Promise<unknown>) => void = () => {};
  const reading = new Promise((resolve) => (arrived = resolve));
  const server = createServer((request) => arrived(readBody(request, 20))).listen(0, '127.0.0.1');
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
  ['whose connection ends before it', 'Content-Length: 15\r\n\r\n', 400, 'The body broke off.'],
  ['whose connection ends within it', 'Content-Length: 15\r\n\r\n{"a":', 400, 'The body broke off.'],
  ['whose connection ends within one that is too large', `Content-Length: 50\r\n\r\n${'x'.repeat(30)}`, 400, 'The body broke off.'],
  ['that is too large', `Content-Length: 30\r\n\r\n${'x'.repeat(30)}`, 413, 'The body is larger than 20 bytes, which is the limit (MAX_BODY_BYTES).'],
  ['that is no JSON', 'Content-Length: 5\r\n\r\n{"a":', 400, 'The body is not JSON in UTF-8.'],
])('a body %s is a problem', async (_, sent, status, message) => {
  await expect(read(sent)).rejects.toMatchObject({ status, message });
});
