import { afterAll, beforeAll, expect, it } from 'vitest';
import { cloneStatuses, moderationStatuses } from '../../src/clone/clone.ts';
import type { AuditEntry } from '../../src/audit/store.ts';
import { draftCauses } from '../../src/strategy/checkpoint.ts';
import type { EntitlementFact } from '../../src/entitlement/fact.ts';
import type { Database } from '../../src/database/openDatabase.ts';
import { openTestDatabase } from './openTestDatabase.ts';

let database: Database;
beforeAll(async () => {
  database = await openTestDatabase();
});
afterAll(() => database.close());

/** All members of a union: the compiler complains if one is missing. */
const all = <Member extends string>(members: Readonly<Record<Member, true>>) => Object.keys(members);

it.each([
  ['clones', 'status', cloneStatuses],
  ['clones', 'moderation_status', moderationStatuses],
  ['clones', 'last_decision', moderationStatuses.filter((status) => status !== 'PENDING')],
  ['clone_strategy_drafts', 'cause', draftCauses],
  ['clone_strategy_checkpoints', 'reason', draftCauses],
  ['clone_entitlement_facts', 'kind', all<EntitlementFact['kind']>({ GRANTED: true, REVOKED: true })],
  ['clone_audit_events', 'actor_kind', all<AuditEntry['actorKind']>({ OWNER: true, OPERATOR: true, SERVICE: true })],
] as const)('the check of %s.%s allows exactly the values that the code knows', async (table, column, values) => {
  const [constraint] = await database.client.$queryRaw<{ readonly rule: string }[]>`
    SELECT pg_get_constraintdef(oid) AS rule FROM pg_constraint
    WHERE conrelid = ${table}::regclass AND conname = ${`${table}_${column}_check`}`;
  const allowed = [...(constraint?.rule ?? '').matchAll(/'(\w+)'::text/g)].map(([, value]) => value);
  expect(allowed).toEqual([...values]);
});
