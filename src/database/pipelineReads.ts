import type pg from 'pg';
import type { Connections } from './connections.ts';

interface Reader {
  readonly client: pg.Client;
  /** Resolves when statements may be sent, and rejects if connecting failed. */
  readonly connected: Promise<unknown>;
  inFlight: number;
  isConnected: boolean;
  /** Takes no more statements. */
  isRetired: boolean;
  /** Whether writes are held until this turn of the event loop ends. */
  corked: boolean;
}

/**
 * Sends what `pool.query` is given over `count` connections that pipeline: a statement doesn't wait for the answer to the
 * one before it, and all statements of one turn of the event loop leave in one write. `pool.connect`, which transactions
 * use, keeps to the pool's own connections. `_entities` gets twice the requests of a pool that waits for each answer.
 *
 * A statement goes to the connection with the fewest in flight, so a slow one delays only those behind it. A lost connection
 * fails its statements, is reported as the pool's `error`, and is replaced at the next statement. One that is to be renewed
 * is replaced too, and closes once its statements are answered. Returns what tells how many statements are under way.
 */
export function pipelineReads(pool: pg.Pool, count: number, connections: Connections): () => number {
  let inFlight = 0;
  const readers = new Map<number, Reader>();

  const open = (place: number): Reader => {
    const client = new connections.Client({ ...pool.options, pipeline: true });
    // pg leaves `connect` pending if the client is ended meanwhile.
    const closed = new Promise<never>((_, reject) => {
      client.once('end', () => reject(new Error('Connection terminated')));
    });
    const reader: Reader = {
      client,
      connected: Promise.race([client.connect().then(() => connections.identify(client)), closed]),
      inFlight: 0,
      isConnected: false,
      isRetired: false,
      corked: false,
    };
    const forget = (): boolean => readers.get(place) === reader && readers.delete(place);
    // The server's last error and the closed socket are one loss, though pg reports two.
    client.on('error', (error) => {
      if (forget()) pool.emit('error', error, client as pg.PoolClient);
    });
    client.on('end', forget);
    reader.connected.then(() => void (reader.isConnected = true), forget);
    readers.set(place, reader);
    return reader;
  };

  const leastBusy = (): Reader => {
    let least: Reader | undefined;
    for (let place = 0; place < count; place += 1) {
      const reader = readers.get(place) ?? open(place);
      if (least === undefined || reader.inFlight < least.inFlight) least = reader;
    }
    return least ?? open(0);
  };

  const query = async (config: pg.QueryConfig): Promise<pg.QueryResult> => {
    const reader = leastBusy();
    reader.inFlight += 1;
    inFlight += 1;
    try {
      await reader.connected;
      if (!reader.isRetired) {
        sendTogether(reader);
        return await reader.client.query(config);
      }
    } finally {
      reader.inFlight -= 1;
      inFlight -= 1;
    }
    return query(config);
  };

  connections.onRenewal(() => {
    for (const [place, reader] of readers) {
      if (!reader.isConnected) continue;
      readers.delete(place);
      reader.isRetired = true;
      void reader.client.end();
    }
  });

  const endPool = pool.end.bind(pool);
  const end = async (): Promise<void> => {
    await Promise.all([...readers.values()].map(({ client }) => client.end()));
    await endPool();
  };
  Object.assign(pool, { query, end });
  return () => inFlight;
}

function sendTogether(reader: Reader): void {
  if (reader.corked) return;
  const { stream } = (
    reader.client as unknown as { connection: { stream: NodeJS.WritableStream & { cork(): void; uncork(): void } } }
  ).connection;
  reader.corked = true;
  stream.cork();
  setImmediate(() => {
    reader.corked = false;
    stream.uncork();
  });
}
