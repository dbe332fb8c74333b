import pg from 'pg';
import type { Database } from '../../src/database/openDatabase.ts';
import { urlOf } from './testServer.ts';

/** A connection beside the service's own pool, to the same database; the test server's only. */
export async function openOtherSession(database: Database): Promise<pg.Client> {
  const [row] = await database.client.$queryRaw<[{ name: string }]>`SELECT current_database() AS name`;
  const session = new pg.Client({ connectionString: urlOf(row.name) });
  await session.connect();
  return session;
}

/** Settles when `count` other sessions of this database wait for a lock. */
export async function untilWaiting(session: pg.Client, count = 1): Promise<void> {
  for (;;) {
    // In a transaction PostgreSQL keeps its first list of sessions, so later ones would never be seen.
    await session.query('SELECT pg_stat_clear_snapshot()');
    const { rows } = await session.query<{ waiting: number }>(
      `SELECT count(*)::int AS waiting FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`,
    );
    if ((rows[0]?.waiting ?? 0) >= count) return;
  }
}
