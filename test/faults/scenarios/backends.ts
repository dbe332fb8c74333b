import { setTimeout as pause } from 'node:timers/promises';
import type { PostgresServer } from '../postgres.ts';
import {
  closeSceneOn,
  openScene,
  openServer,
  untilReady,
  watchMemory,
  type Scenario,
  type Scene,
  type Stage,
} from '../scene.ts';
import { timeouts } from '../serviceProcess.ts';

const ofService = `FROM pg_stat_activity WHERE application_name = 'clone-service'`;
const terminate = (server: PostgresServer) => server.query(`SELECT pg_terminate_backend(pid) ${ofService}`);

/** Every session of the service is terminated, once while busy and once while idle. */
export const backendsTerminated: Scenario = async (stage) => {
  const server = await openServer(stage, 'terminated');
  const scene = await openScene(stage, { DATABASE_URL: server.url() });
  const checkMemory = await watchMemory(scene);
  for (let round = 1; round <= (stage.short ? 3 : 30); round += 1) {
    stage.say(`terminates busy and idle sessions, round ${round}, ${scene.load.count()} writes acknowledged`);
    await terminate(server);
    await scene.untilAcknowledged(50);
    await scene.load.rest();
    const { length } = await terminate(server);
    scene.demand(length <= 10, `${length} connections, more than the pool has`);
    scene.load.resume();
    await scene.untilAcknowledged(50);
  }
  await checkMemory();
  return closeSceneOn(stage, scene, server);
};

/** The service's sessions freeze, and keep their locks; the server still opens new ones. */
export const backendsFrozen: Scenario = (stage) =>
  freeze(
    stage,
    'frozen-sessions',
    async () => [],
    async (scene) => {
      const seconds = await untilReady(scene, 45);
      scene.demand(seconds !== null, 'not ready within 45 s, on sessions that are not frozen');
    },
  );

/** The whole server freezes: it accepts connections and never answers. */
export const serverFrozen: Scenario = (stage) =>
  freeze(
    stage,
    'frozen-server',
    async (server) => [await server.mainPid()],
    async (scene) => {
      const { status, afterMs } = await scene.service.readiness();
      scene.demand(status === 503 && afterMs < 2_500, `readiness said ${status} after ${Math.round(afterMs)} ms`);
    },
  );

/**
 * Freezes the service's sessions and `others` for longer than a request may take, calls `look`, and lets them go on.
 */
async function freeze(
  stage: Stage,
  name: string,
  others: (server: PostgresServer) => Promise<readonly number[]>,
  look: (scene: Scene) => Promise<void>,
): Promise<readonly string[]> {
  const server = await openServer(stage, name);
  const scene = await openScene(stage, { DATABASE_URL: server.url() });
  const checkMemory = await watchMemory(scene);
  for (let round = 1; round <= (stage.short ? 1 : 3); round += 1) {
    stage.say(`freezes, round ${round}, ${scene.load.count()} writes acknowledged`);
    const sessions = await server.query<{ pid: number }>(`SELECT pid ${ofService}`);
    const pids = [...(await others(server)), ...sessions.map(({ pid }) => pid)];
    const signal = (name: 'SIGSTOP' | 'SIGCONT') => pids.forEach((pid) => process.kill(pid, name));
    scene.load.longest();
    signal('SIGSTOP');
    try {
      await pause(timeouts.REQUEST_TIMEOUT_MS * 2);
      await look(scene);
    } finally {
      signal('SIGCONT');
    }
    const seconds = await untilReady(scene, 45);
    scene.demand(seconds !== null, 'not ready within 45 s after they went on');
    await scene.untilAcknowledged(50);
    const longest = scene.load.longest();
    scene.demand(longest < timeouts.REQUEST_TIMEOUT_MS + 1_000, `a request took ${Math.round(longest)} ms`);
  }
  await checkMemory();
  return closeSceneOn(stage, scene, server);
}
