import { expect, it } from 'vitest';
import { anonymous, type Caller } from '../../../src/access/caller.ts';
import { callerKey } from '../../../src/server/rates/callerKey.ts';

it("a subject's requests are counted together, wherever they come from", () => {
  const alice: Caller = { kind: 'user', subject: 'alice', scopes: new Set() };
  expect(callerKey(alice, '10.0.0.1')).toBe(callerKey(alice, '::1'));
  expect(callerKey({ ...alice, subject: '10.0.0.1' }, '')).not.toBe(callerKey(anonymous, '10.0.0.1'));
});

it.each([
  ['10.0.0.1', 'address:10.0.0.1'],
  ['::ffff:10.0.0.1', 'address:10.0.0.1'],
  ['2001:db8:0:7::1', 'address:2001:db8:0:7'],
  ['2001:0db8::1', 'address:2001:db8:0:0'],
  ['2001:db8:0:7:a:b:c:d', 'address:2001:db8:0:7'],
  ['::1', 'address:0:0:0:0'],
  ['fe80::1%eth0', 'address:fe80:0:0:0'],
])('without a token, so are those from the network of %s', (address, key) => {
  expect(callerKey(anonymous, address)).toBe(key);
});
