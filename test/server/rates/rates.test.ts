import { createServer, type AddressInfo, type Server } from 'node:net';
import { once } from 'node:events';
import { pino } from 'pino';
import { expect, it, onTestFinished } from 'vitest';
import type { RateLimits } from '../../../src/settings/settings.ts';
import { createRates, type Rates } from '../../../src/server/rates/rates.ts';

const none: RateLimits = { requests: 0, anonymousRequests: 0, bytes: 0, anonymousBytes: 0, cost: 0, anonymousCost: 0 };

async function start(
  limits: Partial<RateLimits>,
  redisUrl: string | null = null,
): Promise<{ rates: Rates; lines: string[] }> {
  const lines: string[] = [];
  const rates = await createRates(
    { ...none, ...limits },
    redisUrl,
    pino({}, { write: (line) => void lines.push(line) }),
  );
  onTestFinished(() => rates.close());
  return { rates, lines };
}

async function passing(rates: Rates, key: string, count: number): Promise<number> {
  const answers = [];
  for (let index = 0; index < count; index += 1) answers.push(await rates.take(key, true, 10));
  return answers.filter((exceeded) => exceeded === null).length;
}

it('a caller may send a limited number of requests per minute, is told how long to wait, and is counted separately', async () => {
  const { rates } = await start({ requests: 3 });
  expect(await passing(rates, 'a', 5)).toBe(3);
  expect(await rates.take('a', true, 0)).toEqual({ limit: 'RATE_REQUESTS', seconds: expect.any(Number) });
  expect((await rates.take('a', true, 0))?.seconds).toBeGreaterThan(50);
  expect(await passing(rates, 'b', 3)).toBe(3);
  expect(await rates.take('a', false, 0)).toBeNull();
});

it('bytes are counted too, separately for callers without a token', async () => {
  const { rates } = await start({ bytes: 35, anonymousBytes: 15 });
  expect(await passing(rates, 'a', 5)).toBe(3);
  expect([await rates.take('x', false, 10), await rates.take('x', false, 10)]).toEqual([
    null,
    { limit: 'RATE_BODY_BYTES', seconds: expect.any(Number) },
  ]);
});

it('the cost of operations is counted, separately for callers without a token, and not if it is unlimited', async () => {
  const { rates } = await start({ cost: 100 });
  const charge = rates.chargeCost('a', true);
  expect([await charge?.(60), await charge?.(40), await charge?.(0)]).toEqual([0, 0, 0]);
  expect(await charge?.(1)).toBeGreaterThan(50);
  expect(await rates.chargeCost('b', true)?.(100)).toBe(0);
  expect(rates.chargeCost('a', false)).toBeUndefined();
});

/** A server that sends `answer` for the commands that it receives. */
async function redisLike(answer: (commands: number) => string): Promise<{ url: string; server: Server }> {
  const server = createServer((socket) =>
    socket.on('error', () => {}).on('data', (data) => socket.write(answer(data.toString().split('\r\n*').length))),
  ).listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => void server.close());
  return { url: `redis://127.0.0.1:${(server.address() as AddressInfo).port}`, server };
}

it.each([
  ['is down', async () => 'redis://127.0.0.1:1'],
  ['does not reply', async () => (await redisLike(() => '')).url],
  ['replies with errors', async () => (await redisLike((commands) => '-ERR no\r\n'.repeat(commands))).url],
])('while Redis %s, the process counts on its own, requests go on, and the log says so once', async (_, url) => {
  const { rates, lines } = await start({ requests: 3 }, await url());
  const before = performance.now();
  expect(await passing(rates, 'a', 50)).toBe(3);
  // Each waiting for Redis anew would take 5 s.
  expect(performance.now() - before).toBeLessThan(4_000);
  expect(lines.filter((line) => line.includes('REDIS_URL'))).toHaveLength(1);
});
