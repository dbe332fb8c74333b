import { setTimeout as pause } from 'node:timers/promises';
import { until } from '../../bench/until.ts';
import { lostWrites } from '../laws.ts';
import { makeStandby, type PostgresServer } from '../postgres.ts';
import { startRelay, type Relay } from '../relay.ts';
import { closeSceneOn, openScene, openServer, untilReady, type Scenario, type Scene, type Stage } from '../scene.ts';

interface Pair {
  readonly primary: PostgresServer;
  readonly standby: PostgresServer;
}

/** @param through gives the port that the standby streams from */
async function openPair(stage: Stage, name: string, through = async ({ port }: PostgresServer) => port): Promise<Pair> {
  const primary = await openServer(stage, name);
  const standby = await makeStandby(await through(primary), stage.folder, `${name}_standby`);
  await until(
    'the standby streams',
    async () => (await primary.query(`SELECT FROM pg_stat_replication WHERE state = 'streaming'`)).length === 1,
  );
  return { primary, standby };
}

/** Kills the primary, promotes the standby, and moves the service's connections there. */
async function failOver(
  stage: Stage,
  scene: Scene,
  { primary, standby }: Pair,
  moveTo: (port: number) => void,
): Promise<void> {
  stage.say(`fails over, ${scene.load.count()} writes acknowledged`);
  await primary.stop('immediate');
  await standby.promote();
  moveTo(standby.port);
  const seconds = await untilReady(scene, 45);
  scene.demand(seconds !== null, 'not ready within 45 s of the failover');
}

/** A pair whose commits wait for the standby. */
async function openSynchronousPair(...given: Parameters<typeof openPair>): Promise<Pair> {
  const pair = await openPair(...given);
  await pair.primary.query(`ALTER SYSTEM SET synchronous_standby_names = '*'`);
  await pair.primary.query(`ALTER SYSTEM SET synchronous_commit = 'on'`);
  await pair.primary.query('SELECT pg_reload_conf()');
  await until(
    'the standby is synchronous',
    async () => (await pair.primary.query(`SELECT FROM pg_stat_replication WHERE sync_state = 'sync'`)).length === 1,
  );
  return pair;
}

/** Every commit waits for the standby, so no acknowledged write is lost. */
export const synchronousFailover: Scenario = async (stage) => {
  const pair = await openSynchronousPair(stage, 'synchronous');
  const relay = await startRelay(pair.primary.port);
  const scene = await openScene(stage, { DATABASE_URL: pair.primary.url(relay.port) });
  await failOver(stage, scene, pair, relay.moveTo);
  await scene.untilAcknowledged(100);
  const broken = await closeSceneOn(stage, scene, pair.standby);
  await relay.close();
  return broken;
};

/**
 * Commits wait for a standby that gets nothing, and somebody cancels them. PostgreSQL then answers as if the standby had them, and
 * only warns; when the standby takes over, they are gone.
 */
export const cancelledCommits: Scenario = async (stage) => {
  let stream: Relay | undefined;
  const pair = await openSynchronousPair(stage, 'cancelled', async ({ port }) => {
    stream = await startRelay(port);
    return stream.port;
  });
  const relay = await startRelay(pair.primary.port);
  const scene = await openScene(stage, { DATABASE_URL: pair.primary.url(relay.port) });
  stream?.swallow();
  stage.say(`cancels commits, ${scene.load.count()} writes acknowledged`);
  let cancelled = 0;
  for (let round = 0; round < 20; round += 1) {
    await pause(100);
    const waiting = `SELECT pg_cancel_backend(pid) FROM pg_stat_activity WHERE wait_event = 'SyncRep'`;
    cancelled += (await pair.primary.query(waiting)).length;
  }
  scene.demand(cancelled > 0, 'no commit was cancelled, so the scenario proves nothing');
  await failOver(stage, scene, pair, relay.moveTo);
  await scene.untilAcknowledged(100);
  const broken = await closeSceneOn(stage, scene, pair.standby);
  await stream?.close();
  await relay.close();
  return broken;
};

/** The last commits are lost with the primary, and the process must not serve them from memory. */
export const asynchronousFailover: Scenario = async (stage) => {
  let stream: Relay | undefined;
  const pair = await openPair(stage, 'asynchronous', async ({ port }) => {
    stream = await startRelay(port);
    return stream.port;
  });
  const relay = await startRelay(pair.primary.port);
  const scene = await openScene(stage, { DATABASE_URL: pair.primary.url(relay.port) });
  await scene.load.rest();
  await until(
    'the standby has everything',
    async () =>
      (await pair.primary.query('SELECT FROM pg_stat_replication WHERE replay_lsn = pg_current_wal_lsn()')).length ===
      1,
  );
  await stream?.close();
  scene.load.resume();
  await scene.untilAcknowledged(100);
  await scene.load.rest();
  // More than once: processes keep what is read again.
  const versions = scene.load.creators.flatMap(({ versions }) => [...versions.keys()]);
  for (let asked = 0; asked < 3; asked += 1) await scene.load.readVersions(versions);
  await failOver(stage, scene, pair, relay.moveTo);
  await pause(500);
  const lost = (await lostWrites(pair.standby.query, scene.load))
    .filter((what) => what.startsWith('version '))
    .map((what) => what.slice('version '.length));
  scene.demand(lost.length > 0, 'no write was lost, so the scenario proves nothing');
  const served = await scene.load.readVersions(lost);
  scene.demand(served.length === 0, `${served.length} of ${lost.length} lost versions are served from memory`);
  scene.load.forget();
  scene.load.resume();
  await scene.untilAcknowledged(100);
  const broken = await closeSceneOn(stage, scene, pair.standby);
  await relay.close();
  return broken;
};
