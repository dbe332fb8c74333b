import { setFlagsFromString } from 'node:v8';
import { PGlite } from '@electric-sql/pglite';
import { pg_trgm } from '@electric-sql/pglite/contrib/pg_trgm';

/** PGlite's PostgreSQL version; it can't read another version's files. */
export const postgresVersion = '18';

/** PostgreSQL's own default is 128 MB, and WebAssembly has to zero all of it at each start: 0.5 CPU seconds and 120 MB of memory more. */
const sharedBuffers = ['-c', 'shared_buffers=16MB'];
const startParams = [...PGlite.defaultStartParams, ...sharedBuffers];

/** PGlite creates a database in memory: 1 MB log files instead of 16 MB save 50 MB there. */
const initDbStartParams = [...sharedBuffers, '--wal-segsize=1'];

// V8's optimising compiler takes 600 MB for one function, PostgreSQL's parser, and there is no leaving one out. Without it the
// first 2,000 statements take 1.1 s instead of 3.2 s, later ones 0.6 ms instead of 0.5 ms each.
for (const flag of ['--no-wasm-tier-up', '--no-wasm-dynamic-tiering']) setFlagsFromString(flag);

/** PGlite in a folder, or in memory without one, with the extensions that the migrations need. */
export async function openPGlite(
  where: { readonly dataDir?: string; readonly loadDataDir?: Blob } = {},
): Promise<PGlite> {
  const pglite = await PGlite.create({ ...where, startParams, initDbStartParams, extensions: { pg_trgm } });
  await pglite.exec(`SET timezone TO 'UTC'`);
  return pglite;
}
