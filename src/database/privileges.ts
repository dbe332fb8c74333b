/** What the service's role needs, table by table: doc/operations/roles.md has them as GRANTs (npm run generate), and readiness asks for each. */
export const neededPrivileges = {
  clones: ['SELECT', 'INSERT', 'UPDATE'],
  clone_set_up: ['SELECT'],
  clone_strategy_drafts: ['SELECT', 'INSERT', 'UPDATE'],
  clone_strategy_checkpoints: ['SELECT'],
  clone_strategy_versions: ['SELECT', 'INSERT'],
  clone_activations: ['SELECT', 'INSERT'],
  strategy_catalogs: ['SELECT', 'INSERT'],
  clone_entitlement_grants: ['SELECT', 'INSERT'],
  clone_entitlement_terms: ['SELECT'],
  clone_entitlement_facts: ['SELECT', 'INSERT'],
  clone_entitlement_boundaries: ['SELECT', 'DELETE'],
  clone_audit_events: ['SELECT', 'INSERT'],
  clone_feed: ['SELECT'],
  idempotency_keys: ['SELECT', 'INSERT'],
  _prisma_migrations: ['SELECT'],
} as const satisfies Record<string, readonly string[]>;

/** SQL for one text: the privileges that a migrating role lacks, null if none. doc/operations/roles.md grants the same. */
export const lackingToMigrate = `
  SELECT nullif(concat_ws(', ',
    CASE WHEN current_schema() IS NULL THEN 'USAGE on the schema' WHEN NOT has_schema_privilege(current_schema(), 'CREATE') THEN 'CREATE on the schema' END,
    CASE WHEN NOT has_database_privilege(current_database(), 'CREATE') AND NOT EXISTS (SELECT FROM pg_extension WHERE extname = 'pg_trgm')
      THEN 'CREATE on the database, for the extension pg_trgm' END,
    (SELECT 'ownership of ' || string_agg(relname, ', ' ORDER BY relname) FROM pg_class
      WHERE relname IN (${Object.keys(neededPrivileges)
        .map((table) => `'${table}'`)
        .join()})
        AND relnamespace = to_regnamespace(quote_ident(current_schema())) AND NOT pg_has_role(relowner, 'USAGE'))), '') AS lacking`;
