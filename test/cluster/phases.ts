import { setTimeout as pause } from 'node:timers/promises';
import { until } from '../bench/until.ts';
import type { Service } from '../faults/serviceProcess.ts';
import type { Journal } from './journal.ts';
import { killNumber } from './kills.ts';
import { signalAll } from './processes.ts';
import type { Row } from './report.ts';
import { everyMs, type Topology } from './topology.ts';

/** What the phases of a run share. */
export interface Scene {
  readonly topology: Topology;
  /** The services. */
  readonly running: readonly Service[];
  readonly journal: Journal;
  say(step: string): void;
}

/** Stops the leader from leading, waits for the next one and for writes through both services, and for the former one's return. */
export async function killLeader(scene: Scene, number: number): Promise<Row> {
  const { topology, say } = scene;
  const { name, strike, revive } = killNumber(number);
  const former = await topology.leader();
  if (former === null) throw new Error('nobody leads');
  say(`${number}: ${name}, ${former.name}`);
  return inPhase(scene, async () => {
    await strike(former);
    let next = former;
    const leads = async (): Promise<boolean> => {
      next = (await topology.leader()) ?? former;
      return next !== former;
    };
    await until('another member leads', leads, { seconds: 90, everyMs });
    await untilBothWrite(scene, 20);
    revive?.(former);
    return { kind: name, from: former.name, to: next.name };
  });
}

/** The standby that commits wait for stands still; the leader finds out, and waits for the other one instead. */
export async function loseStandby(scene: Scene): Promise<Row> {
  const { topology, say } = scene;
  const leader = (await topology.leader())?.name ?? '';
  const name = (await topology.states()).find(({ role }) => role === 'sync_standby')?.name;
  const standby = topology.members.find((member) => member.name === name);
  if (standby === undefined) throw new Error('no standby is synchronous');
  say(`the synchronous standby is frozen, ${standby.name}`);
  return inPhase(scene, async () => {
    signalAll(standby.folder, 'SIGSTOP');
    await pause(standbyLostMs);
    await untilBothWrite(scene, 20);
    signalAll(standby.folder, 'SIGCONT');
    return { kind: 'synchronous standby frozen', from: leader, to: (await topology.leader())?.name ?? '' };
  });
}

const standbyLostMs = 15_000;

/** All of etcd stands still for longer than a leader's lock lives; writes go on. */
export async function loseEtcd(scene: Scene): Promise<Row> {
  const { topology, say } = scene;
  say('etcd is lost');
  const leader = (await topology.leader())?.name ?? '';
  return inPhase(scene, async () => {
    for (const folder of topology.etcd) signalAll(folder, 'SIGSTOP');
    await pause(etcdLostMs);
    for (const folder of topology.etcd) signalAll(folder, 'SIGCONT');
    await untilBothWrite(scene, 20);
    return { kind: 'etcd lost for 30 s', from: leader, to: (await topology.leader())?.name ?? '' };
  });
}

const etcdLostMs = 30_000;

/** Measures from the beginning of `work` until the cluster is whole again after it. */
async function inPhase(
  { topology, running, journal }: Scene,
  work: () => Promise<Pick<Row, 'kind' | 'from' | 'to'>>,
): Promise<Row> {
  const begun = performance.now();
  const seconds = (): number => (performance.now() - begun) / 1_000;
  const phase = { over: false };
  let readyAfter = 0;
  const watching = (async () => {
    while (!phase.over) {
      if (!(await areReady(running))) readyAfter = seconds();
      await pause(100);
    }
  })();
  try {
    const what = await work();
    await topology.whole();
    await until('both services are ready', () => areReady(running), { everyMs });
    return { ...what, ...journal.since(begun), readyAfter, wholeAfter: seconds() };
  } finally {
    phase.over = true;
    await watching;
  }
}

/** Waits until each service has acknowledged so many more writes. */
export async function untilBothWrite(
  { running, journal }: Pick<Scene, 'running' | 'journal'>,
  more: number,
): Promise<void> {
  const wanted = running.map((_service, index) => journal.count(index) + more);
  await until(`both services acknowledge ${more} more writes`, async () =>
    wanted.every((count, index) => journal.count(index) >= count),
  );
}

/** Whether each of them says that it is. */
export async function areReady(running: readonly Service[]): Promise<boolean> {
  const answers = await Promise.all(running.map((service) => service.readiness()));
  return answers.every(({ status }) => status === 200);
}
