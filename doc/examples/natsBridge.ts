import { jetstream, jetstreamManager } from '@nats-io/jetstream';
import { Kvm } from '@nats-io/kv';
import { connect } from '@nats-io/transport-node';
import { setTimeout as pause } from 'node:timers/promises';

/** A bridge from the feed of events to a JetStream stream, for consumers that would rather subscribe than ask. */
interface Options {
  /** The Clone Service's /graphql, and a token with `clone:read`. */
  readonly url: string;
  readonly token: string;
  readonly gatewaySecret?: string;
  /** Where NATS is, and what the stream, its subjects and the bucket with the cursor are named. */
  readonly nats: string;
  readonly name: string;
  readonly signal: AbortSignal;
  readonly pauseMs?: number;
}

interface Page {
  readonly nodes: readonly { readonly id: string; readonly cloneId: string; readonly kind: string }[];
  readonly continueFrom: string;
  readonly hasMore: boolean;
}

const query = `query ($after: String, $kinds: [CloneEventKind!]) {
  cloneEvents(after: $after, kinds: $kinds) { nodes { id cloneId sequence kind at } continueFrom hasMore } }`;

/**
 * Publishes each event as `NAME.KIND.CLONE_ID`, in order and at least once; the event's id as Nats-Msg-Id lets the stream
 * drop what is published again after a crash. After CURSOR_LOST it publishes `NAME.RESET`: read anew what you keep.
 * Run one; a second one ends when it finds that the first has moved on.
 */
export async function bridge({ url, token, gatewaySecret, nats, name, signal, pauseMs = 1_000 }: Options) {
  const connection = await connect({ servers: nats });
  try {
    const manager = await jetstreamManager(connection);
    await manager.streams.add({ name, subjects: [`${name}.>`] });
    const stream = jetstream(connection);
    const bucket = await new Kvm(connection).create(name, { history: 1 });
    const kept = await bucket.get('cursor');
    let after = kept?.operation === 'PUT' ? kept.string() : null;
    let revision = kept?.operation === 'PUT' ? kept.revision : null;

    const read = async (kinds: readonly string[] | null): Promise<Page | 'lost'> => {
      const response = await fetch(url, {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          authorization: `Bearer ${token}`,
          ...(gatewaySecret !== undefined && { 'x-gateway-secret': gatewaySecret }),
        },
        body: JSON.stringify({ query, variables: { after, kinds } }),
        signal,
      });
      const { data, errors } = (await response.json()) as {
        data?: { cloneEvents: Page | null };
        errors?: { extensions: { code: string } }[];
      };
      if (errors?.[0]?.extensions.code === 'CURSOR_LOST') return 'lost';
      if (!data?.cloneEvents) throw new Error(`HTTP ${response.status}: ${errors?.[0]?.extensions.code}`);
      return data.cloneEvents;
    };
    const keep = async (cursor: string) => {
      // Fails if another bridge has kept one meanwhile.
      revision = await (revision === null
        ? bucket.create('cursor', cursor)
        : bucket.update('cursor', cursor, revision));
      after = cursor;
    };
    /** Passes over everything that is there: whoever is told to read anew needs none of it. */
    const goToEnd = async () => {
      after = null;
      for (;;) {
        const page = await read([]);
        if (page === 'lost') throw new Error('a cursor was lost that was just given');
        after = page.continueFrom;
        if (!page.hasMore) return page.continueFrom;
      }
    };

    while (!signal.aborted) {
      const page = await read(null);
      if (page === 'lost') {
        const end = await goToEnd();
        await stream.publish(`${name}.RESET`, '{}', { msgID: `reset ${end}` });
        await keep(end);
        continue;
      }
      // One after the other: if one fails, those behind it aren't there yet.
      for (const event of page.nodes)
        await stream.publish(`${name}.${event.kind}.${event.cloneId}`, JSON.stringify(event), { msgID: event.id });
      if (page.continueFrom !== after) await keep(page.continueFrom);
      if (!page.hasMore) await pause(pauseMs, undefined, { signal });
    }
  } catch (error) {
    if (!signal.aborted) throw error;
  } finally {
    await connection.close();
  }
}

if (process.argv[1] === import.meta.filename) {
  const { CLONE_URL = 'http://localhost:4001/graphql', CLONE_TOKEN = '', GATEWAY_SECRET } = process.env;
  const stopping = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => stopping.abort());
  await bridge({
    url: CLONE_URL,
    token: CLONE_TOKEN,
    ...(GATEWAY_SECRET !== undefined && { gatewaySecret: GATEWAY_SECRET }),
    nats: process.env['NATS_URL'] ?? 'nats://127.0.0.1:4222',
    name: 'CLONE_EVENTS',
    signal: stopping.signal,
  });
}
