import type { Client } from '../../src/database/client.ts';
import { feedStart, readFeed } from '../../src/events/read.ts';

/** Settles when no event waits any more: on a server that others use, a transaction of theirs may hold the feed up. */
export async function untilSettled(client: Client): Promise<void> {
  while ((await readFeed(client, { first: 0, after: feedStart, kinds: null }))?.pending);
}
