import fc from 'fast-check';
import type pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newId } from '../../src/clone/id.ts';
import type { Database } from '../../src/database/openDatabase.ts';
import { feedStart, readFeed, type FeedEvent, type FeedPosition } from '../../src/events/read.ts';
import { openOtherSession } from '../database/otherSession.ts';
import { openTestDatabase } from '../database/openTestDatabase.ts';
import { insertCloneRow } from '../database/sampleRows.ts';
import { testServer } from '../database/testServer.ts';
import { runs } from '../runs.ts';
import { untilSettled } from './settled.ts';

/** Writers whose transactions overlap in every way, step by step, and a reader that looks in between. */
const isEmbedded = testServer === null;
const title = 'the feed under transactions that overlap';

const writers = 4;
const clones = 3;

type Step =
  | { readonly kind: 'write'; readonly writer: number; readonly clone: number; readonly edited: boolean }
  | { readonly kind: 'end'; readonly writer: number; readonly commits: boolean }
  /** Takes a transaction id, as the first lock of a batch does. */
  | { readonly kind: 'begin'; readonly writer: number }
  | { readonly kind: 'read'; readonly first: number };

const writer = fc.nat(writers - 1);
const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('begin' as const), writer }) },
  {
    weight: 5,
    arbitrary: fc.record({
      kind: fc.constant('write' as const),
      writer,
      clone: fc.nat(clones - 1),
      edited: fc.oneof({ weight: 4, arbitrary: fc.constant(false) }, fc.constant(true)),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant('end' as const),
      writer,
      commits: fc.oneof({ weight: 4, arbitrary: fc.constant(true) }, fc.constant(false)),
    }),
  },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('read' as const), first: fc.constantFrom(1, 2, 100) }) },
);

describe.skipIf(isEmbedded)(
  isEmbedded ? `${title} (TEST_DATABASE_URL is not set: the embedded database has one session)` : title,
  () => {
    let database: Database;
    let sessions: pg.Client[];

    beforeAll(async () => {
      database = await openTestDatabase();
      sessions = await Promise.all(Array.from({ length: writers }, () => openOtherSession(database)));
    });
    afterAll(async () => {
      await Promise.all(sessions.map((session) => session.end()));
      await database.close();
    });

    const session = (index: number): pg.Client => sessions[index] ?? expect.fail('no such writer');

    /** Writes under the clone's lock, unless another transaction has it. */
    async function write(index: number, cloneId: string, action: string): Promise<void> {
      const locked = await session(index).query('SELECT FROM clones WHERE id = $1 FOR NO KEY UPDATE SKIP LOCKED', [
        cloneId,
      ]);
      if (locked.rowCount === 0) return;
      await session(index).query(
        `INSERT INTO clone_audit_events (id, clone_id, sequence, action, actor_kind, actor, at, details)
         SELECT $1, $2, coalesce(max(sequence), 0) + 1, $3, 'SERVICE', 'a writer', now(), '{}' FROM clone_audit_events WHERE clone_id = $2`,
        [newId(), cloneId, action],
      );
    }

    /** All that is committed, in the feed's order; [id, cloneId, sequence]. */
    async function committed(ids: readonly string[]): Promise<unknown[]> {
      const { rows } = await session(0).query({
        text: `SELECT id, clone_id, sequence FROM clone_audit_events WHERE action NOT LIKE 'draft.%' AND clone_id = ANY ($1)
          ORDER BY position, clone_id, sequence`,
        values: [ids],
        rowMode: 'array',
      });
      return rows;
    }

    async function take(schedule: readonly Step[]): Promise<void> {
      await untilSettled(database.reader);
      const ids = await Promise.all(Array.from({ length: clones }, () => insertCloneRow(database.client)));
      const open = new Set<number>();
      const read: FeedEvent[] = [];
      let after: FeedPosition = feedStart;
      const readOn = async (first: number) => {
        const page = await readFeed(database.reader, { first, after, kinds: null });
        if (page === null) throw new Error('the cursor was lost');
        read.push(...page.events.filter(({ cloneId }) => ids.includes(cloneId)));
        after = page.continueFrom;
        return page;
      };
      const begin = async (index: number, sql: string) => {
        if (!open.has(index)) await session(index).query('BEGIN');
        open.add(index);
        await session(index).query(sql);
      };
      const end = async (index: number, commits: boolean) => {
        if (open.delete(index)) await session(index).query(commits ? 'COMMIT' : 'ROLLBACK');
      };
      // What earlier schedules wrote is behind the reader.
      while ((await readOn(100)).hasMore);
      for (const one of schedule) {
        if (one.kind === 'read') await readOn(one.first);
        else if (one.kind === 'end') await end(one.writer, one.commits);
        else if (one.kind === 'begin') await begin(one.writer, 'SELECT pg_current_xact_id()');
        else {
          await begin(one.writer, 'SELECT');
          await write(one.writer, ids[one.clone] ?? '', one.edited ? 'draft.edited' : 'clone.paused');
        }
      }
      for (const index of open) await end(index, index % 2 === 0);
      await untilSettled(database.reader);
      while ((await readOn(2)).hasMore);
      expect(read.map(({ id, cloneId, sequence }) => [id, cloneId, sequence])).toEqual(await committed(ids));
      for (const ofClone of Map.groupBy(read, ({ cloneId }) => cloneId).values()) {
        const sequences = ofClone.map(({ sequence }) => sequence);
        expect(sequences).toEqual(sequences.toSorted((a, b) => a - b));
      }
    }

    it('leaves nothing out, repeats nothing, adds nothing behind a reader, and keeps the order of each clone', async () => {
      await fc.assert(fc.asyncProperty(fc.array(step, { minLength: 5, maxLength: 50, size: 'max' }), take), {
        numRuns: runs(300),
      });
    });

    it('keeps the order of a clone that a transaction with an older id writes to last', async () => {
      await take([
        { kind: 'begin', writer: 0 },
        { kind: 'write', writer: 0, clone: 0, edited: false },
        { kind: 'write', writer: 1, clone: 1, edited: false },
        { kind: 'end', writer: 1, commits: true },
        { kind: 'read', first: 100 },
        { kind: 'write', writer: 0, clone: 1, edited: false },
        { kind: 'end', writer: 0, commits: true },
        { kind: 'read', first: 100 },
      ]);
    });

    it('does not lose what a transaction that is ended by force had not committed: it was never there', async () => {
      const [id = ''] = [await insertCloneRow(database.client)];
      const victim = await openOtherSession(database);
      victim.on('error', () => {});
      const { rows } = await victim.query<{ pid: number }>('SELECT pg_backend_pid() AS pid');
      await victim.query('BEGIN');
      await victim.query('SELECT FROM clones WHERE id = $1 FOR NO KEY UPDATE', [id]);
      await victim.query(
        `INSERT INTO clone_audit_events VALUES ($1, $2, 1, 'clone.created', 'OWNER', 'alice', now(), '{}')`,
        [newId(), id],
      );
      await session(0).query('SELECT pg_terminate_backend($1, 10000)', [rows[0]?.pid]);
      await untilSettled(database.reader);
      expect(await committed([id])).toEqual([]);
      await session(0).query('BEGIN');
      await write(0, id, 'clone.created');
      await session(0).query('COMMIT');
      await untilSettled(database.reader);
      const found: FeedEvent[] = [];
      let after: FeedPosition = feedStart;
      for (let hasMore = true; hasMore;) {
        const page = await readFeed(database.reader, { first: 100, after, kinds: ['CREATED'] });
        if (page === null) throw new Error('the cursor was just given');
        found.push(...page.events.filter(({ cloneId }) => cloneId === id));
        ({ continueFrom: after, hasMore } = page);
      }
      expect(found).toHaveLength(1);
    });
  },
);
