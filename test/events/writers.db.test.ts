import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newId } from '../../src/clone/id.ts';
import { openDatabase } from '../../src/database/openDatabase.ts';
import { readSettings } from '../../src/settings/settings.ts';
import { testServer } from '../database/testServer.ts';
import { runs } from '../runs.ts';
import { askProcess, makeProcessHome, startProcess, type ProcessHome, type ServiceProcess } from '../startProcess.ts';
import { pageOf, type Event, type EventPage } from './followEvents.ts';

/**
 * Eight writers, with batches of facts over many clones, and readers that follow all the time, while processes are killed:
 * two processes on PostgreSQL, one on the embedded database.
 */
const count = testServer === null ? 1 : 2;
const writers = 8;
const clones = 12;
const readers = 3;
const rounds = Math.ceil(runs(300) / 3);

let home: ProcessHome;
/** One that was killed is awaited until it runs again. */
const processes: Promise<ServiceProcess>[] = [];
let tokens: { readonly owner: string; readonly economy: string; readonly reader: string };
const cloneIds: string[] = [];

/** Asks one of the processes; null when it is just being killed. */
async function ask(index: number, token: string, query: string, variables: Record<string, unknown>) {
  const { url } = (await processes[index % count]) ?? expect.fail('no such process');
  const answer = await askProcess(url, token, query, variables).catch(() => null);
  return answer === null || answer.errors.some(({ code }) => code === 'SERVICE_UNAVAILABLE') ? null : answer;
}

beforeAll(async () => {
  home = await makeProcessHome();
  for (let index = 0; index < count; index += 1) processes.push(startProcess(home.settings));
  await Promise.all(processes);
  tokens = {
    owner: await home.token('alice'),
    economy: await home.token('economy', 'entitlement:write'),
    reader: await home.token('olga', 'clone:admin'),
  };
  for (let index = 0; index < clones; index += 1) {
    const answer = await ask(
      0,
      tokens.owner,
      'mutation { createClone(input: { name: "Written" }) { clone { id } } }',
      {},
    );
    cloneIds.push(answer?.data.createClone.clone.id);
  }
});
afterAll(() => home.remove());

async function killAndRestart(place: number): Promise<ServiceProcess> {
  const killed = await processes[place];
  await killed?.end('SIGKILL');
  return startProcess(home.settings);
}

/** A number below `most`, the same in every run. */
const draw = (seed: number, most: number): number => (Math.imul(seed + 1, 2_654_435_761) >>> 8) % most;

async function write(writer: number, round: number): Promise<void> {
  const seed = writer * 1_000 + round;
  const some = Array.from({ length: 1 + draw(seed, 6) }, (_, index) => cloneIds[draw(seed + index * 7, clones)] ?? '');
  if (draw(seed, 3) === 0) {
    const input = { cloneId: some[0], description: `By ${writer}, ${round}.` };
    const query =
      'mutation($input: UpdatePublicProfileInput!) { updatePublicProfile(input: $input) { errors { code } } }';
    await ask(seed, tokens.owner, query, { input });
    return;
  }
  const facts: Record<string, unknown>[] = [...new Set(some)].map((cloneId) => ({
    grantId: newId(),
    cloneId,
    kind: 'GRANTED',
    occurredAt: '2026-01-01T00:00:00Z',
    assets: 1,
  }));
  // A batch with a bad fact applies none: its transaction is rolled back.
  if (draw(seed, 5) === 0) facts.push({ ...facts[0], grantId: newId(), assets: -1 });
  const query =
    'mutation($input: ApplyEntitlementFactsInput!) { applyEntitlementFacts(input: $input) { errors { code } } }';
  await ask(seed, tokens.economy, query, { input: { facts } });
}

const query = `query ($first: Int, $after: String) { cloneEvents(first: $first, after: $after) {
  nodes { id cloneId sequence kind at clone { auditTrail(first: 1) { nodes { sequence } } } } continueFrom hasMore pending } }`;
type EventBesideClone = Event & { readonly clone: { readonly auditTrail: { readonly nodes: readonly [Event] } } };

/** Follows the feed until `isOver`, then to its end. */
async function follow(reader: number, isOver: () => boolean): Promise<EventBesideClone[]> {
  const events: EventBesideClone[] = [];
  let after: string | null = null;
  for (let round = 0; ; round += 1) {
    const wasOver = isOver();
    const first = [100, 1, 7][reader % 3];
    const answer = await ask(reader + round, tokens.reader, query, { first, after });
    if (answer === null) continue;
    const page: EventPage = pageOf(answer);
    events.push(...(page.nodes as EventBesideClone[]));
    after = page.continueFrom;
    if (wasOver && !page.hasMore && !page.pending) return events;
  }
}

describe(`the feed of ${writers} writers over ${count} processes that are killed`, () => {
  let told: EventBesideClone[][];
  let stored: { id: string; cloneId: string; sequence: number }[];

  beforeAll(async () => {
    let over = false;
    const reading = Array.from({ length: readers }, (_, reader) => follow(reader, () => over));
    let written = 0;
    // In the middle of what the writers do.
    const kills = [1, 2].map((part) => ({ place: part % count, at: Math.floor((writers * rounds * part) / 4) }));
    const writing = Array.from({ length: writers }, async (_, writer) => {
      for (let round = 0; round < rounds; round += 1) {
        await write(writer, round);
        written += 1;
        for (const { place, at } of kills) if (written === at) processes[place] = killAndRestart(place);
      }
    });
    await Promise.all(writing);
    over = true;
    told = await Promise.all(reading);
    for (const one of await Promise.all(processes)) await one.end('SIGTERM');
    const database = await openDatabase(readSettings({ ...home.settings, PORT: '0', METRICS_PORT: '0' }).database);
    stored = await database.client.$queryRaw`
      SELECT id, clone_id AS "cloneId", sequence FROM clone_audit_events WHERE action NOT LIKE 'draft.%' ORDER BY position, clone_id, sequence`;
    await database.close();
  }, 180_000);

  it('is the same to every reader, whenever it read: what is committed, each once', () => {
    expect(stored.length).toBeGreaterThan((writers * rounds) / 2);
    for (const events of told)
      expect(events.map(({ id, cloneId, sequence }) => ({ id, cloneId, sequence }))).toEqual(stored);
  });

  it('has the events of each clone in their order', () => {
    for (const ofClone of Map.groupBy(told[0] ?? [], ({ cloneId }) => cloneId).values()) {
      const sequences = ofClone.map(({ sequence }) => sequence);
      expect(sequences).toEqual(sequences.map((_, index) => index + 1));
    }
  });

  it('never shows a clone that is older than the event', () => {
    for (const { sequence, clone } of told.flat())
      expect(clone.auditTrail.nodes[0].sequence).toBeGreaterThanOrEqual(sequence);
  });
});
