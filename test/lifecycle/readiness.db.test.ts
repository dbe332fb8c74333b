import { describe, expect, it } from 'vitest';
import { newId } from '../../src/clone/id.ts';
import { insertCloneRow, insertVersionRow } from '../database/sampleRows.ts';
import { service as serviceCaller, startTestService } from '../startTestService.ts';
import { combinations } from './makeCloneRecord.ts';

const service = startTestService({ moderationGate: 'both' });
const contest = serviceCaller('clone:read');
const then = new Date('2026-01-01T00:00:00Z');

const situations = combinations('active', 'named', 'model', 'published', 'approved', 'fits').filter(
  ({ published, fits }) => published || fits,
);
type Situation = (typeof situations)[number];

async function store({
  active,
  named,
  model,
  published,
  approved,
  fits,
}: Situation): Promise<{ id: string; versionId: string | null }> {
  const { client } = service.database;
  const id = await insertCloneRow(client, {
    id: newId(),
    status: active ? 'ACTIVE' : 'ARCHIVED',
    ...(named ? { name: 'Ready', nameFolded: 'ready' } : {}),
    ...(model ? { modelId: 'swift-1', modelName: 'Swift 1', modelTier: 'STANDARD' } : {}),
    ...(approved ? { approvedRevision: 1, approvedAt: then } : {}),
  });
  if (!published) return { id, versionId: null };
  const versionId = await insertVersionRow(client, id, { assets: fits ? 5 : 6 });
  await client.clone.update({ where: { id }, data: { activeVersionId: versionId } });
  return { id, versionId };
}

function blockersOf({ active, named, model, published, approved, fits }: Situation): string[] {
  const stands = {
    CLONE_NOT_ACTIVE: !active,
    PROFILE_UNNAMED: !named,
    MODEL_NOT_SELECTED: !model,
    NO_PUBLISHED_STRATEGY: !published,
    PROFILE_NOT_APPROVED: !approved,
    ENTITLEMENT_EXCEEDED: !fits,
  };
  return Object.entries(stands).flatMap(([blocker, isThere]) => (isThere ? [blocker] : []));
}

describe('readiness', () => {
  it('of a hundred clones in every situation is one read of three statements, with every blocker and the version to pin', async () => {
    const clones: { id: string; versionId: string | null }[] = [];
    for (const situation of situations) clones.push(await store(situation));
    const asked = Array.from({ length: 100 }, (_, index) => index % situations.length);
    const query =
      'query($ids: [ID!]!) { clones(ids: $ids) { id readiness { ready strategyVersionId blockers asOf } } }';
    const before = new Date();
    const statements = await service.countStatements(async () => {
      const { data, errors } = await service.ask(contest, query, { ids: asked.map((index) => clones[index]?.id) });
      expect(errors).toEqual([]);
      for (const [place, index] of asked.entries()) {
        const blockers = blockersOf(
          situations[index] ?? {
            active: false,
            named: false,
            model: false,
            published: false,
            approved: false,
            fits: false,
          },
        );
        const { id, readiness } = data.clones[place];
        expect([id, readiness]).toMatchObject([
          clones[index]?.id,
          {
            ready: blockers.length === 0,
            blockers,
            strategyVersionId: blockers.length === 0 ? clones[index]?.versionId : null,
          },
        ]);
        expect(Math.abs(Date.parse(readiness.asOf) - before.getTime())).toBeLessThan(60_000);
      }
    });
    expect(statements).toBe(3);
  });
});
