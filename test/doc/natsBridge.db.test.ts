import { jetstream, jetstreamManager } from '@nats-io/jetstream';
import { Kvm } from '@nats-io/kv';
import { connect, type NatsConnection } from '@nats-io/transport-node';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { bridge } from '../../doc/examples/natsBridge.ts';
import { newId } from '../../src/clone/id.ts';
import { readEvents, readToEnd } from '../events/followEvents.ts';
import { askProcess, makeProcessHome, startProcess, type ProcessHome, type ServiceProcess } from '../startProcess.ts';

/** A NATS server with JetStream, such as nats://127.0.0.1:4222. */
const nats = process.env['TEST_NATS_URL'] || null;
const title = 'the bridge to JetStream';

describe.skipIf(nats === null)(nats === null ? `${title} (TEST_NATS_URL is not set)` : title, () => {
  const name = `TEST_${process.pid}_${Date.now()}`;
  let home: ProcessHome;
  let service: ServiceProcess;
  let connection: NatsConnection;

  beforeAll(async () => {
    home = await makeProcessHome();
    service = await startProcess(home.settings);
    connection = await connect({ servers: nats ?? '' });
  });
  afterAll(async () => {
    const manager = await jetstreamManager(connection);
    await manager.streams.delete(name);
    await manager.streams.delete(`KV_${name}`);
    await connection.close();
    await service.end('SIGTERM');
    await home.remove();
  });

  async function createClone(): Promise<void> {
    const mutation = 'mutation { createClone(input: { name: "Bridged" }) { errors { code } } }';
    await askProcess(service.url, await home.token('alice'), mutation);
  }

  async function startBridge() {
    const stopping = new AbortController();
    const token = await home.token('bridge', 'clone:read');
    const ended = bridge({
      url: `${service.url}/graphql`,
      token,
      nats: nats ?? '',
      name,
      signal: stopping.signal,
      pauseMs: 20,
    });
    return {
      ended,
      stop: () => {
        stopping.abort();
        return ended;
      },
    };
  }

  /** The subjects and the contents of the stream, from its beginning. */
  async function streamed(): Promise<{ subject: string; id: string }[]> {
    const manager = await jetstreamManager(connection);
    const { state } = await manager.streams.info(name).catch(() => ({ state: { messages: 0 } }));
    if (state.messages === 0) return [];
    const consumer = await jetstream(connection).consumers.get(name, { deliver_policy: 'all' });
    const found: { subject: string; id: string }[] = [];
    const messages = await consumer.fetch({ max_messages: state.messages, expires: 5_000 });
    for await (const message of messages)
      found.push({ subject: message.subject, id: message.json<{ id: string }>().id });
    return found;
  }

  async function told(): Promise<{ subject: string; id: string }[]> {
    const token = await home.token('bridge', 'clone:read');
    const asked = {
      ask: (_: unknown, query: string, variables: Record<string, unknown> = {}) =>
        askProcess(service.url, token, query, variables),
    };
    const { events } = await readToEnd((args) => readEvents(asked, undefined as never, args));
    return events.map(({ id, kind, cloneId }) => ({ subject: `${name}.${kind}.${cloneId}`, id }));
  }

  it('publishes every event in order, and goes on where it stopped', async () => {
    for (let index = 0; index < 3; index += 1) await createClone();
    const first = await startBridge();
    await expect.poll(streamed, { timeout: 20_000 }).toEqual(await told());
    await first.stop();
    await createClone();
    const second = await startBridge();
    await expect.poll(streamed, { timeout: 20_000 }).toEqual(await told());
    await second.stop();
  });

  it('publishes nothing twice that it had published before it was killed', async () => {
    const bucket = await new Kvm(connection).open(name);
    // As if it had ended before it kept any cursor.
    await bucket.purge('cursor');
    await createClone();
    const again = await startBridge();
    const expected = await told();
    await expect.poll(async () => (await streamed()).length, { timeout: 20_000 }).toBe(expected.length);
    expect(await streamed()).toEqual(expected);
    await again.stop();
  });

  it('ends when another one has moved on', async () => {
    const first = await startBridge();
    await createClone();
    const expected = await told();
    await expect.poll(async () => (await streamed()).length, { timeout: 20_000 }).toBe(expected.length);
    await (await new Kvm(connection).open(name)).put('cursor', 'of another');
    await createClone();
    await expect(first.ended).rejects.toThrow(/wrong last sequence/);
  });

  it('tells that everything has to be read anew when its cursor is lost, and goes on behind what is there', async () => {
    const before = await streamed();
    const lost = Buffer.from(JSON.stringify(['cloneEvents', 1, newId(), 1, newId()])).toString('base64url');
    await (await new Kvm(connection).open(name)).put('cursor', lost);
    const one = await startBridge();
    await expect.poll(async () => (await streamed()).at(-1)?.subject, { timeout: 20_000 }).toBe(`${name}.RESET`);
    await createClone();
    const last = (await told()).at(-1);
    await expect
      .poll(async () => (await streamed()).slice(before.length), { timeout: 20_000 })
      .toEqual([{ subject: `${name}.RESET`, id: undefined }, last]);
    await one.stop();
  });
});
