/** How to reach a PostgreSQL database; parsed from DATABASE_URL in settings.ts. */
export interface PostgresSettings {
  readonly connectionString: string;
  readonly schema: string;
  readonly connectionLimit: number;
  /** How long a request waits for a free connection. */
  readonly poolTimeoutMs: number;
  readonly statementTimeoutMs: number;
  /** How long a statement waits for a lock; left out: for ever. */
  readonly lockTimeoutMs?: number;
  /** A pooler hands each transaction to another session: nothing may be kept in one. */
  readonly pooled?: true;
}

export type DatabaseSettings =
  | ({ readonly kind: 'postgresql' } & PostgresSettings & TransactionSettings)
  | ({ readonly kind: 'embedded'; readonly dataDir: string } & TransactionSettings);

export interface TransactionSettings {
  /** How long to wait for a connection; 0: as long as the request. */
  readonly poolTimeoutMs: number;
  readonly lockTimeoutMs: number;
  readonly statementTimeoutMs: number;
}
