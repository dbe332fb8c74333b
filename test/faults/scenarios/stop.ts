import { setTimeout as pause } from 'node:timers/promises';
import { closeSceneOn, openScene, openServer, type Scenario } from '../scene.ts';
import { timeouts } from '../serviceProcess.ts';

/** SIGTERM under load, again and again: accepted requests are answered, and none is reset. */
export const stoppedUnderLoad: Scenario = async (stage) => {
  const server = await openServer(stage, 'stopped');
  const scene = await openScene(stage, { DATABASE_URL: server.url() });
  for (let round = 1; round <= (stage.short ? 3 : 20); round += 1) {
    stage.say(`stops the service, round ${round}, ${scene.load.count()} writes acknowledged`);
    const { code, afterMs } = await scene.service.end('SIGTERM');
    scene.demand(code === 0, `SIGTERM ended it with ${code}`);
    scene.demand(afterMs < timeouts.REQUEST_TIMEOUT_MS + 2_000, `SIGTERM took ${Math.round(afterMs)} ms`);
    // Requests meanwhile are refused, which is no reset.
    await pause(100);
    await scene.restart();
    await scene.untilAcknowledged(50);
  }
  scene.demand(scene.load.resets.length === 0, `${scene.load.resets.length} requests were reset`);
  return closeSceneOn(stage, scene, server);
};
