import { openDevelopmentKeys, signDevelopmentToken } from '../../src/access/developmentKeys.ts';
import { until } from '../bench/until.ts';
import { brokenLaws, lostWrites } from '../faults/laws.ts';
import { startLoad, type Load } from '../faults/load.ts';
import { startService } from '../faults/serviceProcess.ts';
import { differences, startFollower } from './follower.ts';
import { startFounder, wrongFoundings, type Founder } from './founders.ts';
import { openJournal } from './journal.ts';
import { areReady, killLeader, loseEtcd, loseStandby, untilBothWrite } from './phases.ts';
import { startReader, type Known } from './readers.ts';
import type { Row } from './report.ts';
import { everyMs, openTopology, type Topology } from './topology.ts';

export interface Options {
  readonly folder: string;
  readonly kills: number;
  /** Whether the services connect past PgBouncer, and so cache what they read. */
  readonly direct: boolean;
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

/**
 * Two services on the whole topology under load, whose leader is killed so many times; then the synchronous standby and all of etcd
 * are lost for a while.
 */
export async function runCluster({ folder, kills, direct, onRow, say }: Options): Promise<Result> {
  const topology = await openTopology(folder, say);
  say('starts two services');
  const settings = {
    DATA_DIR: folder,
    DATABASE_URL: topology.databaseUrls[direct ? 'direct' : 'pooled'],
    MAX_CLONES_PER_OWNER: '1000000',
  };
  const keys = await openDevelopmentKeys(folder);
  const running = await Promise.all(services.map(() => startService(settings)));
  const pids = running.map(({ pid }) => pid);
  const urls = running.map((service) => service.url() ?? '');
  await until('both services are ready', () => areReady(running), { everyMs });

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
  const broken: string[] = [];
  try {
    for (let number = 1; number <= kills; number += 1) onRow(await killLeader(scene, number));
    onRow(await loseStandby(scene));
    onRow(await loseEtcd(scene));
  } catch (error) {
    // What it did to the writes is worth knowing too.
    broken.push(String(error));
    await until('somebody leads', async () => (await topology.leader()) !== null, { everyMs });
  }

  say('checks what is stored');
  for (const writer of [...loads, ...founders, ...readers]) await writer.stop();
  for (const follower of followers) await follower.finish();
  const again = startFollower(urls[0] ?? '', feedToken);
  await again.finish();
  broken.push(
    ...(await brokenWrites(topology, loads, founders)),
    ...readers.flatMap(({ wrong }) => wrong),
    ...followers.flatMap(({ wrong, events }) => [...wrong, ...differences(events, again.events)]),
    ...(await untoldEvents(topology, again.events)),
  );
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

/** What became of the writes, as the tables and both services have it, in words. */
async function brokenWrites(
  { query }: Topology,
  loads: readonly Load[],
  founders: readonly Founder[],
): Promise<readonly string[]> {
  const broken = [
    ...(await brokenLaws(query)),
    ...(await lostWrites(query, { creators: loads.flatMap(({ creators }) => creators) })),
    ...(await Promise.all(founders.map((founder) => wrongFoundings(query, founder)))).flat(),
    ...loads.flatMap(({ wrong, resets }) => [...wrong, ...resets]).map((code) => `a creator was answered ${code}`),
  ];
  for (const [index, load] of loads.entries()) {
    const versions = load.creators.flatMap(({ versions }) => [...versions.keys()]);
    // Each through the other service than the one that they were published through.
    const found = await (loads[1 - index] ?? load).readVersions(versions);
    if (found.length < versions.length) broken.push(`${versions.length - found.length} versions aren't answered`);
  }
  return broken;
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
