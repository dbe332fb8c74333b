import { expect, it } from 'vitest';
import { nameStatements } from '../../src/database/nameStatements.ts';

it('each text has its own name, always the same, and searches and long lists have none', () => {
  const name = nameStatements();
  const [first, second] = [name({ sql: 'SELECT 1' }), name({ sql: 'SELECT 2' })];
  expect(first).not.toBe('');
  expect(second).not.toBe(first);
  expect(name({ sql: 'SELECT 1' })).toBe(first);
  expect(name({ sql: 'SELECT id FROM clones WHERE listed_name LIKE $1 LIMIT $2' })).toBe('');
  expect(name({ sql: 'SELECT id FROM clones WHERE id IN ($1,$2,$3)' })).not.toBe('');
  const list = Array.from({ length: 60 }, (_, index) => `$${index + 1}`);
  expect(name({ sql: `SELECT id FROM clones WHERE id IN (${list.join()})` })).toBe('');
});

it('after 500 texts, those with a name keep it, and no other gets one', () => {
  const name = nameStatements();
  const names = Array.from({ length: 501 }, (_, index) => name({ sql: `SELECT ${index}` }));
  expect(new Set(names.slice(0, 500)).size).toBe(500);
  expect(names[500]).toBe('');
  expect(name({ sql: 'SELECT 499' })).toBe(names[499]);
});
