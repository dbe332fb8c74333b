import { setTimeout as pause } from 'node:timers/promises';
import { startRelay } from '../relay.ts';
import { closeSceneOn, openScene, openServer, untilReady, watchMemory, type Scenario } from '../scene.ts';
import { timeouts } from '../serviceProcess.ts';

/** Everything sent is lost without an error. Later new connections work, while older ones stay silent. */
export const networkSwallows: Scenario = async (stage) => {
  const server = await openServer(stage, 'swallowed');
  const relay = await startRelay(server.port);
  const scene = await openScene(stage, { DATABASE_URL: server.url(relay.port) });
  const checkMemory = await watchMemory(scene);
  stage.say(`swallows everything, ${scene.load.count()} writes acknowledged`);
  scene.load.longest();
  relay.swallow();
  await pause(timeouts.REQUEST_TIMEOUT_MS * (stage.short ? 2 : 5));
  const { status, afterMs } = await scene.service.readiness();
  scene.demand(status === 503 && afterMs < 2_500, `readiness said ${status} after ${Math.round(afterMs)} ms`);
  relay.restore();
  stage.say('lets new connections through');
  const seconds = await untilReady(scene, 45);
  scene.demand(seconds !== null, "not ready within 45 s of the network's return");
  if (seconds !== null) await scene.untilAcknowledged(100);
  const longest = scene.load.longest();
  scene.demand(longest < timeouts.REQUEST_TIMEOUT_MS + 1_000, `a request took ${Math.round(longest)} ms`);
  await checkMemory();
  // Ends the server's sessions of the silent connections, which would wait for ever.
  await relay.close();
  return closeSceneOn(stage, scene, server);
};

/** SIGTERM while the network swallows everything. */
export const stopWhileSwallowed: Scenario = async (stage) => {
  const server = await openServer(stage, 'swallowed-stop');
  const relay = await startRelay(server.port);
  const scene = await openScene(stage, { DATABASE_URL: server.url(relay.port) });
  stage.say(`swallows everything, then stops, ${scene.load.count()} writes acknowledged`);
  relay.swallow();
  await pause(500);
  const most = timeouts.REQUEST_TIMEOUT_MS + 5_000;
  const ended = await Promise.race([scene.service.end('SIGTERM'), pause(most, null, { ref: false })]);
  scene.demand(
    ended?.code === 0,
    ended === null ? `SIGTERM did not end it within ${most} ms` : `SIGTERM ended it with ${ended.code}`,
  );
  await relay.close();
  if (ended === null) await scene.service.end('SIGKILL');
  await scene.restart(server.url());
  return closeSceneOn(stage, scene, server);
};
