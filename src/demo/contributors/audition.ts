import type DataLoader from 'dataloader';
import type { DatabaseSync } from 'node:sqlite';
import { loadByKey, type Row } from './loadByKey.ts';
import type { Contributor } from './startContributor.ts';

export interface AuditionFact {
  readonly id: string;
  readonly cloneId: string;
  readonly status: 'RUNNING' | 'EVALUATING' | 'PASSED' | 'FAILED' | 'VOIDED';
  readonly strategyVersionId: string | null;
  readonly propAccountId: string | null;
  /** RFC 3339 in UTC, like all times here. */
  readonly startedAt: string;
  readonly finishedAt: string | null;
  readonly outcomeReason: string | null;
}

interface Loaders {
  readonly byId: DataLoader<string, object | null>;
  readonly latestOf: DataLoader<string, { readonly status: unknown } | null>;
}

/** The Audition subgraph: the status of a clone's latest audition, or NONE when there never was one. */
export const audition: Contributor<Loaders> = {
  name: 'audition',
  tables: `create table if not exists auditions (
    id text primary key, clone_id text not null, status text not null, strategy_version_id text, prop_account_id text,
    started_at text not null, finished_at text, outcome_reason text
  ) strict`,
  loaders: (store) => ({
    byId: loadByKey(
      store,
      'select id as key, * from auditions where id in (select value from json_each(?))',
      toAudition,
    ),
    latestOf: loadByKey(
      store,
      `select clone_id as key, *, max(started_at) from auditions
       where clone_id in (select value from json_each(?)) group by clone_id`,
      toAudition,
    ),
  }),
  resolvers: {
    LifecycleSummary: {
      async __resolveReference({ cloneId }: { cloneId: string }, { latestOf }: Loaders) {
        const latest = await latestOf.load(cloneId);
        return { cloneId, auditionStatus: latest?.status ?? 'NONE', latestAudition: latest };
      },
    },
    Audition: {
      __resolveReference: ({ id }: { id: string }, { byId }: Loaders) => byId.load(id),
    },
  },
};

/** Stores an audition, replacing one with the same id. */
export function recordAudition(store: DatabaseSync, fact: AuditionFact): void {
  store
    .prepare(
      `insert or replace into auditions (id, clone_id, status, strategy_version_id, prop_account_id, started_at, finished_at, outcome_reason)
       values ($id, $cloneId, $status, $strategyVersionId, $propAccountId, $startedAt, $finishedAt, $outcomeReason)`,
    )
    .run({ ...fact });
}

const toAudition = (row: Row) => ({
  id: row['id'],
  status: row['status'],
  strategyVersion: row['strategy_version_id'] === null ? null : { id: row['strategy_version_id'] },
  propAccountId: row['prop_account_id'],
  startedAt: row['started_at'],
  finishedAt: row['finished_at'],
  outcomeReason: row['outcome_reason'],
});
