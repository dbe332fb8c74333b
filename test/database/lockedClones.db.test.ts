import type pg from 'pg';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { Prisma } from '../../src/database/generated/client.ts';
import { inCloneTransaction, type Target } from '../../src/database/inCloneTransaction.ts';
import type { Database } from '../../src/database/openDatabase.ts';
import { NoTransaction } from '../../src/database/runTransaction.ts';
import { openTestDatabase } from './openTestDatabase.ts';
import { openOtherSession, untilWaiting } from './otherSession.ts';
import { insertCloneRow } from './sampleRows.ts';
import { testServer } from './testServer.ts';

const connections = 10;
let database: Database;
let clones: string[];

beforeAll(async () => {
  database = await openTestDatabase({}, connections);
  clones = await Promise.all(Array.from({ length: 31 }, () => insertCloneRow(database.client)));
});
afterAll(() => database.close());

/** A write as actions make it: it locks, then changes the clone and its draft. */
function save(target: Target, seconds = 25) {
  const ids = 'clones' in target ? target.clones : [];
  return inCloneTransaction<string, never>(
    database,
    target,
    new Date(Date.now() + seconds * 1_000),
    async ({ client }) => {
      for (const id of ids)
        await client.$executeRaw(
          Prisma.sql`UPDATE clone_strategy_drafts SET revision = revision + 1 WHERE clone_id = ${id}::uuid`,
        );
      return { done: 'saved' };
    },
  );
}

const times = <One>(count: number, make: (index: number) => One): One[] =>
  Array.from({ length: count }, (_, index) => make(index));
const saved = { done: 'saved' };

// The embedded database has one connection: nobody else can hold a lock.
describe.skipIf(testServer === null)('while another session holds', () => {
  let other: pg.Client;
  let first: string;
  let free: string;

  beforeAll(async () => {
    other = await openOtherSession(database);
    [first = '', free = ''] = clones;
  });
  afterEach(() => other.query('ROLLBACK'));
  afterAll(() => other.end());

  const hold = async (sql: string, ids: readonly string[]): Promise<void> => {
    await other.query('BEGIN');
    await other.query(sql, [ids]);
  };
  const rows = 'SELECT id FROM clones WHERE id = ANY ($1) ORDER BY id FOR UPDATE';
  const drafts = 'SELECT clone_id FROM clone_strategy_drafts WHERE clone_id = ANY ($1) ORDER BY clone_id FOR UPDATE';

  /** How many transactions of the service are open, waiting or not. */
  async function transactions(): Promise<number> {
    await other.query('SELECT pg_stat_clear_snapshot()');
    const {
      rows: [row],
    } = await other.query<{ count: number }>(`
      SELECT count(*)::int AS count FROM pg_stat_activity
      WHERE datname = current_database() AND application_name = 'clone-service' AND xact_start IS NOT NULL`);
    return row?.count ?? expect.fail();
  }

  it("one clone, thirty of its writes wait with one connection, and another clone's write goes through", async () => {
    await hold(rows, [first]);
    const waiting = times(30, () => save({ clones: [first] }));
    await untilWaiting(other);
    expect(await save({ clones: [free] })).toEqual(saved);
    expect(await transactions()).toBe(1);
    await other.query('COMMIT');
    expect(await Promise.all(waiting)).toEqual(times(30, () => saved));
  });

  it.each([
    ['clones', rows],
    ['drafts', drafts],
  ])("thirty %s, at most half of the connections wait, and another clone's writes go through", async (_, sql) => {
    const locked = clones.filter((id) => id !== free);
    await hold(sql, locked);
    const waiting = locked.flatMap((id) => times(3, () => save({ clones: [id] })));
    await untilWaiting(other, 4);
    for (let write = 0; write < 20; write += 1) expect(await save({ clones: [free] })).toEqual(saved);
    await other.query('COMMIT');
    expect(await Promise.all(waiting)).toEqual(waiting.map(() => saved));
  });

  it("one clone, a batch for it and another clone lets the other clone's writes through", async () => {
    // The later id: the batch has already locked the other clone when it waits for this one.
    await hold(rows, [free]);
    const batch = save({ clones: [free, first] });
    expect(await save({ clones: [first] })).toEqual(saved);
    await other.query('COMMIT');
    expect(await batch).toEqual(saved);
  });

  it("the creations of an owner, they wait with one connection, and another owner's goes through", async () => {
    await other.query('BEGIN');
    await other.query(`SELECT pg_advisory_xact_lock(hashtextextended('owner:carol', 0))`);
    const waiting = times(30, () => save({ newCloneOf: 'carol' }));
    await untilWaiting(other);
    expect(await save({ newCloneOf: 'dave' })).toEqual(saved);
    await other.query('COMMIT');
    expect(await Promise.all(waiting)).toEqual(times(30, () => saved));
  });

  it('a clone until the requests end, its writes end with them', async () => {
    await hold(rows, [first]);
    const outcomes = await Promise.allSettled(times(30, () => save({ clones: [first] }, 0.5)));
    expect(outcomes.map(({ status }) => status)).toEqual(times(30, () => 'rejected'));
    await other.query('ROLLBACK');
    expect(await save({ clones: [first] })).toEqual(saved);
  });
});

describe('writes that wait for one clone', () => {
  it('are a limited number: further ones are refused at once with an error that allows a retry', async () => {
    const [id = ''] = clones;
    const outcomes = await Promise.allSettled(times(120, () => save({ clones: [id] })));
    const refused = outcomes.filter((outcome) => outcome.status === 'rejected');
    expect(refused.map(({ reason }) => reason instanceof NoTransaction)).toEqual(times(19, () => true));
  });

  it('leave nothing behind in the process', async () => {
    await Promise.all([...clones.map((id) => save({ clones: [id] })), save({ clones }), save({ newCloneOf: 'erin' })]);
    expect(database.turns.size()).toBe(0);
  });
});
