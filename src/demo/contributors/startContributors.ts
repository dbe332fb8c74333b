import type { Source } from '../../lifecycle/facts.ts';
import { arena } from './arena.ts';
import { audition } from './audition.ts';
import { queue } from './queue.ts';
import { startContributor, type RunningContributor } from './startContributor.ts';

export interface Contributors extends Readonly<Record<Source, RunningContributor>> {
  close(): Promise<void>;
}

/**
 * Starts the three contributing subgraphs on loopback ports (0: any free one), with their facts in `folder`.
 * Throws StartError when a port is in use, after closing the ones that had started.
 */
export async function startContributors(options: {
  readonly folder: string;
  readonly ports: Readonly<Record<Source, number>>;
}): Promise<Contributors> {
  const { folder, ports } = options;
  const starts = await Promise.allSettled([
    startContributor(audition, { folder, port: ports.audition }),
    startContributor(queue, { folder, port: ports.queue }),
    startContributor(arena, { folder, port: ports.arena }),
  ]);
  const close = async () => {
    await Promise.all(starts.map((start) => (start.status === 'fulfilled' ? start.value.close() : undefined)));
  };
  const [first, second, third] = starts;
  if (first.status === 'fulfilled' && second.status === 'fulfilled' && third.status === 'fulfilled') {
    return { audition: first.value, queue: second.value, arena: third.value, close };
  }
  await close();
  throw starts.find((start) => start.status === 'rejected')?.reason;
}
