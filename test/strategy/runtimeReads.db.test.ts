import { beforeAll, describe, expect, it } from 'vitest';
import { newId } from '../../src/clone/id.ts';
import { storeClones, storeVersions } from '../makers.ts';
import { service as serviceCaller, startTestService, type Answer } from '../startTestService.ts';
import { graphFields } from './strategyCalls.ts';

/** What the AI Trading Engine and the contest services read: versions by id, and which version a clone races with. */
const service = startTestService();
const engine = serviceCaller('clone:read', 'strategy:read');

let cloneIds: string[];
let versionIds: string[];

beforeAll(async () => {
  cloneIds = await storeClones(
    service.database.client,
    Array.from({ length: 100 }, (_, index) => ({
      name: `Racing ${index}`,
      published: index % 3 > 0,
      status: index % 5 > 0 ? 'ACTIVE' : 'SUSPENDED',
    })),
  );
  versionIds = await storeVersions(
    service.database.client,
    cloneIds.filter((_, index) => index % 3 > 0),
    2,
  );
});

const versionFields = `id number isActive contentHash model { modelId tier } clone { id } ${graphFields}`;
const versionsQuery = `query($ids: [ID!]!) { strategyVersions(ids: $ids) { ${versionFields} } }`;
const clonesQuery =
  'query($ids: [ID!]!) { clones(ids: $ids) { id activeStrategyVersionId readiness { ready blockers strategyVersionId } } }';

/** Returns the answer, and how many statements it took. */
async function countingStatements(ask: () => Promise<Answer>): Promise<readonly [answer: Answer, statements: number]> {
  const answers: Answer[] = [];
  const statements = await service.countStatements(async () => answers.push(await ask()));
  const [answer] = answers;
  if (answer === undefined) throw new Error('nothing was asked');
  expect(answer.errors).toEqual([]);
  return [answer, statements];
}

describe('strategyVersion', () => {
  it('returns the version with its graph, in three statements, and null for an unknown id', async () => {
    const query = `query($id: ID!) { strategyVersion(id: $id) { ${versionFields} } }`;
    const [{ data }, statements] = await countingStatements(() => service.ask(engine, query, { id: versionIds[0] }));
    expect(data.strategyVersion).toMatchObject({
      id: versionIds[0],
      number: 2,
      isActive: true,
      graph: { assets: [{ blockId: 'majors', symbols: ['BTC-USD', 'ETH-USD'] }] },
    });
    expect(statements).toBe(3);
    for (const id of [newId(), cloneIds[0], 'no id'])
      expect((await service.ask(engine, query, { id })).data).toEqual({ strategyVersion: null });
  });
});

describe('strategyVersions', () => {
  it('keep the order of the ids, repeated ones included, with null for unknown ones', async () => {
    const ids = [
      ...versionIds.toReversed().slice(0, 60),
      newId(),
      'no id',
      cloneIds[1],
      ...versionIds.slice(0, 20),
      versionIds[3],
      versionIds[3],
    ];
    const [{ data }, statements] = await countingStatements(() => service.ask(engine, versionsQuery, { ids }));
    const known = new Set(versionIds);
    expect(data.strategyVersions.map((version: { id: string } | null) => version?.id ?? null)).toEqual(
      ids.map((id) => (id !== undefined && known.has(id) ? id : null)),
    );
    expect(statements).toBe(3);
  });

  it.each([1, 100])('take three statements for %i, and are at most 100', async (count) => {
    const ids = Array.from({ length: count }, (_, index) => versionIds[index % versionIds.length]);
    expect((await countingStatements(() => service.ask(engine, versionsQuery, { ids })))[1]).toBe(3);
    const tooMany = Array.from({ length: 101 }, newId);
    expect((await service.ask(engine, versionsQuery, { ids: tooMany })).errors).toMatchObject([
      { code: 'LIMIT_EXCEEDED' },
    ]);
  });
});

describe('clones', () => {
  it.each([2, 10, 100])(
    'keep the order of the ids, and take three statements for %i, active version and readiness included',
    async (count) => {
      const ids = cloneIds.toReversed().slice(0, count);
      const [{ data }, statements] = await countingStatements(() => service.ask(engine, clonesQuery, { ids }));
      expect(data.clones.map(({ id }: { id: string }) => id)).toEqual(ids);
      expect(statements).toBe(3);
    },
  );

  it('name the version to pin exactly if a clone is ready, and the active version in any case', async () => {
    const { data, errors } = await service.ask(engine, clonesQuery, { ids: cloneIds });
    expect(errors).toEqual([]);
    const published = cloneIds.filter((_, index) => index % 3 > 0);
    for (const [index, clone] of data.clones.entries()) {
      const active = versionIds[published.indexOf(clone.id)] ?? null;
      const ready = active !== null && index % 5 > 0;
      expect(clone.activeStrategyVersionId).toBe(active);
      expect([clone.readiness.ready, clone.readiness.strategyVersionId]).toEqual([ready, ready ? active : null]);
    }
  });
});
