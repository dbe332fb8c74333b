import { afterAll, beforeAll, expect, it } from 'vitest';
import { newId } from '../../src/clone/id.ts';
import { readClones } from '../../src/clone/store.ts';
import type { Database } from '../../src/database/openDatabase.ts';
import { doneStepsOf } from '../../src/lifecycle/setup.ts';
import { readDoneSteps } from '../../src/lifecycle/store.ts';
import { openTestDatabase } from '../database/openTestDatabase.ts';
import { storeClones } from '../makers.ts';
import { combinations } from './makeCloneRecord.ts';

let database: Database;

beforeAll(async () => {
  database = await openTestDatabase();
});

afterAll(() => database.close());

it('what a clone has done is read as its whole row says it, for every combination of steps', async () => {
  const { client } = database;
  const wanted = combinations('named', 'model', 'published', 'approved');
  const ids = await storeClones(
    client,
    wanted.map(({ named, published }) => ({ name: named ? 'Named' : null, published })),
  );
  const idsWhere = (holds: (done: (typeof wanted)[number]) => boolean): string[] =>
    ids.filter((_, index) => holds(wanted[index] ?? expect.fail()));
  await client.clone.updateMany({
    where: { id: { in: idsWhere(({ model }) => !model) } },
    data: { modelId: null, modelName: null, modelTier: null },
  });
  await client.clone.updateMany({
    where: { id: { in: idsWhere(({ approved }) => approved) } },
    data: { approvedRevision: 1, approvedAt: new Date() },
  });

  const done = await readDoneSteps(client, [...ids, newId()]);
  const rows = await readClones(client, ids);
  expect(done).toEqual(new Map([...rows].map(([id, clone]) => [id, doneStepsOf(clone)])));
  expect(new Set([...done.values()].map((steps) => JSON.stringify(steps))).size).toBe(wanted.length);
});
