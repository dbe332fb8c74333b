import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { writeChangesByTime } from '../../src/actions/writeChangesByTime.ts';
import { loadCatalog } from '../../src/catalog/loadCatalog.ts';
import { newId } from '../../src/clone/id.ts';
import { openOtherSession } from '../database/otherSession.ts';
import { testServer } from '../database/testServer.ts';
import { applyFacts, type SentFact } from '../entitlement/applyFacts.ts';
import { createClone } from '../makers.ts';
import { runs } from '../runs.ts';
import { startTestService, user } from '../startTestService.ts';
import { readEvents, readToEnd } from './followEvents.ts';

const service = startTestService();
const alice = user('alice');
const catalog = loadCatalog();
const look = () => writeChangesByTime({ database: service.database, catalog });

interface Change {
  readonly at: Date;
  readonly details: Record<string, unknown>;
}

/** The entries about changes by time in a clone's trail, oldest first. */
async function changesOf(cloneId: string): Promise<Change[]> {
  const rows = await service.database.client.auditEvent.findMany({
    where: { cloneId, action: 'entitlement.changed' },
    orderBy: { sequence: 'asc' },
  });
  return rows
    .map(({ at, details }) => ({ at, details: JSON.parse(details) }))
    .filter(({ details }) => details.because === 'TIME');
}

const instantsOf = async (cloneId: string) => (await changesOf(cloneId)).map(({ details }) => details['at']);

/** Lets `hours` pass for what is known about grants: everything that lies ahead comes closer. */
async function letPass(hours: number): Promise<void> {
  const { client } = service.database;
  const earlier = `- interval '${hours} hours'`;
  await client.$transaction(async (transaction) => {
    for (const sql of [
      'ALTER TABLE clone_entitlement_terms DISABLE TRIGGER USER',
      `UPDATE clone_entitlement_terms SET effective_at = effective_at ${earlier}, expires_at = expires_at ${earlier}, revoked_at = revoked_at ${earlier}`,
      'ALTER TABLE clone_entitlement_terms ENABLE ALWAYS TRIGGER clone_entitlement_terms_only_end',
      'ALTER TABLE clone_entitlement_terms ENABLE ALWAYS TRIGGER clone_entitlement_terms_no_delete',
      'ALTER TABLE clone_entitlement_terms ENABLE ALWAYS TRIGGER clone_entitlement_terms_no_truncate',
      // Downwards, so that no row meets another on its way.
      `WITH gone AS (DELETE FROM clone_entitlement_boundaries RETURNING clone_id, at, grant_id)
       INSERT INTO clone_entitlement_boundaries SELECT clone_id, at ${earlier}, grant_id FROM gone`,
    ])
      await transaction.$executeRawUnsafe(sql);
  });
}

const hour = 3_600_000;
const inHours = (hours: number): string => new Date(Math.floor(Date.now() / 1000) * 1000 + hours * hour).toISOString();
const earlier = (instant: string, hours: number): string => new Date(Date.parse(instant) - hours * hour).toISOString();
const grant = (cloneId: string, begins: number, ends: number | null, more: object = {}): SentFact => ({
  grantId: newId(),
  cloneId,
  assets: 1,
  effectiveAt: inHours(begins),
  expiresAt: ends === null ? null : inHours(ends),
  ...more,
});

describe('a change by time', () => {
  it('is one event, at or after its instant, with the limits since; there is none before', async () => {
    const cloneId = await createClone(service, alice);
    const fact = grant(cloneId, 1, 3);
    await applyFacts(service, fact);
    await look();
    expect(await changesOf(cloneId)).toEqual([]);
    const base = catalog.content.baseEntitlement;
    await letPass(2);
    await look();
    const begun = await changesOf(cloneId);
    expect(begun).toEqual([
      {
        at: expect.any(Date),
        details: {
          because: 'TIME',
          at: earlier(String(fact['effectiveAt']), 2),
          ...base,
          maxAssets: base.maxAssets + 1,
        },
      },
    ]);
    expect(Number(begun[0]?.at)).toBeGreaterThanOrEqual(Date.parse(String(begun[0]?.details['at'])));
    await letPass(2);
    await look();
    await look();
    expect((await changesOf(cloneId)).slice(1)).toEqual([
      { at: expect.any(Date), details: { because: 'TIME', at: earlier(String(fact['expiresAt']), 4), ...base } },
    ]);
  });

  it('is an event each, in their order, when nobody looked for hours', async () => {
    const cloneId = await createClone(service, alice);
    const facts = [grant(cloneId, 2, 5), grant(cloneId, 1, 4), grant(cloneId, -1, 3)];
    await applyFacts(service, ...facts);
    await letPass(6);
    await Promise.all([look(), look(), look()]);
    const changes = await changesOf(cloneId);
    expect(changes.map(({ details }) => details['maxAssets'])).toEqual(
      [2, 3, 2, 1, 0].map((grants) => catalog.content.baseEntitlement.maxAssets + grants),
    );
    const instants = changes.map(({ details }) => String(details['at']));
    expect(instants).toEqual(instants.toSorted());
    expect(new Set(changes.map(({ at }) => Number(at))).size).toBe(1);
  });

  it('is written for more instants of a clone, and more clones, than a transaction takes', async () => {
    const ids = await Promise.all(Array.from({ length: 60 }, () => createClone(service, alice)));
    const [many = ''] = ids;
    await applyFacts(
      service,
      ...ids.map((cloneId) => grant(cloneId, 1, null)),
      ...Array.from({ length: 30 }, (_, index) => grant(many, 1 + index / 100, 2 + index / 100)),
    );
    await letPass(3);
    await look();
    for (const cloneId of ids.slice(1)) expect(await instantsOf(cloneId)).toHaveLength(1);
    const instants = await instantsOf(many);
    expect(instants).toHaveLength(60);
    expect(instants).toEqual(instants.toSorted());
  });

  it('is told by the feed as any other change of the entitlement', async () => {
    const cloneId = await createClone(service, alice);
    await applyFacts(service, grant(cloneId, 1, null));
    await letPass(2);
    await look();
    const olga = user('olga', 'clone:admin');
    const { events } = await readToEnd((args) => readEvents(service, olga, args), { kinds: ['ENTITLEMENT_CHANGED'] });
    expect(events.filter((event) => event.cloneId === cloneId)).toHaveLength(2);
    const { data } = await service.ask(
      olga,
      `{ clone(id: "${cloneId}") { auditTrail { nodes { actorKind actor } } } }`,
    );
    expect(data.clone.auditTrail.nodes[0]).toEqual({ actorKind: 'SERVICE', actor: 'clock' });
  });
});

describe('no event comes', () => {
  it('when a grant that lay ahead was revoked before it began', async () => {
    const cloneId = await createClone(service, alice);
    const fact = grant(cloneId, 2, 3);
    await applyFacts(service, fact);
    await applyFacts(service, { grantId: fact.grantId, cloneId, kind: 'REVOKED', occurredAt: inHours(1) });
    await letPass(5);
    await look();
    expect(await changesOf(cloneId)).toEqual([]);
  });

  it('at an end that a revocation came before, but at the revocation, if it lay ahead', async () => {
    const cloneId = await createClone(service, alice);
    const fact = grant(cloneId, -1, 3);
    const revocation = { grantId: fact.grantId, cloneId, kind: 'REVOKED' as const, occurredAt: inHours(1) };
    // In any order, and twice.
    await applyFacts(service, revocation);
    await applyFacts(service, fact, revocation);
    await letPass(5);
    await look();
    expect(await instantsOf(cloneId)).toEqual([earlier(revocation.occurredAt, 5)]);
  });

  it('twice for an instant that grants share', async () => {
    const cloneId = await createClone(service, alice);
    const [first, second] = [grant(cloneId, 1, 2), grant(cloneId, 1, 2)];
    await applyFacts(service, first, second);
    await letPass(3);
    await look();
    expect(await instantsOf(cloneId)).toHaveLength(2);
  });

  it.skipIf(testServer === null)('to be written twice, or not, because a clone is locked', async () => {
    const [locked, free] = [await createClone(service, alice), await createClone(service, alice)];
    await applyFacts(service, grant(locked, 1, null), grant(free, 1, null));
    await letPass(2);
    const { client } = service.database;
    const session = await openOtherSession(service.database);
    try {
      await session.query('BEGIN');
      await session.query('SELECT FROM clones WHERE id = $1 FOR NO KEY UPDATE', [locked]);
      const hasty = { ...service.database, timeouts: { ...service.database.timeouts, lockTimeoutMs: 50 }, client };
      await expect(
        writeChangesByTime({ database: { ...hasty, sessionHasTimeouts: false }, catalog }),
      ).rejects.toThrow();
      expect([await instantsOf(locked), await instantsOf(free)]).toEqual([[], [expect.any(String)]]);
      await session.query('COMMIT');
      await look();
      expect([await instantsOf(locked), await instantsOf(free)]).toMatchObject([{ length: 1 }, { length: 1 }]);
    } finally {
      await session.end();
    }
  });
});

/** Grants and revocations at whole hours around now, in batches, with time that passes between them. */
const time = fc.integer({ min: -4, max: 12 });
const story = fc.array(
  fc.oneof(
    fc.record({
      kind: fc.constant('GRANTED' as const),
      grant: fc.nat(4),
      begins: time,
      lasts: fc.option(fc.integer({ min: 1, max: 8 })),
    }),
    fc.record({ kind: fc.constant('REVOKED' as const), grant: fc.nat(4), at: time }),
    fc.record({ kind: fc.constant('pass' as const), hours: fc.integer({ min: 1, max: 4 }), looks: fc.boolean() }),
  ),
  { minLength: 1, maxLength: 12 },
);

/** A model of a clone: what is known of its grants, and the instants at which those in force changed while time passed. */
class Model {
  readonly changes: number[] = [];
  readonly #grants = new Map<number, { begins: number; ends: number }>();
  readonly #revoked = new Map<number, number>();
  #now = 0;

  get now(): number {
    return this.#now;
  }
  granted(id: number, begins: number, ends: number): boolean {
    if (this.#grants.has(id)) return false;
    this.#grants.set(id, { begins, ends });
    return true;
  }
  revoked(id: number, at: number): void {
    this.#revoked.set(id, Math.min(at, this.#revoked.get(id) ?? Infinity));
  }
  pass(hours: number): void {
    for (let step = 0; step < hours * 2; step += 1) {
      const before = this.#inForce();
      this.#now += 0.5;
      // Facts are of half hours, so that none is of the very moment at which it is applied.
      if (this.#inForce() !== before) this.changes.push(this.#now);
    }
  }
  #inForce(): string {
    return [...this.#grants]
      .filter(
        ([id, { begins, ends }]) =>
          begins <= this.#now && this.#now < Math.min(ends, this.#revoked.get(id) ?? Infinity),
      )
      .map(([id]) => id)
      .join();
  }
}

it('every instant at which other grants are in force than before has exactly one event, whatever is reported and when', async () => {
  await fc.assert(
    fc.asyncProperty(story, async (steps) => {
      const cloneId = await createClone(service, alice);
      const model = new Model();
      const begun = Date.now() - (Date.now() % 1000);
      const grantIds = Array.from({ length: 5 }, newId);
      const grantId = (index: number): string => grantIds[index] ?? '';
      /** An hour of the model, as the database has it now. */
      const stamp = (hours: number): string => new Date(begun + (hours - model.now) * hour).toISOString();
      for (const step of steps) {
        if (step.kind === 'GRANTED') {
          const begins = model.now + step.begins + 0.5;
          const ends = step.lasts === null ? Infinity : begins + step.lasts;
          if (!model.granted(step.grant, begins, ends)) continue;
          await applyFacts(service, {
            grantId: grantId(step.grant),
            cloneId,
            assets: 1,
            effectiveAt: stamp(begins),
            expiresAt: ends === Infinity ? null : stamp(ends),
          });
        } else if (step.kind === 'REVOKED') {
          const at = model.now + step.at + 0.5;
          model.revoked(step.grant, at);
          await applyFacts(service, {
            grantId: grantId(step.grant),
            cloneId,
            kind: 'REVOKED',
            occurredAt: stamp(at),
          });
        } else {
          model.pass(step.hours);
          await letPass(step.hours);
          if (step.looks) await Promise.all([look(), look()]);
        }
      }
      await look();
      expect(await instantsOf(cloneId)).toHaveLength(model.changes.length);
    }),
    { numRuns: runs(200) },
  );
});
