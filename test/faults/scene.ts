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
  /** A folder of the run's own. */
  readonly folder: string;
  readonly short: boolean;
  /** Tells the terminal how far it is. */
  say(step: string): void;
}

/** Runs; what is broken then, in words. */
export type Scenario = (stage: Stage) => Promise<readonly string[]>;

/** A service under load. */
export interface Scene {
  readonly service: Service;
  readonly settings: Readonly<Record<string, string>>;
  readonly load: Load;
  readonly broken: string[];
  /** Notes what is broken unless `holds`. */
  demand(holds: boolean, what: string): void;
  /** Lets the load run until this many more writes are acknowledged; how long that took, in milliseconds. */
  untilAcknowledged(more: number): Promise<number>;
  /** Starts the service anew; `databaseUrl` is where the database is from now on. */
  restart(databaseUrl?: string): Promise<void>;
}

const creators = 12;

/** Starts the service and a load on it, which has written something when this settles. */
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

/** Ends the load and the service, and looks up what must be there. */
export async function closeScene(
  stage: Stage,
  { service, load, broken, demand }: Scene,
  query: Query,
): Promise<readonly string[]> {
  stage.say(`looks up ${load.count()} acknowledged writes`);
  await load.stop();
  const { code, afterMs } = await service.end('SIGTERM');
  demand(code === 0, `SIGTERM ended the service with ${code}`);
  demand(afterMs < 3_000, `SIGTERM took ${Math.round(afterMs)} ms when nothing was under way`);
  broken.push(...(await brokenLaws(query)), ...(await lostWrites(query, load)), ...counted(load.wrong));
  return broken;
}

/** The same over PostgreSQL, where it also leaves no connection. */
export async function closeSceneOn(stage: Stage, scene: Scene, server: PostgresServer): Promise<readonly string[]> {
  const broken = [...(await closeScene(stage, scene, server.query))];
  const connections = async () =>
    (await server.query(`SELECT FROM pg_stat_activity WHERE application_name = 'clone-service'`)).length;
  // A session sees that its client is gone after the client has seen it.
  for (let looks = 0; looks < 20 && (await connections()) > 0; looks += 1) await pause(100);
  if ((await connections()) > 0) broken.push(`${await connections()} connections are left`);
  await server.stop('fast');
  return broken;
}

/** What the process takes once it rests, against what it took under load before anything failed. */
export async function watchMemory({ service, load, demand }: Scene): Promise<() => Promise<void>> {
  const before = await service.memory();
  return async () => {
    await load.rest();
    const after = await service.memory();
    load.resume();
    demand(after < before + allowedGrowth, `memory grew from ${Math.round(before)} to ${Math.round(after)} MB`);
  };
}

/** In MB. What a heap that is still young takes more by itself after some thousand writes. */
const allowedGrowth = 100;

/** Waits until the process says that it is ready, for `seconds` at most; how many it took, null when it isn't. */
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
