import { mkdtemp } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { openDevelopmentKeys, signDevelopmentToken } from '../../src/access/developmentKeys.ts';
import { until } from '../bench/until.ts';
import { brokenLaws, lostWrites, type Query } from './laws.ts';
import { startLoad, type Load } from './load.ts';
import { copyPostgres, makePostgres, type PostgresServer } from './postgres.ts';
import { migrate, startService, type Service } from './serviceProcess.ts';

/** What a scenario is given. */
export interface Stage {
  /** The folder of this run. */
  readonly folder: string;
  readonly short: boolean;
  /** Reports progress on the terminal. */
  say(step: string): void;
}

/** Runs the scenario, and returns what is broken afterwards, in words. */
export type Scenario = (stage: Stage) => Promise<readonly string[]>;

/** A service under load. */
export interface Scene {
  readonly service: Service;
  readonly settings: Readonly<Record<string, string>>;
  readonly load: Load;
  readonly broken: string[];
  /** Records `what` as broken unless `holds`. */
  demand(holds: boolean, what: string): void;
  /** Lets the load run until this many more writes are acknowledged; returns how long that took, in milliseconds. */
  untilAcknowledged(more: number): Promise<number>;
  /** Starts the service again; on the database at `databaseUrl`, if given. */
  restart(databaseUrl?: string): Promise<void>;
}

const creators = 12;

/** Starts the service and a load on it; settles once the load has written something. */
export async function openScene(stage: Stage, settings: Readonly<Record<string, string>>): Promise<Scene> {
  const dataDir = await mkdtemp(join(stage.folder, 'data-'));
  const whole = { DATA_DIR: dataDir, ...settings };
  const keys = await openDevelopmentKeys(dataDir);
  const tokens = await Promise.all(
    Array.from({ length: creators }, (_, index) => signDevelopmentToken(keys, { sub: `creator-${index}` })),
  );
  let service = await startService(whole);
  const load = startLoad(() => service.url(), tokens);
  const broken: string[] = [];
  const scene: Scene = {
    get service() {
      return service;
    },
    settings: whole,
    load,
    broken,
    demand: (holds, what) => {
      if (!holds) broken.push(what);
    },
    untilAcknowledged: async (more) => {
      const begun = performance.now();
      const wanted = load.count() + more;
      await until(`${more} more writes are acknowledged`, async () => load.count() >= wanted);
      return performance.now() - begun;
    },
    restart: async (databaseUrl) => {
      service = await startService(databaseUrl === undefined ? whole : { ...whole, DATABASE_URL: databaseUrl });
    },
  };
  await scene.untilAcknowledged(stage.short ? 200 : 1_000);
  return scene;
}

const migrated = 'migrated';
let making: Promise<void> | undefined;

/** A PostgreSQL server with the tables: a copy of one that is made and migrated once for all scenarios. */
export async function openServer(stage: Stage, name: string): Promise<PostgresServer> {
  stage.say('makes a server');
  making ??= makeMigrated(stage);
  await making;
  return copyPostgres(stage.folder, migrated, name);
}

async function makeMigrated({ folder }: Stage): Promise<void> {
  const server = await makePostgres(folder, migrated);
  await migrate({ DATABASE_URL: server.url() });
  await server.stop('fast');
}

/** Ends the load and the service, and checks what is stored. */
export async function closeScene(
  stage: Stage,
  { service, load, broken, demand }: Scene,
  query: Query,
): Promise<readonly string[]> {
  stage.say(`checks ${load.count()} acknowledged writes`);
  await load.stop();
  const { code, afterMs } = await service.end('SIGTERM');
  demand(code === 0, `SIGTERM ended the service with ${code}`);
  demand(afterMs < 3_000, `SIGTERM took ${Math.round(afterMs)} ms with nothing in progress`);
  broken.push(...(await brokenLaws(query)), ...(await lostWrites(query, load)), ...counted(load.wrong));
  return broken;
}

/** The same on PostgreSQL, where no connection may be left either. */
export async function closeSceneOn(stage: Stage, scene: Scene, server: PostgresServer): Promise<readonly string[]> {
  const broken = [...(await closeScene(stage, scene, server.query))];
  const connections = async () =>
    (await server.query(`SELECT FROM pg_stat_activity WHERE application_name = 'clone-service'`)).length;
  // It takes a session a moment to notice that its client is gone.
  for (let looks = 0; looks < 20 && (await connections()) > 0; looks += 1) await pause(100);
  if ((await connections()) > 0) broken.push(`${await connections()} connections are left`);
  await server.stop('fast');
  return broken;
}

/** Compares the process's memory when it rests again with its memory under load before anything failed. */
export async function watchMemory({ service, load, demand }: Scene): Promise<() => Promise<void>> {
  const before = await service.memory();
  return async () => {
    await load.rest();
    const after = await service.memory();
    load.resume();
    demand(after < before + allowedGrowth, `memory grew from ${Math.round(before)} to ${Math.round(after)} MB`);
  };
}

/** In MB: how much a young heap grows by itself in some thousand writes. */
const allowedGrowth = 100;

/** Waits until the process is ready, for `seconds` at most; returns how many it took, or null if it isn't ready. */
export async function untilReady({ service }: Scene, seconds: number): Promise<number | null> {
  const begun = performance.now();
  while (performance.now() - begun < seconds * 1_000) {
    if ((await service.readiness(2_000)).status === 200) return (performance.now() - begun) / 1_000;
    await pause(50);
  }
  return null;
}

function counted(words: readonly string[]): string[] {
  return [...Map.groupBy(words, (word) => word)].map(([word, all]) => `answered ${word}, ${all.length} times`);
}
