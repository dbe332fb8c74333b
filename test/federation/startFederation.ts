import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Scope } from '../../src/access/caller.ts';
import { startContributors, type Contributors } from '../../src/demo/contributors/startContributors.ts';
import { createParts } from '../../src/demo/parts.ts';
import { createLog } from '../../src/server/log.ts';
import { readSettings } from '../../src/settings/settings.ts';
import { startService } from '../../src/startService.ts';
import { copyEmbedded } from '../database/copyEmbedded.ts';
import { startFaultFront, type FaultFront } from './startFaultFront.ts';

export type SubgraphName = 'clone' | 'audition' | 'queue' | 'arena';

export interface Federation {
  /** The Clone service itself, without its front. */
  readonly cloneUrl: string;
  readonly contributors: Contributors;
  /** In front of each of the four subgraphs; gateways know only these. */
  readonly fronts: Readonly<Record<SubgraphName, FaultFront>>;
  token(sub: string, ...scope: Scope[]): Promise<string>;
  close(): Promise<void>;
}

/** The real Clone service on an embedded database and the demo's contributing subgraphs, all behind fault fronts. */
export async function startFederation(): Promise<Federation> {
  const folder = mkdtempSync(join(tmpdir(), 'federation-'));
  const settings = { ...readSettings({ DATA_DIR: folder, LOG_LEVEL: 'fatal', METRICS_PORT: '0' }), port: 0 };
  const parts = createParts(() => {});
  const close = async () => {
    await parts.close();
    rmSync(folder, { recursive: true });
  };
  try {
    copyEmbedded(folder);
    const service = await parts.start('clone', () => startService(settings, createLog(settings.logLevel)));
    const contributors = await parts.start('contributors', () =>
      startContributors({ folder, ports: { audition: 0, queue: 0, arena: 0 } }),
    );
    // It doesn't matter if a test's facts are lost when the machine crashes.
    for (const { store } of [contributors.audition, contributors.queue, contributors.arena])
      store.exec('pragma synchronous = off');
    const front = (name: SubgraphName, url: string) => parts.start(name, () => startFaultFront(name, url));
    const fronts = {
      clone: await front('clone', `${service.url}/graphql`),
      audition: await front('audition', contributors.audition.url),
      queue: await front('queue', contributors.queue.url),
      arena: await front('arena', contributors.arena.url),
    };
    const token = async (sub: string, ...scope: Scope[]) => {
      if (service.signToken === undefined) throw new Error('the federation runs on development keys');
      return service.signToken({ sub, scope });
    };
    return { cloneUrl: `${service.url}/graphql`, contributors, fronts, token, close };
  } catch (error) {
    await close();
    throw error;
  }
}
