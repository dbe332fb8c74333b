import type { MigrationConnection } from './migrate.ts';
import { feedIsAhead } from './readiness.ts';

/**
 * Lets the positions of events go on behind those that are there, after a dump was restored into a cluster that has had
 * fewer transactions. Says whether it had to.
 */
export async function settleFeed({ run }: MigrationConnection): Promise<boolean> {
  const [feed] = await run(
    `SELECT home <> 'clone_audit_events'::regclass::oid::bigint AS moved, ${feedIsAhead.sql} AS ahead FROM clone_feed`,
  );
  if (feed?.['moved'] !== true && feed?.['ahead'] !== true) return false;
  // Without the lock, a transaction under way could still write with the old shift, in front of cursors. One that waits for
  // it may have an older id than this one: the oldest counts.
  await run(`
    BEGIN;
    LOCK TABLE clone_audit_events IN ACCESS EXCLUSIVE MODE;
    UPDATE clone_feed SET home = 'clone_audit_events'::regclass::oid::bigint, shift = greatest(shift, (
      SELECT max(position) FROM clone_audit_events WHERE action NOT LIKE 'draft.%'
    ) + 1 - pg_snapshot_xmin(pg_current_snapshot())::text::bigint);
    COMMIT`);
  return feed['ahead'] === true;
}
