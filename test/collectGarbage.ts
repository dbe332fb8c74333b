import { setImmediate as endOfTurn } from 'node:timers/promises';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc') as () => void;

/** Collects garbage, in a later turn of the event loop: targets of a WeakRef dereferenced in this one stay alive. */
export async function collectGarbage(): Promise<void> {
  await endOfTurn();
  collect();
}

/** The bytes of reachable objects on the heap. */
export async function heapInUse(): Promise<number> {
  await collectGarbage();
  await collectGarbage();
  return process.memoryUsage().heapUsed;
}
