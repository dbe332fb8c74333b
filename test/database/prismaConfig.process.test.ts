import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const root = fileURLToPath(new URL('../..', import.meta.url));

/**
 * What Prisma's command line prints with these variables. It stops before its engine, which would have to be
 * downloaded.
 */
function deploy(env: Record<string, string>): Promise<string> {
  const { PATH } = process.env;
  const args = ['node_modules/prisma-cli/build/index.js', 'migrate', 'deploy', '--config', 'prisma/prisma.config.ts'];
  return new Promise((resolve) => {
    execFile(
      process.execPath,
      args,
      { cwd: root, env: { PATH, CHECKPOINT_DISABLE: '1', PRISMA_SCHEMA_ENGINE_BINARY: 'package.json', ...env } },
      (_, stdout, stderr) => {
        resolve(stdout + stderr);
      },
    );
  });
}

describe('`prisma migrate deploy` with the configuration of the operations page', () => {
  const DATABASE_URL = 'postgresql://service:secret@127.0.0.1:1/clones?schema=one';

  it("finds the schema, and the service's database", async () => {
    const said = await deploy({ DATABASE_URL });
    expect(said).toContain('Prisma schema loaded from prisma/schema.prisma');
    expect(said).toContain('PostgreSQL database "clones", schema "one" at "127.0.0.1:1"');
  });

  it("connects as the tables' owner if one is set, as `npm run migrate` does", async () => {
    const said = await deploy({ DATABASE_URL, MIGRATE_DATABASE_URL: DATABASE_URL.replace('/clones', '/as_owner') });
    expect(said).toContain('PostgreSQL database "as_owner"');
  });

  it('names the variable that is missing', async () => {
    expect(await deploy({})).toContain('DATABASE_URL');
  });
});
