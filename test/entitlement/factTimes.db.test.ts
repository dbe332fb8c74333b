import { beforeAll, describe, expect, it } from 'vitest';
import { newId } from '../../src/clone/id.ts';
import { createClone } from '../makers.ts';
import { startTestService, user } from '../startTestService.ts';
import { applyFacts, sendFacts } from './applyFacts.ts';

const service = startTestService();
let cloneId: string;

beforeAll(async () => {
  cloneId = await createClone(service, user('alice'), { name: 'Timed' });
});

const noInstants: readonly unknown[] = [
  '2027-02-30T00:00:00Z',
  '2027-13-01T00:00:00Z',
  '2027-00-01T00:00:00Z',
  '2027-01-00T00:00:00Z',
  '2027-01-01T00:00:00',
  '2027-01-01',
  '1767225600',
  1_767_225_600,
  1.5,
  true,
  '2027-01-01T25:00:00Z',
  '2027-01-01T24:00:00Z',
  '2027-01-01T23:60:00Z',
  '2027-01-01T23:59:60Z',
  '2027-01-01T00:00Z',
  '2027-01-01 00:00:00Z',
  '2027-01-01T00:00:00+24:00',
  '2027-01-01T00:00:00+0200',
  '0050-01-01T00:00:00Z',
  '1969-12-31T23:59:59.999Z',
  '1970-01-01T00:30:00+01:00',
  '+010000-01-01T00:00:00Z',
  '9999-12-31T23:59:59-01:00',
  '',
  ' 2027-01-01T00:00:00Z',
  'now',
  'infinity',
  {},
  [],
];

describe.each(['occurredAt', 'effectiveAt', 'expiresAt'])('%s', (field) => {
  it.each(noInstants)(
    'that is %j is refused for the whole request, by the field’s name, and nothing of the batch is applied',
    async (value) => {
      const [good, bad] = [newId(), newId()];
      const { data, errors } = await sendFacts(service, [
        { grantId: good, cloneId },
        { grantId: bad, cloneId, [field]: value },
      ]);
      expect(data).toBeNull();
      expect(errors).toMatchObject([{ code: 'BAD_USER_INPUT', message: expect.stringContaining(field) }]);
      expect(await service.database.client.entitlementFact.count({ where: { grantId: { in: [good, bad] } } })).toBe(0);
    },
  );
});

describe('an instant', () => {
  it.each([
    ['1970-01-01T00:00:00Z', '1970-01-01T00:00:00.000Z'],
    ['9999-12-31T23:59:59.999Z', '9999-12-31T23:59:59.999Z'],
    ['2027-01-01T00:00:00.123456Z', '2027-01-01T00:00:00.123Z'],
    ['2027-01-01T00:00:00.9999999999Z', '2027-01-01T00:00:00.999Z'],
    ['2027-01-01t00:00:00z', '2027-01-01T00:00:00.000Z'],
    ['2027-01-01T02:00:00+02:00', '2027-01-01T00:00:00.000Z'],
    ['2026-12-31T18:30:00-05:30', '2027-01-01T00:00:00.000Z'],
    ['2028-02-29T00:00:00Z', '2028-02-29T00:00:00.000Z'],
  ])(
    'written as %s is stored and comes back as %s, and is the same fact however it is written',
    async (written, instant) => {
      const grantId = newId();
      const { entitlements } = await applyFacts(service, { grantId, cloneId, effectiveAt: written });
      expect(entitlements[0].grants.find((grant: { grantId: string }) => grant.grantId === grantId)).toMatchObject({
        effectiveAt: instant,
      });
      expect((await applyFacts(service, { grantId, cloneId, effectiveAt: instant })).results).toMatchObject([
        { outcome: 'UNCHANGED' },
      ]);
    },
  );

  it.each([
    ['before', '2027-01-02T00:00:00Z', '2027-01-01T00:00:00Z', false],
    ['at', '2027-01-01T00:00:00Z', '2027-01-01T01:00:00+01:00', false],
    ['in the same millisecond as', '2027-01-01T00:00:00.0001Z', '2027-01-01T00:00:00.0009Z', false],
    ['a millisecond after', '2027-01-01T00:00:00.000Z', '2027-01-01T00:00:00.001Z', true],
  ])('at which a grant ends, %s its beginning, is allowed or not', async (_, effectiveAt, expiresAt, allowed) => {
    const { data } = await sendFacts(service, [{ grantId: newId(), cloneId, effectiveAt, expiresAt }]);
    expect(data.applyEntitlementFacts.errors).toMatchObject(
      allowed ? [] : [{ code: 'INVALID_INPUT', path: ['input', 'facts', '0', 'expiresAt'] }],
    );
  });

  it('of expiry is compared with `occurredAt` where no beginning is given', async () => {
    const { data } = await sendFacts(service, [
      { grantId: newId(), cloneId, occurredAt: '2027-01-01T00:00:00Z', expiresAt: '2026-12-31T00:00:00Z' },
    ]);
    expect(data.applyEntitlementFacts).toMatchObject({
      results: [{ outcome: 'INVALID' }],
      errors: [{ path: ['input', 'facts', '0', 'expiresAt'] }],
    });
  });
});
