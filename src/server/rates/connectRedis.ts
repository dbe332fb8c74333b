import type { Redis } from 'ioredis';

export type { Redis };

const firstTryMs = 2_000;

/** A client of a server with the Redis protocol, which need not be reachable: it connects, again and again, by itself. */
export async function connectRedis(url: string): Promise<Redis> {
  // Loading it takes a tenth of a second.
  const { Redis: Client } = await import('ioredis');
  const client = new Client(url, {
    // A request doesn't wait for it: what isn't answered at once is counted in the process.
    commandTimeout: 100,
    connectTimeout: 2_000,
    enableOfflineQueue: false,
    maxRetriesPerRequest: 0,
    autoResendUnfulfilledCommands: false,
    retryStrategy: (attempt) => Math.min(attempt * 200, 5_000),
  });
  // Each attempt that fails would be told; who counts says it once.
  client.on('error', () => {});
  await firstTry(client);
  return client;
}

/** A start waits for the first attempt only, so that the first requests are counted in common where that works. */
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
