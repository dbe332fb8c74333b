import type { Redis } from 'ioredis';

export type { Redis };

const firstTryMs = 2_000;

/** A Redis client. The server need not be reachable: the client keeps reconnecting. */
export async function connectRedis(url: string): Promise<Redis> {
  // Loading the module takes a tenth of a second.
  const { Redis: Client } = await import('ioredis');
  const client = new Client(url, {
    // Requests don't wait for Redis: without a prompt reply, the process counts them itself.
    commandTimeout: 100,
    connectTimeout: 2_000,
    enableOfflineQueue: false,
    maxRetriesPerRequest: 0,
    autoResendUnfulfilledCommands: false,
    retryStrategy: (attempt) => Math.min(attempt * 200, 5_000),
  });
  // Every failed attempt emits this event; `createRates` logs the outage once.
  client.on('error', () => {});
  await firstTry(client);
  return client;
}

/** Startup waits for one attempt only, so that a reachable Redis counts from the first request on. */
function firstTry(client: Redis): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, firstTryMs);
    for (const event of ['ready', 'close', 'error']) {
      client.once(event, () => {
        clearTimeout(timer);
        resolve();
      });
    }
  });
}
