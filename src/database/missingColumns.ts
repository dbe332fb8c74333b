import { columnOf } from './sqlColumns.ts';
import { Prisma } from './generated/client.ts';
import type { neededPrivileges } from './privileges.ts';

type Table = Exclude<keyof typeof neededPrivileges, '_prisma_migrations'>;

/** The table and the fields of each model. */
const models = {
  Clone: ['clones', Prisma.CloneScalarFieldEnum],
  SetUp: ['clone_set_up', Prisma.SetUpScalarFieldEnum],
  StrategyDraft: ['clone_strategy_drafts', Prisma.StrategyDraftScalarFieldEnum],
  StrategyCheckpoint: ['clone_strategy_checkpoints', Prisma.StrategyCheckpointScalarFieldEnum],
  StrategyVersion: ['clone_strategy_versions', Prisma.StrategyVersionScalarFieldEnum],
  Activation: ['clone_activations', Prisma.ActivationScalarFieldEnum],
  ServedCatalog: ['strategy_catalogs', Prisma.ServedCatalogScalarFieldEnum],
  EntitlementGrant: ['clone_entitlement_grants', Prisma.EntitlementGrantScalarFieldEnum],
  EntitlementTerm: ['clone_entitlement_terms', Prisma.EntitlementTermScalarFieldEnum],
  EntitlementFact: ['clone_entitlement_facts', Prisma.EntitlementFactScalarFieldEnum],
  EntitlementBoundary: ['clone_entitlement_boundaries', Prisma.EntitlementBoundaryScalarFieldEnum],
  AuditEvent: ['clone_audit_events', Prisma.AuditEventScalarFieldEnum],
  Feed: ['clone_feed', Prisma.FeedScalarFieldEnum],
  IdempotencyKey: ['idempotency_keys', Prisma.IdempotencyKeyScalarFieldEnum],
} as const satisfies Record<Prisma.ModelName, readonly [Table, object]>;

// Every table with privileges has a model.
({}) satisfies Record<Exclude<Table, (typeof models)[Prisma.ModelName][0]>, never>;

const columns = Object.values(models).flatMap(([table, fields]) =>
  Object.keys(fields).map((field) => ({ table, column: columnOf(field) })),
);

/** SQL for one number: how many columns that this service uses are missing in the database. */
export const missingColumns = Prisma.sql`(
  SELECT count(*)::int FROM json_to_recordset(${JSON.stringify(columns)}::json) AS needed ("table" text, "column" text)
  WHERE NOT EXISTS (SELECT FROM pg_attribute WHERE attrelid = to_regclass(needed."table") AND attname = needed."column" AND NOT attisdropped))`;
