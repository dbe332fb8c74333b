import { Agent } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';
import { askService } from '../faults/askService.ts';

/** Somebody who follows the feed of events through one service. */
export interface Follower {
  /** The events' ids in the order in which they came. */
  readonly events: readonly string[];
  /** Codes that no reader of the feed may get. */
  readonly wrong: readonly string[];
  /** Reads on until nothing more comes, and ends. Throws if that takes more than a minute. */
  finish(): Promise<void>;
}

interface Page {
  readonly nodes: readonly { readonly id: string }[];
  readonly continueFrom: string;
  readonly hasMore: boolean;
  readonly pending: boolean;
}

const passing: ReadonlySet<string> = new Set(['TIMEOUT', 'SERVICE_UNAVAILABLE']);
const pauseMs = 200;

export function startFollower(url: string, token: string): Follower {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  const events: string[] = [];
  const wrong: string[] = [];
  let after: string | null = null;
  const state = { finishing: false, deadline: Number.POSITIVE_INFINITY };

  /** The next page; null if it was refused. */
  async function read(): Promise<Page | null> {
    const { data, codes } = await askService(
      agent,
      url,
      token,
      'query($after: String) { cloneEvents(first: 100, after: $after) { nodes { id } continueFrom hasMore pending } }',
      { after },
    );
    wrong.push(...codes.filter((code) => !passing.has(code)));
    return codes.length > 0 ? null : (data.cloneEvents as Page);
  }

  const running = (async () => {
    while (performance.now() < state.deadline) {
      const last = state.finishing;
      const page = await read().catch(() => null);
      if (page !== null) {
        events.push(...page.nodes.map(({ id }) => id));
        after = page.continueFrom;
        if (last && !page.hasMore && !page.pending) return true;
        if (page.hasMore) continue;
      }
      await pause(pauseMs);
    }
    return false;
  })();
  return {
    events,
    wrong,
    finish: async () => {
      Object.assign(state, { finishing: true, deadline: performance.now() + 60_000 });
      const done = await running;
      agent.destroy();
      if (!done) throw new Error('the feed had no end within a minute');
    },
  };
}

/** How what was followed differs from what the feed is now, in words: nothing is left out, added behind a reader, or told twice. */
export function differences(followed: readonly string[], feed: readonly string[]): string[] {
  const at = followed.findIndex((id, index) => feed[index] !== id);
  if (at >= 0) return [`event ${at + 1} of the feed is another one than when it was followed`];
  return followed.length === feed.length
    ? []
    : [`${followed.length} events were followed, the feed has ${feed.length}`];
}
