import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isInForce, type Grant } from '../../src/entitlement/effectiveEntitlement.ts';
import { nextChange } from '../../src/entitlement/nextChange.ts';
import { runs } from '../runs.ts';

// Few instants, so that grants begin and end at the same one, in the past, now and to come.
const instant = fc.integer({ min: 0, max: 12 }).map((second) => new Date(second * 1_000));
const grant: fc.Arbitrary<Grant> = fc.record({
  grantId: fc.uuid(),
  dataStreams: fc.constant(1),
  assets: fc.constant(1),
  promptCharacters: fc.constant(1),
  modelTier: fc.constant(null),
  effectiveAt: instant,
  expiresAt: fc.option(instant),
  revokedAt: fc.option(instant),
});
const now = new Date(5_000);

describe('when an entitlement changes next by itself', () => {
  it('is the first instant ahead at which other grants are in force', () => {
    fc.assert(
      fc.property(fc.array(grant, { maxLength: 6 }), (grants) => {
        const inForce = (second: number) => grants.map((one) => isInForce(one, new Date(second * 1_000)));
        const ahead = Array.from({ length: 20 }, (_, index) => 6 + index);
        const first = ahead.find((second) => String(inForce(second)) !== String(inForce(second - 1)));
        expect(nextChange(grants, now)).toEqual(first === undefined ? null : new Date(first * 1_000));
      }),
      { numRuns: runs(5_000) },
    );
  });

  it('is unknown without a grant', () => {
    expect(nextChange([], now)).toBeNull();
  });
});
