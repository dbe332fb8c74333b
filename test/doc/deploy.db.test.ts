import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { freePort } from '../bench/freePort.ts';
import { startIdentityServer, type IdentityServer } from '../bench/identityServer.ts';
import { testServer } from '../database/testServer.ts';
import { makePostgres, type PostgresServer } from '../faults/postgres.ts';
import { isFull } from '../runs.ts';
import { buildOutside, type BuiltImage } from './buildOutside.ts';
import { deployFolder, readCompose, readManifests, type ComposeService } from './readDeployExamples.ts';

const run = promisify(execFile);
const bin = fileURLToPath(new URL('../../node_modules/.bin', import.meta.url));
const path = `${bin}:${process.env['PATH']}`;
const secrets = {
  POSTGRES_PASSWORD: 'p1',
  OWNER_PASSWORD: 'o2',
  SERVICE_PASSWORD: 's3',
  GATEWAY_SECRET: 'g'.repeat(32),
};

let folder: string;
let image: BuiltImage;
let postgres: PostgresServer;
let identity: IdentityServer;
let compose: Readonly<Record<string, ComposeService>>;

beforeAll(async () => {
  if (testServer === null) return;
  folder = await mkdtemp(join(tmpdir(), 'deploy-'));
  image = await buildOutside(folder, path, isFull);
  postgres = await makePostgres(folder, 'postgres');
  identity = await startIdentityServer();
  compose = readCompose({ ...secrets, ...identity.settings });
}, 600_000);
afterAll(async () => {
  if (testServer === null) return;
  identity.close();
  await postgres.stop('fast');
  await rm(folder, { recursive: true });
});

const service = (name: string): ComposeService => {
  const found = compose[name];
  if (found === undefined) throw new Error(`compose.yaml has no ${name}`);
  return found;
};

/** What a container is given, with the test's PostgreSQL for the host `database`. */
const environmentOf = (given: Readonly<Record<string, string>> = {}): Record<string, string> => {
  const replaced = Object.entries(given).map(([name, value]) => [
    name,
    value.replace('@database:5432', `@127.0.0.1:${postgres.port}`),
  ]);
  return { PATH: path, ...Object.fromEntries(replaced) };
};
const throughPsql = (name: string, more: Readonly<Record<string, string>> = {}) => ({
  ...environmentOf(service(name).environment),
  PGHOST: '127.0.0.1',
  PGPORT: String(postgres.port),
  ...more,
});

/**
 * A user without rights on the files, as in the image, where the test may become one. Node's permissions refuse every write to a
 * file, as a root that is read-only does.
 */
const asImage = (environment: Record<string, string>) => ({
  cwd: image.folder,
  env: { ...image.environment, ...environment, NODE_OPTIONS: '--permission --allow-fs-read=*' },
  ...(process.getuid?.() === 0 && { uid: 1000, gid: 1000 }),
});

/** The exit code of a health check, as in the container where the service listens on this port. */
async function check(command: readonly string[], port: number): Promise<number> {
  const [program = '', ...args] = command.map((part) => part.replace('127.0.0.1:4001', `127.0.0.1:${port}`));
  return run(program, args, asImage({ PATH: path, PORT: String(port) })).then(
    () => 0,
    (error: { code: number }) => error.code,
  );
}

describe.runIf(testServer !== null)('the examples for containers, run without one', () => {
  it('make roles, migrate, grant, and start a service that is healthy, ready and ends at once on SIGTERM', async () => {
    // database: its health check, and what its image does on an empty folder.
    const { test = [] } = service('database').healthcheck ?? {};
    const [, program = '', ...args] = test;
    await run(program, args, { env: throughPsql('database') });
    await postgres.query('CREATE DATABASE clones');
    const initialised = [
      '--no-psqlrc',
      '--set=ON_ERROR_STOP=1',
      `--file=${fileURLToPath(new URL('roles.sql', deployFolder))}`,
    ];
    await run('psql', initialised, { env: throughPsql('database', { PGDATABASE: 'clones', PGUSER: 'faults' }) });
    const roles = await postgres.query(
      "SELECT rolname FROM pg_authid WHERE rolpassword LIKE 'SCRAM%' ORDER BY rolname",
    );
    expect(roles).toEqual([{ rolname: 'clone_owner' }, { rolname: 'clone_service' }]);

    const [node = '', ...entrypoint] = image.entrypoint;
    const start = (given: readonly string[]) => [...entrypoint, ...given];
    const migrate = () =>
      run(node, start(service('migrate').command ?? []), asImage(environmentOf(service('migrate').environment)));
    expect((await migrate()).stdout).toMatch(/^Applied 2/);
    // As Kubernetes' Job does when it runs again.
    expect(readManifests().get('Job')?.spec.template.spec.containers[0].args).toEqual(service('migrate').command);
    expect((await migrate()).stdout).toMatch(/^Nothing to do/);

    const [psql = '', ...granting] = service('grant').command ?? [];
    const grants = granting.map((part) => part.replace('=/', `=${fileURLToPath(deployFolder)}`));
    for (const _ of ['first', 'again']) await run(psql, grants, { env: throughPsql('grant') });

    const [port, metricsPort] = [await freePort(), await freePort()];
    const settings = {
      ...environmentOf(service('service').environment),
      PORT: String(port),
      METRICS_PORT: String(metricsPort),
    };
    const child = spawn(node, start(image.command), { ...asImage(settings), stdio: ['ignore', 'pipe', 'pipe'] });
    const ended = once(child, 'exit');
    let output = '';
    for (const stream of [child.stdout, child.stderr])
      stream.setEncoding('utf8').on('data', (text: string) => void (output += text));
    const [, ...ready] = service('service').healthcheck?.test ?? [];
    await expect.poll(() => check(ready, port), { timeout: 60_000, interval: 200 }).toBe(0);
    expect(await check(image.healthcheck, port), output).toBe(0);

    const [container] = readManifests().get('Deployment')?.spec.template.spec.containers ?? [];
    for (const probe of [container?.startupProbe, container?.livenessProbe, container?.readinessProbe])
      expect((await fetch(`http://127.0.0.1:${port}${probe?.httpGet.path}`)).status).toBe(200);
    expect((await fetch(`http://127.0.0.1:${metricsPort}/metrics`)).status).toBe(200);
    expect((await fetch(`http://127.0.0.1:${port}/graphiql`)).status).toBe(200);
    const headers = {
      'content-type': 'application/json',
      'x-gateway-secret': secrets.GATEWAY_SECRET,
      authorization: `Bearer ${await identity.sign('alice')}`,
    };
    const body = JSON.stringify({
      query: 'mutation { createClone(input: { name: "Contained" }) { clone { publicProfile { name } } } }',
    });
    const answer = await fetch(`http://127.0.0.1:${port}/graphql`, { method: 'POST', headers, body });
    expect(await answer.json()).toMatchObject({
      data: { createClone: { clone: { publicProfile: { name: 'Contained' } } } },
    });

    child.kill('SIGTERM');
    expect(await ended, output).toEqual([0, null]);
    expect([await check(ready, port), await check(image.healthcheck, port)]).toEqual([1, 1]);
  });
});
