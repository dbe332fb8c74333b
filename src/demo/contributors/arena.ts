import type DataLoader from 'dataloader';
import type { DatabaseSync } from 'node:sqlite';
import { loadByKey, type Row } from './loadByKey.ts';
import type { Contributor } from './startContributor.ts';

export interface ArenaFact {
  readonly id: string;
  readonly cloneId: string;
  readonly race: string;
  readonly rank: number | null;
  readonly enteredAt: string;
  readonly strategyVersionId: string | null;
  readonly propAccountId: string | null;
  /** null while the clone holds its slot. */
  readonly retiredAt: string | null;
  readonly retirementReason: string | null;
}

interface Career {
  readonly arenaStatus: 'COMPETING' | 'RETIRED';
  readonly arenaSlot: object | null;
  readonly retirement: object | null;
}

interface Loaders {
  readonly slotById: DataLoader<string, object | null>;
  readonly careerOf: DataLoader<string, Career | null>;
}

/** The Arena subgraph: a clone's slot or its retirement, or NONE. */
export const arena: Contributor<Loaders> = {
  name: 'arena',
  tables: `create table if not exists slots (
    id text primary key, clone_id text not null unique, race text not null, rank integer, entered_at text not null,
    strategy_version_id text, prop_account_id text, retired_at text, retirement_reason text
  ) strict`,
  loaders: (store) => ({
    slotById: loadByKey(
      store,
      'select id as key, * from slots where retired_at is null and id in (select value from json_each(?))',
      toSlot,
    ),
    careerOf: loadByKey(
      store,
      'select clone_id as key, * from slots where clone_id in (select value from json_each(?))',
      toCareer,
    ),
  }),
  resolvers: {
    LifecycleSummary: {
      async __resolveReference({ cloneId }: { cloneId: string }, { careerOf }: Loaders) {
        const career = await careerOf.load(cloneId);
        return { cloneId, ...(career ?? { arenaStatus: 'NONE', arenaSlot: null, retirement: null }) };
      },
    },
    ArenaSlot: {
      __resolveReference: ({ id }: { id: string }, { slotById }: Loaders) => slotById.load(id),
    },
  },
};

/** Stores a clone's slot or retirement, replacing the one it had. */
export function recordArenaSlot(store: DatabaseSync, fact: ArenaFact): void {
  store
    .prepare(
      `insert or replace into slots (id, clone_id, race, rank, entered_at, strategy_version_id, prop_account_id, retired_at, retirement_reason)
       values ($id, $cloneId, $race, $rank, $enteredAt, $strategyVersionId, $propAccountId, $retiredAt, $retirementReason)`,
    )
    .run({ ...fact });
}

const toSlot = (row: Row) => ({
  id: row['id'],
  race: row['race'],
  rank: row['rank'],
  enteredAt: row['entered_at'],
  strategyVersion: row['strategy_version_id'] === null ? null : { id: row['strategy_version_id'] },
  propAccountId: row['prop_account_id'],
});

const toCareer = (row: Row): Career =>
  row['retired_at'] === null
    ? { arenaStatus: 'COMPETING', arenaSlot: toSlot(row), retirement: null }
    : {
        arenaStatus: 'RETIRED',
        arenaSlot: null,
        retirement: { retiredAt: row['retired_at'], reason: row['retirement_reason'] },
      };
