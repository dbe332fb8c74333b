import { Agent } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';
import { askService } from '../faults/askService.ts';
import type { Query } from '../faults/laws.ts';

/** Somebody who makes one clone after the other, and repeats each call with its key until it is answered. */
export interface Founder {
  /** The clones' ids by their keys. */
  readonly acknowledged: ReadonlyMap<string, string>;
  /** How many keys were used: the last one may not be acknowledged. */
  tried(): number;
  readonly subject: string;
  stop(): Promise<void>;
}

interface FounderOptions {
  readonly url: string;
  readonly token: string;
  readonly subject: string;
  onAcknowledged(): void;
  onRefused(code: string): void;
}

const pauseMs = 100;

export function startFounder({ url, token, subject, onAcknowledged, onRefused }: FounderOptions): Founder {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  const acknowledged = new Map<string, string>();
  let tried = 0;
  const state = { stopped: false };

  async function found(key: string): Promise<string | null> {
    try {
      const { data, codes } = await askService(
        agent,
        url,
        token,
        'mutation($input: CreateCloneInput!) { createClone(input: $input) { clone { id } errors { code } } }',
        { input: { name: `Founded ${key}`, modelId: 'swift-1', idempotencyKey: key } },
      );
      for (const code of codes) onRefused(code);
      return data?.createClone?.clone?.id ?? null;
    } catch (error) {
      onRefused(error instanceof Error && 'code' in error ? String(error.code) : 'no answer');
      return null;
    }
  }

  const running = (async () => {
    while (!state.stopped) {
      const key = `founded-${(tried += 1)}`;
      let id: string | null = null;
      while (id === null && !state.stopped) {
        id = await found(key);
        if (id !== null) {
          acknowledged.set(key, id);
          onAcknowledged();
        }
        await pause(pauseMs);
      }
    }
  })();
  return {
    acknowledged,
    tried: () => tried,
    subject,
    stop: async () => {
      state.stopped = true;
      await running;
      agent.destroy();
    },
  };
}

/** What is wrong with the founded clones in the tables, in words. */
export async function wrongFoundings(query: Query, { acknowledged, tried, subject }: Founder): Promise<string[]> {
  const ids = (await query('SELECT id::text FROM clones WHERE owner_id = $1', [subject])).map(({ id }) => id);
  const stored = new Set(ids);
  const wrong = [...acknowledged]
    .filter(([, id]) => !stored.has(id))
    .map(([key]) => `clone of ${subject}, ${key}, is lost`);
  if (new Set(acknowledged.values()).size < acknowledged.size) wrong.push(`two keys of ${subject} gave the same clone`);
  if (ids.length > tried()) wrong.push(`${ids.length} clones of ${subject} for ${tried()} keys`);
  return wrong;
}
