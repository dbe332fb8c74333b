import { columnOf } from './sqlColumns.ts';
import { Prisma } from './generated/client.ts';
import type { neededPrivileges } from './privileges.ts';

/** The fields of each table's model. */
const fieldsOfTables = {
  clones: Prisma.CloneScalarFieldEnum,
  clone_strategy_drafts: Prisma.StrategyDraftScalarFieldEnum,
  clone_strategy_versions: Prisma.StrategyVersionScalarFieldEnum,
  clone_entitlement_grants: Prisma.EntitlementGrantScalarFieldEnum,
  clone_entitlement_terms: Prisma.EntitlementTermScalarFieldEnum,
  clone_entitlement_facts: Prisma.EntitlementFactScalarFieldEnum,
  clone_audit_events: Prisma.AuditEventScalarFieldEnum,
  idempotency_keys: Prisma.IdempotencyKeyScalarFieldEnum,
} satisfies Record<Exclude<keyof typeof neededPrivileges, '_prisma_migrations'>, object>;

const columns = Object.entries(fieldsOfTables).flatMap(([table, fields]) =>
  Object.keys(fields).map((field) => ({ table, column: columnOf(field) })),
);

/** How many columns that this service reads or writes the database doesn't have: SQL for one number. */
export const missingColumns = Prisma.sql`(
  SELECT count(*)::int FROM json_to_recordset(${JSON.stringify(columns)}::json) AS needed ("table" text, "column" text)
  WHERE NOT EXISTS (SELECT FROM pg_attribute WHERE attrelid = to_regclass(needed."table") AND attname = needed."column" AND NOT attisdropped))`;
