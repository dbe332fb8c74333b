import pg from 'pg';

/** The PostgreSQL server of this run; null: the embedded database. */
export const testServer = process.env['TEST_DATABASE_URL'] || null;

/** TEST_POOL_SIZE=1 shows that inside a transaction only its own connection is used. */
export const testPoolSize = Number(process.env['TEST_POOL_SIZE'] || 5);

/** The URL of a database on the test server. */
export function urlOf(database: string): string {
  const url = new URL(testServer ?? '');
  url.pathname = `/${database}`;
  return url.href;
}

/** Runs one statement on the server's own database. */
export async function onServer(sql: string): Promise<void> {
  const client = new pg.Client({ connectionString: testServer ?? '' });
  await client.connect();
  try {
    await client.query(sql);
  } finally {
    await client.end();
  }
}
