import { PassThrough } from 'node:stream';
import { expect, it } from 'vitest';
import { createCallerTurns } from '../../../src/server/rates/callerTurns.ts';

const limits = { underWay: 2, waiting: 2, waitMs: 60_000 };

it('a caller has so many turns at once, the next come in their order as those end, and no one else waits', async () => {
  const turns = createCallerTurns(limits);
  const order: string[] = [];
  const take = (name: string) => turns.take('a', new PassThrough()).then((end) => (order.push(name), end));
  const [first, second] = [await take('first'), await take('second')];
  const [third, fourth] = [take('third'), take('fourth')];
  expect(await turns.take('a', new PassThrough())).toBeNull();
  expect(await turns.take('b', new PassThrough())).not.toBeNull();
  expect(order).toEqual(['first', 'second']);
  first?.();
  first?.();
  await third;
  expect(order).toEqual(['first', 'second', 'third']);
  second?.();
  await fourth;
  expect(order).toEqual(['first', 'second', 'third', 'fourth']);
});

it('who waited too long, or went away, has no turn, and takes none from the others', async () => {
  const turns = createCallerTurns({ underWay: 1, waiting: 2, waitMs: 10 });
  const end = await turns.take('a', new PassThrough());
  const client = new PassThrough();
  const waiting = turns.take('a', client);
  client.destroy();
  expect(await waiting).toBeNull();
  expect(await turns.take('a', new PassThrough())).toBeNull();
  end?.();
  expect(await turns.take('a', new PassThrough())).not.toBeNull();
});

it('with 0 as the limit nobody waits', async () => {
  const turns = createCallerTurns({ ...limits, underWay: 0 });
  for (let count = 0; count < 10; count += 1) expect(await turns.take('a', new PassThrough())).not.toBeNull();
});
