import { setTimeout as pause } from 'node:timers/promises';
import { openDevelopmentKeys, signDevelopmentToken } from '../../src/access/developmentKeys.ts';
import { brokenLaws, lostWrites } from '../faults/laws.ts';
import { startLoad } from '../faults/load.ts';
import { startService, type Service } from '../faults/serviceProcess.ts';
import { differences, startFollower } from './follower.ts';
import { startFounder, wrongFoundings } from './founders.ts';
import { openJournal, type Journal } from './journal.ts';
import { killNumber } from './kills.ts';
import { signalAll } from './processes.ts';
import { startReader, type Known } from './readers.ts';
import type { Row } from './report.ts';
import { openTopology, type Topology } from './topology.ts';
import { within } from './within.ts';

export interface Options {
  readonly folder: string;
  readonly kills: number;
  /** Called for each kill, so that those before a failure are told too. */
  onRow(row: Row): void;
  say(step: string): void;
}

export interface Result {
  readonly acknowledged: number;
  readonly reads: number;
  readonly events: number;
  /** What is broken, in words. */
  readonly broken: readonly string[];
}

const services = [0, 1] as const;
const creatorsEach = 4;
/** So that the load leaves a small machine time for what is tested. */
const creatorPauseMs = 50;

/** Two services on the whole topology under load, whose leader is killed so many times; then all of etcd is lost for a while. */
export async function runCluster({ folder, kills, onRow, say }: Options): Promise<Result> {
  const topology = await openTopology(folder, say);
  say('starts two services');
  const settings = { DATA_DIR: folder, DATABASE_URL: topology.databaseUrl, MAX_CLONES_PER_OWNER: '1000000' };
  const keys = await openDevelopmentKeys(folder);
  const running = await Promise.all(services.map(() => startService(settings)));
  const pids = running.map(({ pid }) => pid);
  const urls = running.map((service) => service.url() ?? '');
  await within(60, 'both services are ready', () => areReady(running));

  const journal = openJournal(services.length);
  const watch = (service: number) => ({
    onAcknowledged: () => journal.acknowledged(service),
    onRefused: (code: string) => journal.refused(code),
  });
  const token = (sub: string) => signDevelopmentToken(keys, { sub });
  const tokens = await Promise.all(
    services.map((service) =>
      Promise.all(Array.from({ length: creatorsEach }, (_, index) => token(`creator-${service}-${index}`))),
    ),
  );
  const loads = services.map((service) =>
    startLoad(() => running[service]?.url() ?? null, tokens[service] ?? [], {
      pauseMs: creatorPauseMs,
      ...watch(service),
    }),
  );
  const founders = await Promise.all(
    services.map(async (service) => {
      const subject = `founder-${service}`;
      return startFounder({ url: urls[service] ?? '', token: await token(subject), subject, ...watch(service) });
    }),
  );
  const owners = loads.flatMap(({ creators }, service) =>
    creators.map((acknowledged, index) => ({ token: tokens[service]?.[index] ?? '', acknowledged })),
  );
  const seen = new Map<string, Known>();
  const readers = urls.map((url) => startReader(url, owners, seen));
  const feedToken = await signDevelopmentToken(keys, { sub: 'follower', scope: ['clone:read'] });
  const followers = urls.map((url) => startFollower(url, feedToken));

  const scene = { topology, running, journal, say };
  await untilBothWrite(scene, 50);
  for (let number = 1; number <= kills; number += 1) onRow(await killLeader(scene, number));
  onRow(await loseEtcd(scene));

  say('checks what is stored');
  for (const writer of [...loads, ...founders, ...readers]) await writer.stop();
  for (const follower of followers) await follower.finish();
  const again = startFollower(urls[0] ?? '', feedToken);
  await again.finish();
  const broken = [
    ...(await brokenLaws(topology.query)),
    ...(await lostWrites(topology.query, { creators: loads.flatMap(({ creators }) => creators) })),
    ...(await Promise.all(founders.map((founder) => wrongFoundings(topology.query, founder)))).flat(),
    ...loads.flatMap(({ wrong, resets }) => [...wrong, ...resets]).map((code) => `a creator was answered ${code}`),
    ...readers.flatMap(({ wrong }) => wrong),
    ...followers.flatMap(({ wrong, events }) => [...wrong, ...differences(events, again.events)]),
    ...(await untoldEvents(topology, again.events)),
  ];
  for (const [index, load] of loads.entries()) {
    const versions = [...load.creators.flatMap(({ versions }) => [...versions.keys()])];
    // Each through the other service than the one that they were published through.
    const found = await (loads[1 - index] ?? load).readVersions(versions);
    if (found.length < versions.length) broken.push(`${versions.length - found.length} versions aren't answered`);
  }
  if (running.some(({ url, pid }, index) => url() === null || pid !== pids[index])) broken.push('a service has ended');
  if (!(await areReady(running))) broken.push('a service is not ready');
  for (const service of running) {
    const { code } = await service.end('SIGTERM');
    if (code !== 0) broken.push(`SIGTERM ended a service with ${code}`);
  }
  return {
    acknowledged: services.reduce<number>((sum, service) => sum + journal.count(service), 0),
    reads: readers.reduce((sum, reader) => sum + reader.count(), 0),
    events: again.events.length,
    broken,
  };
}

interface Scene {
  readonly topology: Topology;
  readonly running: readonly Service[];
  readonly journal: Journal;
  say(step: string): void;
}

/** Stops the leader from leading, waits for the next one and for writes through both services, and for the former one's return. */
async function killLeader(scene: Scene, number: number): Promise<Row> {
  const { topology, say } = scene;
  const { name, strike, revive } = killNumber(number);
  const former = await topology.leader();
  if (former === null) throw new Error('nobody leads');
  say(`${number}: ${name}, ${former.name}`);
  return inPhase(scene, async () => {
    await strike(former);
    let next = former;
    await within(90, 'another member leads', async () => {
      next = (await topology.leader()) ?? former;
      return next !== former;
    });
    await untilBothWrite(scene, 20);
    revive?.(former);
    return { kind: name, from: former.name, to: next.name };
  });
}

/** All of etcd stands still for longer than a leader's lock lives; writes go on. */
async function loseEtcd(scene: Scene): Promise<Row> {
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
  let over = false;
  let readyAfter = 0;
  const watching = (async () => {
    while (!over) {
      if (!(await areReady(running))) readyAfter = seconds();
      await pause(100);
    }
  })();
  try {
    const what = await work();
    await topology.whole();
    await within(60, 'both services are ready', () => areReady(running));
    return { ...what, ...journal.since(begun), readyAfter, wholeAfter: seconds() };
  } finally {
    over = true;
    await watching;
  }
}

async function untilBothWrite({ journal }: Pick<Scene, 'journal'>, more: number): Promise<void> {
  const wanted = services.map((service) => journal.count(service) + more);
  await within(60, `both services acknowledge ${more} more writes`, async () =>
    services.every((service) => journal.count(service) >= (wanted[service] ?? 0)),
  );
}

async function areReady(running: readonly Service[]): Promise<boolean> {
  const answers = await Promise.all(running.map((service) => service.readiness()));
  return answers.every(({ status }) => status === 200);
}

/** What the audit trail has and the feed lacks, or the other way round, in words. */
async function untoldEvents({ query }: Topology, events: readonly string[]): Promise<string[]> {
  const rows = await query(`SELECT id::text FROM clone_audit_events WHERE action NOT LIKE 'draft.%'`);
  const told = new Set(events);
  const untold = rows.filter(({ id }) => !told.has(String(id))).length;
  const broken = untold === 0 ? [] : [`${untold} events are not told`];
  if (told.size !== events.length) broken.push(`${events.length - told.size} events are told twice`);
  if (events.length - (rows.length - untold) > 0) broken.push('events are told that the audit trail lacks');
  return broken;
}
