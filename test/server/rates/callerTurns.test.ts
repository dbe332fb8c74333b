import { PassThrough } from 'node:stream';
import { expect, it, onTestFinished, vi } from 'vitest';
import { createCallerTurns } from '../../../src/server/rates/callerTurns.ts';

const limits = { inFlight: 2, waiting: 2, waitMs: 60_000 };

it('a caller has a limited number of turns at once; further requests follow in order, and other callers do not wait', async () => {
  const turns = createCallerTurns(limits);
  const order: string[] = [];
  const take = async (name: string) => {
    const end = await turns.take('a', new PassThrough());
    order.push(name);
    return end;
  };
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

it('a request that waited too long or whose client left gets no turn and takes none from others', async () => {
  const turns = createCallerTurns({ inFlight: 1, waiting: 2, waitMs: 10 });
  const end = await turns.take('a', new PassThrough());
  const client = new PassThrough();
  const waiting = turns.take('a', client);
  client.destroy();
  expect(await waiting).toBeNull();
  expect(await turns.take('a', new PassThrough())).toBeNull();
  end?.();
  expect(await turns.take('a', new PassThrough())).not.toBeNull();
});

it('with a limit of 0 no request waits', async () => {
  const turns = createCallerTurns({ ...limits, inFlight: 0 });
  for (let count = 0; count < 10; count += 1) expect(await turns.take('a', new PassThrough())).not.toBeNull();
});

it('while others are active, a caller has at most one turn more than all of them together; once they are quiet, as many as the limit', async () => {
  onTestFinished(() => void vi.useRealTimers());
  vi.useFakeTimers({ toFake: ['performance'] });
  const turns = createCallerTurns({ inFlight: 8, waiting: 8, waitMs: 60_000 });
  const order: string[] = [];
  const take = async (name: string) => {
    const end = await turns.take(name[0] ?? '', new PassThrough());
    order.push(name);
    return end;
  };
  const ofOthers = [await take('b1'), await take('c1')];
  const ends = [await take('a1'), await take('a2'), await take('a3')];
  const waiting = ['a4', 'a5', 'a6'].map(take);
  const isNext = async (...names: readonly string[]) => {
    await new Promise(setImmediate);
    expect(order.splice(0)).toEqual(names);
  };
  await isNext('b1', 'c1', 'a1', 'a2', 'a3');
  ends[0]?.();
  await isNext('a4');
  ofOthers.forEach((end) => end?.());
  ends[1]?.();
  ends[2]?.(); // no other caller has a turn, but they were active a moment ago
  await isNext();
  vi.advanceTimersByTime(251);
  (await waiting[0])?.();
  await isNext('a5', 'a6');
});
