import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newId } from '../../src/clone/id.ts';
import { openOtherSession } from '../database/otherSession.ts';
import { openDatabase } from '../../src/database/openDatabase.ts';
import { readSettings } from '../../src/settings/settings.ts';
import { testServer } from '../database/testServer.ts';
import { askProcess, makeProcessHome, startProcess, type ProcessHome, type ServiceProcess } from '../startProcess.ts';

/** Processes that look for themselves: two on PostgreSQL, one on the embedded database. */
const count = testServer === null ? 1 : 2;
const interval = { CLOCK_INTERVAL_MS: '100' };
let home: ProcessHome;
let processes: ServiceProcess[] = [];
let tokens: { readonly owner: string; readonly economy: string; readonly operator: string };

const start = async () => {
  processes = await Promise.all(Array.from({ length: count }, () => startProcess({ ...home.settings, ...interval })));
};
const stop = async (signal: 'SIGTERM' | 'SIGKILL' = 'SIGTERM') => {
  await Promise.all(processes.map((one) => one.end(signal)));
};

beforeAll(async () => {
  home = await makeProcessHome();
  await start();
  tokens = {
    owner: await home.token('alice'),
    economy: await home.token('economy', 'entitlement:write'),
    operator: await home.token('olga', 'clone:admin'),
  };
});
afterAll(async () => {
  await stop();
  await home.remove();
});

async function ask(token: string, query: string, variables: Record<string, unknown> = {}) {
  const { data, errors } = await askProcess(processes[0]?.url ?? '', token, query, variables);
  expect(errors).toEqual([]);
  return data;
}

async function createClone(): Promise<string> {
  return (await ask(tokens.owner, 'mutation { createClone(input: { name: "Timed" }) { clone { id } } }')).createClone
    .clone.id;
}

/** A grant that begins and ends so many milliseconds from now. */
async function grantFor(cloneId: string, begins: number, ends: number): Promise<string[]> {
  const instants = [begins, ends].map((ms) => new Date(Date.now() + ms).toISOString());
  const [effectiveAt, expiresAt] = instants;
  const fact = { grantId: newId(), cloneId, kind: 'GRANTED', occurredAt: '2026-01-01T00:00:00Z', assets: 1 };
  await ask(
    tokens.economy,
    'mutation($facts: [EntitlementFactInput!]!) { applyEntitlementFacts(input: { facts: $facts }) { errors { code } } }',
    { facts: [{ ...fact, effectiveAt, expiresAt }] },
  );
  return instants;
}

async function instantsOf(cloneId: string): Promise<unknown[]> {
  const data = await ask(tokens.operator, 'query($id: ID!) { clone(id: $id) { auditTrail { nodes { details } } } }', {
    id: cloneId,
  });
  const nodes: { details: Record<string, unknown> }[] = data.clone.auditTrail.nodes;
  return nodes
    .filter(({ details }) => details['because'] === 'TIME')
    .map(({ details }) => details['at'])
    .toReversed();
}

describe('processes with one database', () => {
  it('write each change at its time, once', async () => {
    const cloneId = await createClone();
    const instants = await grantFor(cloneId, 300, 700);
    await expect.poll(() => instantsOf(cloneId), { timeout: 10_000 }).toEqual(instants);
    // Some looks later it is still so.
    const later = await createClone();
    const others = await grantFor(later, 200, 400);
    await expect.poll(() => instantsOf(later), { timeout: 10_000 }).toEqual(others);
    expect(await instantsOf(cloneId)).toEqual(instants);
  });

  it('write what came while none ran, also after they were killed', async () => {
    const cloneId = await createClone();
    const instants = await grantFor(cloneId, 1_500, 1_600);
    await stop('SIGKILL');
    await expect.poll(() => Date.now(), { timeout: 10_000 }).toBeGreaterThan(Date.parse(instants[1] ?? ''));
    await start();
    await expect.poll(() => instantsOf(cloneId), { timeout: 60_000 }).toEqual(instants);
  });

  it.skipIf(testServer === null)('say how long the oldest event has waited', async () => {
    const { database: settings } = readSettings(home.settings);
    const database = await openDatabase(settings);
    const session = await openOtherSession(database);
    const waiting = async () => {
      const text = await (await fetch(`${processes[0]?.metricsUrl ?? ''}/metrics`)).text();
      return Number(/^clone_service_feed_oldest_waiting_seconds (\S+)$/m.exec(text)?.[1]);
    };
    await expect.poll(waiting, { timeout: 10_000 }).toBe(0);
    await session.query('BEGIN; SELECT pg_current_xact_id()');
    await createClone();
    await expect.poll(waiting, { timeout: 10_000 }).toBeGreaterThan(0.3);
    await session.query('COMMIT');
    await expect.poll(waiting, { timeout: 10_000 }).toBe(0);
    await session.end();
    await database.close();
  });
});
