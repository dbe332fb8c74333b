import type DataLoader from 'dataloader';
import type { DatabaseSync } from 'node:sqlite';
import { loadByKey, type Row } from './loadByKey.ts';
import type { Contributor } from './startContributor.ts';

export interface QueueFact {
  readonly id: string;
  readonly cloneId: string;
  readonly status: 'WAITING' | 'PROMOTED' | 'EXPIRED';
  readonly enqueuedAt: string;
  readonly estimatedPromotionAt: string | null;
}

interface Loaders {
  readonly waitingById: DataLoader<string, object | null>;
  readonly waitingOf: DataLoader<string, object | null>;
  readonly statusOf: DataLoader<string, unknown>;
}

/** Positions are computed, not stored: they move when an entry ahead leaves. */
const waiting = `(select *, row_number() over (order by enqueued_at, id) as position from entries where status = 'WAITING')`;

/** The Promotion Queue subgraph: a clone's place in the queue, or NONE. */
export const queue: Contributor<Loaders> = {
  name: 'queue',
  tables: `create table if not exists entries (
    id text primary key, clone_id text not null unique, status text not null, enqueued_at text not null, estimated_promotion_at text
  ) strict`,
  loaders: (store) => ({
    waitingById: loadByKey(
      store,
      `select id as key, * from ${waiting} where id in (select value from json_each(?))`,
      toEntry,
    ),
    waitingOf: loadByKey(
      store,
      `select clone_id as key, * from ${waiting} where clone_id in (select value from json_each(?))`,
      toEntry,
    ),
    statusOf: loadByKey(
      store,
      'select clone_id as key, status from entries where clone_id in (select value from json_each(?))',
      (row) => row['status'],
    ),
  }),
  resolvers: {
    LifecycleSummary: {
      __resolveReference: ({ cloneId }: { cloneId: string }) => ({ cloneId }),
      queueStatus: async ({ cloneId }: { cloneId: string }, _arguments: object, { statusOf }: Loaders) =>
        (await statusOf.load(cloneId)) ?? 'NONE',
      queueEntry: ({ cloneId }: { cloneId: string }, _arguments: object, { waitingOf }: Loaders) =>
        waitingOf.load(cloneId),
    },
    QueueEntry: {
      __resolveReference: ({ id }: { id: string }, { waitingById }: Loaders) => waitingById.load(id),
    },
  },
};

/** Stores a clone's queue entry, replacing the one it had. */
export function recordQueueEntry(store: DatabaseSync, fact: QueueFact): void {
  store
    .prepare(
      `insert or replace into entries (id, clone_id, status, enqueued_at, estimated_promotion_at)
       values ($id, $cloneId, $status, $enqueuedAt, $estimatedPromotionAt)`,
    )
    .run({ ...fact });
}

const toEntry = (row: Row) => ({
  id: row['id'],
  position: row['position'],
  enqueuedAt: row['enqueued_at'],
  estimatedPromotionAt: row['estimated_promotion_at'],
});
