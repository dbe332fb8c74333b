import { setTimeout as pause } from 'node:timers/promises';
import type { PostgresServer } from '../postgres.ts';
import { closeSceneOn, openScene, openServer, untilReady, watchMemory, type Scenario } from '../scene.ts';
import { timeouts } from '../service.ts';

const ofService = `FROM pg_stat_activity WHERE application_name = 'clone-service'`;
const terminate = (server: PostgresServer) => server.query(`SELECT pg_terminate_backend(pid) ${ofService}`);

/** Every session of the service is terminated, in the middle of its work and while it rests. */
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

/** The server's processes stand still for longer than a request may take, and go on. */
export const backendsFrozen: Scenario = async (stage) => {
  const server = await openServer(stage, 'frozen');
  const scene = await openScene(stage, { DATABASE_URL: server.url() });
  const checkMemory = await watchMemory(scene);
  for (let round = 1; round <= (stage.short ? 1 : 3); round += 1) {
    stage.say(`freezes the sessions, round ${round}, ${scene.load.count()} writes acknowledged`);
    const pids = (await server.query<{ pid: number }>(`SELECT pid ${ofService}`)).map(({ pid }) => pid);
    const signal = (name: 'SIGSTOP' | 'SIGCONT') => pids.forEach((pid) => process.kill(pid, name));
    scene.load.longest();
    signal('SIGSTOP');
    try {
      await pause(timeouts.REQUEST_TIMEOUT_MS * 2);
      const { status, afterMs } = await scene.service.readiness();
      scene.demand(status === 503 && afterMs < 2_500, `readiness said ${status} after ${Math.round(afterMs)} ms`);
    } finally {
      signal('SIGCONT');
    }
    const seconds = await untilReady(scene, 45);
    scene.demand(seconds !== null, 'not ready within 45 s after the sessions went on');
    await scene.untilAcknowledged(50);
    const longest = scene.load.longest();
    scene.demand(longest < timeouts.REQUEST_TIMEOUT_MS + 1_000, `a request took ${Math.round(longest)} ms`);
  }
  await checkMemory();
  return closeSceneOn(stage, scene, server);
};
