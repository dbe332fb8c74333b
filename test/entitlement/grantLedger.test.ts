import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  effectiveEntitlement,
  isInForce,
  type Capacity,
  type Grant,
} from '../../src/entitlement/effectiveEntitlement.ts';
import { factOf, type EntitlementFact, type FactInput } from '../../src/entitlement/fact.ts';
import { ledgersOf, type GrantLedger } from '../../src/entitlement/grantLedger.ts';
import { modelTiers } from '../../src/catalog/modelTier.ts';
import { judgeFacts } from '../../src/entitlement/judgeFacts.ts';

const base: Capacity = { maxDataStreams: 3, maxAssets: 5, maxPromptCharacters: 4_000, modelTier: 'STANDARD' };
const cloneId = '01900000-0000-7000-8000-000000000001';
const cloneIds = new Set([cloneId]);
const day = (number: number): Date => new Date(Date.UTC(2026, 0, 1 + number));

/** The grant that a ledger tells of, as the database's trigger says it; null while only its revocation is known. Of several revocations the earliest counts. */
function grantOf({ granted, revocations }: GrantLedger): Grant | null {
  if (granted === null) return null;
  const [revokedAt = null] = revocations.toSorted((a, b) => a.getTime() - b.getTime());
  return { ...granted, revokedAt };
}

/** Few times and few grants, so that facts meet: the same instant, a revocation before, at and after each edge. */
const time = fc.integer({ min: 0, max: 12 }).map(day);
const grants = fc.uniqueArray(
  fc.record({
    grantId: fc.constantFrom('a', 'b', 'c', 'd'),
    occurredAt: time,
    dataStreams: fc.integer({ min: 0, max: 1_000_000 }),
    assets: fc.integer({ min: 0, max: 9 }),
    promptCharacters: fc.integer({ min: 0, max: 9 }),
    modelTier: fc.option(fc.constantFrom(...modelTiers)),
    effectiveAt: fc.option(time),
    expiresAt: fc.option(time.map((at) => new Date(at.getTime() + 20 * 86_400_000))),
  }),
  { selector: ({ grantId }) => grantId },
);
const revocations = fc.array(
  fc.record({ grantId: fc.constantFrom('a', 'b', 'c', 'd', 'never granted'), occurredAt: time }),
  { maxLength: 6 },
);

/** Facts that agree with each other: what EconomyService has to say about one clone, in one order. */
const history = fc
  .tuple(grants, revocations)
  .map(([granted, revoked]): EntitlementFact[] => [
    ...granted.map((fact) => factOf({ ...fact, cloneId, kind: 'GRANTED' })),
    ...revoked.map((fact) => factOf({ ...fact, cloneId, kind: 'REVOKED' })),
  ]);

/** Another order of the same facts, with repetitions, cut into batches. */
const delivered = history.chain((facts) =>
  fc
    .tuple(
      fc.constant(facts),
      fc.shuffledSubarray([...facts, ...facts, ...facts], { minLength: facts.length * 3 }),
      fc.array(fc.integer({ min: 1, max: 5 }), { minLength: 1 }),
    )
    .map(([said, arrived, sizes]) => ({ said, batches: cut(arrived, sizes) })),
);

function cut(facts: readonly EntitlementFact[], sizes: readonly number[]): EntitlementFact[][] {
  const batches: EntitlementFact[][] = [];
  for (let at = 0, round = 0; at < facts.length; round += 1) {
    const size = sizes[round % sizes.length] ?? 1;
    batches.push(facts.slice(at, at + size));
    at += size;
  }
  return batches;
}

/** Applies batches as the service does, one after the other, and keeps what is stored. */
function deliver(batches: readonly EntitlementFact[][]): EntitlementFact[] {
  const stored: EntitlementFact[] = [];
  for (const batch of batches) {
    const { added, errors } = judgeFacts(batch, cloneIds, ledgersOf(stored));
    expect(errors).toEqual([]);
    stored.push(...added);
  }
  return stored;
}

function valueAt(ledgers: ReadonlyMap<string, GrantLedger>, now: Date): Capacity {
  return effectiveEntitlement(
    base,
    [...ledgers.values()].map(grantOf).filter((grant) => grant !== null),
    now,
  );
}

/** doc/behaviour.md#entitlement, read once more and written another way: straight from the facts, without ledgers. */
function expectedAt(facts: readonly EntitlementFact[], now: Date): Capacity {
  const counts = facts.filter(
    (fact) =>
      fact.kind === 'GRANTED' &&
      fact.effectiveAt.getTime() <= now.getTime() &&
      !(fact.expiresAt !== null && fact.expiresAt.getTime() <= now.getTime()) &&
      !facts.some(
        (other) =>
          other.kind === 'REVOKED' && other.grantId === fact.grantId && other.occurredAt.getTime() <= now.getTime(),
      ),
  );
  const sum = (start: number, field: 'dataStreams' | 'assets' | 'promptCharacters') =>
    counts.reduce((total, fact) => total + (fact.kind === 'GRANTED' ? fact[field] : 0), start);
  const tiers = counts.map((fact) =>
    fact.kind === 'GRANTED' && fact.modelTier ? modelTiers.indexOf(fact.modelTier) : 0,
  );
  return {
    maxDataStreams: sum(3, 'dataStreams'),
    maxAssets: sum(5, 'assets'),
    maxPromptCharacters: sum(4_000, 'promptCharacters'),
    modelTier: modelTiers[Math.max(0, ...tiers)] ?? 'STANDARD',
  };
}

describe('the entitlement at a time', () => {
  it('is the same in whatever order, how often and in what batches its facts arrive', () => {
    fc.assert(
      fc.property(delivered, time, ({ said, batches }, now) => {
        expect(valueAt(ledgersOf(deliver(batches)), now)).toEqual(expectedAt(said, now));
      }),
      { numRuns: 500 },
    );
  });

  it('is the same whether a fact arrives before or after that time', () => {
    fc.assert(
      fc.property(delivered, ({ said, batches }) => {
        // What is stored holds no time of arrival, so every time of reading gives what the facts alone say.
        const ledgers = ledgersOf(deliver(batches));
        for (let now = -1; now <= 34; now += 1) expect(valueAt(ledgers, day(now))).toEqual(expectedAt(said, day(now)));
      }),
    );
  });

  it('stops its sums at 2^31−1', () => {
    const grant = {
      grantId: 'g',
      dataStreams: 1_000_000,
      assets: 0,
      promptCharacters: 1_000_000,
      modelTier: null,
      effectiveAt: day(0),
      expiresAt: null,
      revokedAt: null,
    };
    const many = Array.from({ length: 3_000 }, (_, index) => ({ ...grant, grantId: `g${index}` }));
    expect(effectiveEntitlement(base, many, day(1))).toEqual({
      maxDataStreams: 2 ** 31 - 1,
      maxAssets: 5,
      maxPromptCharacters: 2 ** 31 - 1,
      modelTier: 'STANDARD',
    });
    expect(effectiveEntitlement(base, many.slice(0, 2_000), day(1)).maxDataStreams).toBe(2_000_000_003);
  });
});

describe('a grant', () => {
  const grant = {
    grantId: 'g',
    dataStreams: 1,
    assets: 1,
    promptCharacters: 1,
    modelTier: null,
    effectiveAt: day(5),
    expiresAt: null,
    revokedAt: null,
  };
  const justBefore = (at: Date): Date => new Date(at.getTime() - 1);

  it.each([
    ['before it begins', {}, justBefore(day(5)), false],
    ['from the instant at which it begins', {}, day(5), true],
    ['long after, without an end', {}, day(9_999), true],
    ['to the last millisecond before it expires', { expiresAt: day(8) }, justBefore(day(8)), true],
    ['no longer at the instant at which it expires', { expiresAt: day(8) }, day(8), false],
    ['until a revocation that lies ahead', { revokedAt: day(7) }, justBefore(day(7)), true],
    ['no longer at the instant of its revocation', { revokedAt: day(7) }, day(7), false],
    ['never, when it was revoked before it began', { revokedAt: day(4) }, day(5), false],
    ['until the first of its ends: revoked first', { expiresAt: day(9), revokedAt: day(7) }, day(8), false],
    ['until the first of its ends: expired first', { expiresAt: day(7), revokedAt: day(9) }, day(8), false],
  ])('counts or not: %s', (_, ends, now, counts) => {
    expect(isInForce({ ...grant, ...ends }, now)).toBe(counts);
  });
});

describe('a batch', () => {
  const granted = (input: Partial<FactInput> = {}) =>
    factOf({ grantId: 'g', cloneId, kind: 'GRANTED', occurredAt: day(1), assets: 3, ...input });
  const revoked = (input: Partial<FactInput> = {}) =>
    factOf({ grantId: 'g', cloneId, kind: 'REVOKED', occurredAt: day(2), ...input });
  const outcomes = (facts: EntitlementFact[], stored: EntitlementFact[] = []) =>
    judgeFacts(facts, cloneIds, ledgersOf(stored)).results.map(({ outcome }) => outcome);

  it('knows a fact again within itself and from before', () => {
    expect(outcomes([granted(), granted(), revoked(), revoked()])).toEqual([
      'APPLIED',
      'UNCHANGED',
      'APPLIED',
      'UNCHANGED',
    ]);
    expect(outcomes([granted(), revoked()], [granted(), revoked()])).toEqual(['UNCHANGED', 'UNCHANGED']);
  });

  it('takes a default for what it stands for: the same fact written another way is the same', () => {
    expect(
      outcomes(
        [granted({ dataStreams: 0, promptCharacters: null, modelTier: null, effectiveAt: day(1), expiresAt: null })],
        [granted()],
      ),
    ).toEqual(['UNCHANGED']);
  });

  it.each([
    ['occurredAt', { occurredAt: day(2), effectiveAt: day(1) }],
    ['dataStreams', { dataStreams: 1 }],
    ['assets', { assets: 4 }],
    ['promptCharacters', { promptCharacters: 1 }],
    ['modelTier', { modelTier: 'FRONTIER' as const }],
    ['effectiveAt', { effectiveAt: day(2) }],
    ['expiresAt', { expiresAt: day(9) }],
  ])('keeps the first stored when a grant differs in %s, and says in what', (field, other) => {
    for (const [facts, stored, index] of [
      [[granted(other)], [granted()], 0],
      [[granted(), granted(other)], [], 1],
    ] as const) {
      const { results, errors, added } = judgeFacts(facts, cloneIds, ledgersOf(stored));
      expect(results.at(-1)?.outcome).toBe('CONFLICT');
      expect(errors).toMatchObject([
        {
          code: 'GRANT_CONFLICT',
          message: expect.stringContaining(field),
          path: ['input', 'facts', String(index), 'grantId'],
        },
      ]);
      expect(added).toEqual([]);
    }
  });

  it('lets several revocations stand, of which the earliest counts', () => {
    const facts = [
      granted(),
      revoked({ occurredAt: day(5) }),
      revoked({ occurredAt: day(3) }),
      revoked({ occurredAt: day(4) }),
    ];
    expect(outcomes(facts)).toEqual(['APPLIED', 'APPLIED', 'APPLIED', 'APPLIED']);
    for (const order of [facts, facts.toReversed()])
      expect([...ledgersOf(order).values()].map(grantOf)).toMatchObject([{ revokedAt: day(3) }]);
  });

  it('ignores what a revocation says beside its grant and its time', () => {
    expect(
      revoked({ dataStreams: -1, assets: 2_000_000, modelTier: 'FRONTIER', effectiveAt: day(9), expiresAt: day(1) }),
    ).toEqual(revoked());
  });

  it('with a bad fact applies none, and calls the good ones NOT_APPLIED', () => {
    const { results, added, errors } = judgeFacts(
      [granted(), granted({ grantId: 'other', assets: -1 }), revoked(), granted()],
      cloneIds,
      ledgersOf([revoked()]),
    );
    expect(results).toEqual([
      { index: 0, grantId: 'g', outcome: 'NOT_APPLIED' },
      { index: 1, grantId: 'other', outcome: 'INVALID' },
      { index: 2, grantId: 'g', outcome: 'NOT_APPLIED' },
      { index: 3, grantId: 'g', outcome: 'NOT_APPLIED' },
    ]);
    expect(added).toEqual([]);
    expect(errors).toMatchObject([{ code: 'INVALID_INPUT', path: ['input', 'facts', '1', 'assets'] }]);
  });

  it.each([
    ['dataStreams', { dataStreams: -1 }],
    ['dataStreams', { dataStreams: 1_000_001 }],
    ['assets', { assets: -1 }],
    ['assets', { assets: 1_000_001 }],
    ['promptCharacters', { promptCharacters: -1 }],
    ['promptCharacters', { promptCharacters: 1_000_001 }],
    ['expiresAt', { expiresAt: day(1) }],
    ['expiresAt', { expiresAt: day(0) }],
    ['expiresAt', { effectiveAt: day(4), expiresAt: day(4) }],
    ['grantId', { grantId: '' }],
    ['grantId', { grantId: 'x'.repeat(129) }],
    ['grantId', { grantId: 'a\0b' }],
    ['grantId', { grantId: 'a\nb' }],
    ['grantId', { grantId: '\uD800' }],
  ])('refuses a fact whose %s is not allowed (%j)', (field, input) => {
    expect(judgeFacts([granted(input)], cloneIds, new Map())).toMatchObject({
      results: [{ outcome: 'INVALID' }],
      errors: [{ code: 'INVALID_INPUT', path: ['input', 'facts', '0', field] }],
    });
  });

  it('takes the largest amounts and the longest id', () => {
    const largest = {
      grantId: '🦊'.repeat(128),
      dataStreams: 1_000_000,
      assets: 1_000_000,
      promptCharacters: 1_000_000,
      expiresAt: new Date(day(1).getTime() + 1),
    };
    expect(outcomes([granted(largest), granted({ grantId: 'least', assets: 0 })])).toEqual(['APPLIED', 'APPLIED']);
  });

  it('names everything that is wrong with every fact at once', () => {
    const { errors } = judgeFacts(
      [granted({ dataStreams: -1, assets: -1 }), granted({ cloneId: 'nobody' })],
      cloneIds,
      new Map(),
    );
    expect(errors.map(({ code, path }) => `${code} ${path.join('.')}`)).toEqual([
      'INVALID_INPUT input.facts.0.dataStreams',
      'INVALID_INPUT input.facts.0.assets',
      'NOT_FOUND input.facts.1.cloneId',
    ]);
  });
});
