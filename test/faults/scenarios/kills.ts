import { join } from 'node:path';
import { openPGlite } from '../../../src/database/embedded.ts';
import {
  closeScene,
  closeSceneOn,
  openScene,
  openServer,
  untilReady,
  watchMemory,
  type Scene,
  type Scenario,
  type Stage,
} from '../scene.ts';

/** Kills the service in the middle of its writes and restarts it, several times. */
async function killAgainAndAgain(stage: Stage, scene: Scene): Promise<void> {
  for (let round = 1; round <= (stage.short ? 2 : 8); round += 1) {
    stage.say(`kills the service, round ${round}, ${scene.load.count()} writes acknowledged`);
    await scene.service.end('SIGKILL');
    await scene.restart();
    await scene.untilAcknowledged(stage.short ? 50 : 200);
  }
}

/** SIGKILL of the service under load, on PostgreSQL. */
export const serviceKilled: Scenario = async (stage) => {
  const server = await openServer(stage, 'killed-service');
  const scene = await openScene(stage, { DATABASE_URL: server.url() });
  await killAgainAndAgain(stage, scene);
  return closeSceneOn(stage, scene, server);
};

/** SIGKILL of the service under load, on the embedded database. */
export const embeddedKilled: Scenario = async (stage) => {
  stage.say('makes the embedded database');
  const scene = await openScene(stage, {});
  await killAgainAndAgain(stage, scene);
  let pglite: Awaited<ReturnType<typeof openPGlite>> | undefined;
  const broken = await closeScene(stage, scene, async (sql) => {
    pglite ??= await openPGlite({ dataDir: join(scene.settings['DATA_DIR'] ?? '', 'database') });
    return (await pglite.query<Record<string, unknown>>(sql)).rows;
  });
  await pglite?.close();
  return broken;
};

/** The server stops without a checkpoint, as if killed, and comes back on the same port. */
export const serverKilled: Scenario = async (stage) => {
  const server = await openServer(stage, 'killed-server');
  const scene = await openScene(stage, { DATABASE_URL: server.url() });
  const checkMemory = await watchMemory(scene);
  for (let round = 1; round <= (stage.short ? 2 : 5); round += 1) {
    stage.say(`kills PostgreSQL, round ${round}, ${scene.load.count()} writes acknowledged`);
    await server.stop('immediate');
    const down = await scene.service.readiness();
    scene.demand(down.status === 503, `readiness said ${down.status} without a database`);
    await server.start();
    const seconds = await untilReady(scene, 15);
    scene.demand(seconds !== null, 'not ready within 15 s of the restart');
    await scene.untilAcknowledged(50);
  }
  await checkMemory();
  return closeSceneOn(stage, scene, server);
};
