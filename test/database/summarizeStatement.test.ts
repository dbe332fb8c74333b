import { expect, it } from 'vitest';
import { summarizeStatement } from '../../src/database/summarizeStatement.ts';

it.each([
  ['SELECT id FROM clones WHERE id = ANY ($1)', 'SELECT clones', 'SELECT', 'clones'],
  ['SELECT "public"."clones"."id" FROM "public"."clones" WHERE 1=1', 'SELECT clones', 'SELECT', 'clones'],
  [
    'SELECT c.id FROM clones c\n  LEFT JOIN clone_activations a ON a.clone_id = c.id',
    'SELECT clones clone_activations',
    'SELECT',
    null,
  ],
  [
    'WITH write_1 AS (INSERT INTO clones (id) SELECT id FROM json_populate_recordset(NULL::clones, $1)), write_2 AS (UPDATE clone_strategy_drafts SET a = 1) SELECT',
    'INSERT clones UPDATE clone_strategy_drafts',
    'INSERT',
    null,
  ],
  [
    'DELETE FROM clone_entitlement_boundaries WHERE at < now()',
    'DELETE clone_entitlement_boundaries',
    'DELETE',
    'clone_entitlement_boundaries',
  ],
  ['SELECT id FROM (SELECT id FROM clones FOR NO KEY UPDATE NOWAIT) locked', 'SELECT clones', 'SELECT', 'clones'],
  ['COMMIT', 'COMMIT', 'COMMIT', null],
  ["SELECT set_config('lock_timeout', $1, true)", 'SELECT', 'SELECT', null],
])('a statement is summarized by its operations and tables: %s', (sql, text, operation, table) => {
  expect(summarizeStatement(sql)).toEqual({ text, operation, table });
});

it.each([
  "SELECT 'canary' FROM canary",
  'UPDATE "canary" SET canary = 1',
  'CANARY',
  '/* canary */ INSERT INTO canary',
  '',
])('a summary has words of ours alone: %j', (sql) => {
  expect(summarizeStatement(sql).text).toMatch(/^(SELECT|SQL)$/);
});
