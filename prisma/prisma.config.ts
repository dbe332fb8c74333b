import { defineConfig, env } from 'prisma-cli/config';

/** For Prisma's command line, which must be given this file: `npx prisma studio --config prisma/prisma.config.ts`. */
export default defineConfig({
  schema: 'schema.prisma',
  migrations: { path: 'migrations' },
  datasource: { url: process.env['MIGRATE_DATABASE_URL'] || env('DATABASE_URL') },
});
