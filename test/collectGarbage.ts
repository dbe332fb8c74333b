import { setImmediate as endOfTurn } from 'node:timers/promises';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc') as () => void;

/** Frees what nothing reaches. A turn goes by first: what a WeakRef gave in this one counts as reached. */
export async function collectGarbage(): Promise<void> {
  await endOfTurn();
  collect();
}

/** Bytes of the heap that something reaches. */
export async function heapInUse(): Promise<number> {
  await collectGarbage();
  await collectGarbage();
  return process.memoryUsage().heapUsed;
}
