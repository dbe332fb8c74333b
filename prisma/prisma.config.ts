import { defineConfig, env } from 'prisma/config';

/** For Prisma's command line, which needs to be told of this file: `prisma migrate deploy --config prisma/prisma.config.ts`. */
export default defineConfig({
  schema: 'schema.prisma',
  migrations: { path: 'migrations' },
  datasource: { url: process.env['MIGRATE_DATABASE_URL'] || env('DATABASE_URL') },
});
