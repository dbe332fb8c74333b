/** What the service's role needs, table by table: the GRANTs of doc/operations.md are these, and readiness asks for each. */
export const neededPrivileges = {
  clones: ['SELECT', 'INSERT', 'UPDATE'],
  clone_strategy_drafts: ['SELECT', 'INSERT', 'UPDATE'],
  clone_strategy_versions: ['SELECT', 'INSERT'],
  clone_entitlement_grants: ['SELECT', 'INSERT'],
  clone_entitlement_terms: ['SELECT'],
  clone_entitlement_facts: ['SELECT', 'INSERT'],
  clone_audit_events: ['SELECT', 'INSERT'],
  idempotency_keys: ['SELECT', 'INSERT'],
  _prisma_migrations: ['SELECT'],
} as const satisfies Record<string, readonly string[]>;
