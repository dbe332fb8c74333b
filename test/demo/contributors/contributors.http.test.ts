import { randomUUID } from 'node:crypto';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { askGraph } from '../../../src/demo/askGraph.ts';
import { recordArenaSlot } from '../../../src/demo/contributors/arena.ts';
import { recordAudition, type AuditionFact } from '../../../src/demo/contributors/audition.ts';
import { recordQueueEntry } from '../../../src/demo/contributors/queue.ts';
import { contractOf } from '../../../src/demo/contributors/startContributor.ts';
import { startContributors, type Contributors } from '../../../src/demo/contributors/startContributors.ts';

const folder = mkdtempSync(join(tmpdir(), 'contributors-'));
const anyPort = { audition: 0, queue: 0, arena: 0 };
let contributors: Contributors;

beforeAll(async () => {
  contributors = await startContributors({ folder, ports: anyPort });
});

afterAll(async () => {
  await contributors.close();
  rmSync(folder, { recursive: true });
});

function summaries(
  subgraph: 'audition' | 'queue' | 'arena',
  cloneIds: readonly string[],
  fields: string,
): Promise<{ _entities: unknown[] }> {
  const representations = cloneIds.map((cloneId) => ({ __typename: 'LifecycleSummary', cloneId }));
  return askGraph(contributors[subgraph].url, null)(
    `query ($representations: [_Any!]!) { _entities(representations: $representations) { ... on LifecycleSummary { cloneId ${fields} } } }`,
    { representations },
  );
}

const someAudition = (cloneId: string, changes: Partial<AuditionFact> = {}): AuditionFact => ({
  id: randomUUID(),
  cloneId,
  status: 'PASSED',
  strategyVersionId: 'version-1',
  propAccountId: null,
  startedAt: '2026-01-01T00:00:00.000Z',
  finishedAt: null,
  outcomeReason: null,
  ...changes,
});

const published = fileURLToPath(new URL('../../../../shared/contract', import.meta.url));

describe('the contract', () => {
  it.skipIf(!existsSync(published))('is kept word for word as its owner published it', () => {
    const files = readdirSync(published).filter((name) => name.endsWith('.graphql'));
    expect(files.toSorted()).toEqual(['arena.graphql', 'audition.graphql', 'queue.graphql']);
    for (const file of files) {
      expect(contractOf(file.replace('.graphql', '')), file).toBe(readFileSync(join(published, file), 'utf8'));
    }
  });
});

describe('a contributing subgraph', () => {
  it('answers an explicit NONE and no details for an unknown clone', async () => {
    const id = randomUUID();
    expect((await summaries('audition', [id], 'auditionStatus latestAudition { id }'))._entities).toEqual([
      { cloneId: id, auditionStatus: 'NONE', latestAudition: null },
    ]);
    expect((await summaries('queue', [id], 'queueStatus queueEntry { id }'))._entities).toEqual([
      { cloneId: id, queueStatus: 'NONE', queueEntry: null },
    ]);
    expect((await summaries('arena', [id], 'arenaStatus arenaSlot { id } retirement { retiredAt }'))._entities).toEqual(
      [{ cloneId: id, arenaStatus: 'NONE', arenaSlot: null, retirement: null }],
    );
  });

  it('answers a hundred keys in order, known and unknown mixed and one of them twice', async () => {
    const ids = Array.from({ length: 99 }, () => randomUUID());
    for (const cloneId of ids.filter((_, index) => index % 3 === 0))
      recordAudition(contributors.audition.store, someAudition(cloneId));
    const asked = [...ids, ids[0] ?? ''];
    const { _entities } = await summaries('audition', asked, 'auditionStatus');
    expect(_entities).toEqual(
      asked.map((cloneId, index) => ({ cloneId, auditionStatus: index % 3 === 0 ? 'PASSED' : 'NONE' })),
    );
  });

  it('answers with the latest of several auditions', async () => {
    const cloneId = randomUUID();
    recordAudition(
      contributors.audition.store,
      someAudition(cloneId, { status: 'RUNNING', startedAt: '2026-03-01T00:00:00.000Z' }),
    );
    recordAudition(
      contributors.audition.store,
      someAudition(cloneId, { status: 'FAILED', startedAt: '2026-02-01T00:00:00.000Z' }),
    );
    const { _entities } = await summaries(
      'audition',
      [cloneId],
      'auditionStatus latestAudition { status startedAt strategyVersion { id } }',
    );
    expect(_entities).toEqual([
      {
        cloneId,
        auditionStatus: 'RUNNING',
        latestAudition: {
          status: 'RUNNING',
          startedAt: '2026-03-01T00:00:00.000Z',
          strategyVersion: { id: 'version-1' },
        },
      },
    ]);
  });

  it('counts the place in the queue among waiting clones, and shows no entry for a clone that no longer waits', async () => {
    const [first, second, gone] = [randomUUID(), randomUUID(), randomUUID()];
    const entry = (cloneId: string, status: 'WAITING' | 'PROMOTED', enqueuedAt: string) =>
      recordQueueEntry(contributors.queue.store, {
        id: randomUUID(),
        cloneId,
        status,
        enqueuedAt,
        estimatedPromotionAt: null,
      });
    entry(second, 'WAITING', '2026-01-03T00:00:00.000Z');
    entry(first, 'WAITING', '2026-01-02T00:00:00.000Z');
    entry(gone, 'PROMOTED', '2026-01-01T00:00:00.000Z');
    const { _entities } = await summaries('queue', [second, gone, first], 'queueStatus queueEntry { position }');
    expect(_entities).toEqual([
      { cloneId: second, queueStatus: 'WAITING', queueEntry: { position: 2 } },
      { cloneId: gone, queueStatus: 'PROMOTED', queueEntry: null },
      { cloneId: first, queueStatus: 'WAITING', queueEntry: { position: 1 } },
    ]);
  });

  it('shows a slot while the clone competes and the retirement afterwards', async () => {
    const [competing, retired] = [randomUUID(), randomUUID()];
    const slot = {
      race: 'Race',
      rank: 2,
      enteredAt: '2026-01-01T00:00:00.000Z',
      strategyVersionId: null,
      propAccountId: null,
    };
    recordArenaSlot(contributors.arena.store, {
      ...slot,
      id: randomUUID(),
      cloneId: competing,
      retiredAt: null,
      retirementReason: null,
    });
    recordArenaSlot(contributors.arena.store, {
      ...slot,
      id: randomUUID(),
      cloneId: retired,
      retiredAt: '2026-02-01T00:00:00.000Z',
      retirementReason: 'Done',
    });
    const { _entities } = await summaries(
      'arena',
      [competing, retired],
      'arenaStatus arenaSlot { race rank } retirement { retiredAt reason }',
    );
    expect(_entities).toEqual([
      { cloneId: competing, arenaStatus: 'COMPETING', arenaSlot: { race: 'Race', rank: 2 }, retirement: null },
      {
        cloneId: retired,
        arenaStatus: 'RETIRED',
        arenaSlot: null,
        retirement: { retiredAt: '2026-02-01T00:00:00.000Z', reason: 'Done' },
      },
    ]);
  });

  it('returns null for an unknown audition id', async () => {
    const answer = await askGraph(
      contributors.audition.url,
      null,
    )('{ _entities(representations: [{ __typename: "Audition", id: "none" }]) { ... on Audition { id } } }');
    expect(answer).toEqual({ _entities: [null] });
  });

  it('keeps its facts across a restart', async () => {
    const elsewhere = mkdtempSync(join(tmpdir(), 'contributors-'));
    const before = await startContributors({ folder: elsewhere, ports: anyPort });
    recordAudition(before.audition.store, someAudition('kept'));
    await before.close();
    const after = await startContributors({ folder: elsewhere, ports: anyPort });
    expect(
      after.audition.store
        .prepare('select status from auditions')
        .all()
        .map(({ status }) => status),
    ).toEqual(['PASSED']);
    await after.close();
    rmSync(elsewhere, { recursive: true });
  });

  it('names the port and itself if the port is in use, and leaves nothing running', async () => {
    const [taken, free] = [await listen(), await listen()];
    free.server.close();
    const elsewhere = mkdtempSync(join(tmpdir(), 'contributors-'));
    const ports = { audition: free.port, queue: taken.port, arena: 0 };
    await expect(startContributors({ folder: elsewhere, ports })).rejects.toMatchObject({
      name: 'StartError',
      message: expect.stringMatching(new RegExp(`^Port ${taken.port}, which the queue subgraph listens on, is in use`)),
    });
    taken.server.close();
    const again = await startContributors({ folder: elsewhere, ports });
    await again.close();
    rmSync(elsewhere, { recursive: true });
  });
});

function listen(): Promise<{ server: Server; port: number }> {
  const server = createServer();
  return new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      resolve({ server, port: typeof address === 'object' && address !== null ? address.port : 0 });
    });
  });
}
