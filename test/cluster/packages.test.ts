import { expect, it } from 'vitest';
import { missingPackages } from './packages.ts';

it('a machine lacks the packages whose program is in no folder', () => {
  expect(missingPackages(() => true)).toEqual([]);
  expect(missingPackages((path) => !/\/(haproxy|patroni)$/.test(path))).toEqual(['patroni', 'haproxy']);
  expect(missingPackages(() => false)).toEqual([
    'etcd-server',
    'patroni',
    'haproxy',
    'pgbouncer',
    'postgresql-client-15',
    'postgresql-15',
  ]);
});
