import { Agent } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';
import { askService } from '../faults/askService.ts';
import type { Acknowledged } from '../faults/load.ts';

/** Somebody whose clone is read, with their token. */
export interface Owner {
  readonly token: string;
  readonly acknowledged: Acknowledged;
}

/** What is known of a clone at least. */
export interface Known {
  readonly revision: number;
  /** The number of the last version. */
  readonly version: number;
}

export interface Reader {
  /** How many reads were answered. */
  count(): number;
  /** What went backwards, in words. */
  readonly wrong: readonly string[];
  stop(): Promise<void>;
}

const pauseMs = 20;

/**
 * Reads clones one after the other through one service, whichever service they are written through. What was acknowledged to their
 * owners, or read by this or another reader who shares `seen`, must still be there.
 */
export function startReader(url: string, owners: readonly Owner[], seen: Map<string, Known>): Reader {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  const wrong: string[] = [];
  let count = 0;
  const state = { stopped: false };

  async function read({ token, acknowledged }: Owner): Promise<void> {
    const { cloneId, revision, versions } = acknowledged;
    if (cloneId === null) return;
    const least = later(seen.get(cloneId), { revision, version: versions.size });
    const { data, codes } = await askService(
      agent,
      url,
      token,
      'query($id: ID!) { clone(id: $id) { strategyDraft { revision } activeStrategyVersion { number } } }',
      { id: cloneId },
    );
    if (codes.length > 0) return;
    const found = {
      revision: Number(data.clone?.strategyDraft?.revision ?? -1),
      version: Number(data.clone?.activeStrategyVersion?.number ?? 0),
    };
    count += 1;
    wrong.push(...wentBackwards(cloneId, least, found));
    seen.set(cloneId, later(seen.get(cloneId), found));
  }

  const running = (async () => {
    while (!state.stopped)
      for (const owner of owners) {
        if (state.stopped) return;
        // A read that fails is answered by nobody, and the writers count what is refused.
        await read(owner).catch(() => {});
        await pause(pauseMs);
      }
  })();
  return {
    count: () => count,
    wrong,
    stop: async () => {
      state.stopped = true;
      await running;
      agent.destroy();
    },
  };
}

function later(one: Known | undefined, other: Known): Known {
  return {
    revision: Math.max(one?.revision ?? 0, other.revision),
    version: Math.max(one?.version ?? 0, other.version),
  };
}

/** What is older than it was before, in words. */
export function wentBackwards(cloneId: string, least: Known, found: Known): string[] {
  const wrong: string[] = [];
  if (found.revision < least.revision)
    wrong.push(`the draft of ${cloneId} went from revision ${least.revision} to ${found.revision}`);
  if (found.version < least.version)
    wrong.push(`the strategy of ${cloneId} went from version ${least.version} to ${found.version}`);
  return wrong;
}
