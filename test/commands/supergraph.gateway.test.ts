import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildSchema, isObjectType, parse, type GraphQLObjectType, type GraphQLSchema } from 'graphql';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startApolloGateway } from '../../doc/examples/startApolloGateway.ts';
import { startHiveGateway } from '../../doc/examples/startHiveGateway.ts';
import { supergraph } from '../../src/commands/supergraph.ts';
import { startContributors, type Contributors } from '../../src/demo/contributors/startContributors.ts';
import { createParts } from '../../src/demo/parts.ts';
import { UsageError } from '../../src/errors/usageError.ts';
import { createLog } from '../../src/server/log.ts';
import { readSettings } from '../../src/settings/settings.ts';
import { startService, type RunningService } from '../../src/startService.ts';
import { copyEmbedded } from '../database/copyEmbedded.ts';

process.env['APOLLO_TELEMETRY_DISABLED'] = '1';

const root = join(import.meta.dirname, '../..');
const folder = mkdtempSync(join(tmpdir(), 'supergraph-'));
const parts = createParts(() => {});
let service: RunningService;
let contributors: Contributors;

beforeAll(async () => {
  copyEmbedded(folder);
  const settings = { ...readSettings({ DATA_DIR: folder, LOG_LEVEL: 'fatal' }), port: 0, metricsPort: 0 };
  service = await parts.start('service', () => startService(settings, createLog(settings.logLevel)));
  contributors = await parts.start('contributors', () =>
    startContributors({ folder, ports: { audition: 0, queue: 0, arena: 0 } }),
  );
});
afterAll(async () => {
  await parts.close();
  rmSync(folder, { recursive: true });
});

interface Ended {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** `npm run --silent supergraph -- <args>`, in a place without any setting. */
function run(...args: readonly string[]): Promise<Ended> {
  const { PATH = '', HOME = '' } = process.env;
  return new Promise((resolve) => {
    execFile(
      'npm',
      ['run', '--silent', 'supergraph', '--', ...args],
      { cwd: root, env: { PATH, HOME }, maxBuffer: 8 * 1024 * 1024 },
      (error, stdout, stderr) => resolve({ code: error ? Number(error.code) : 0, stdout, stderr }),
    );
  });
}

const urls = () => [
  '--clone',
  `${service.url}/graphql`,
  ...(['audition', 'queue', 'arena'] as const).flatMap((name) => [`--${name}`, contributors[name].url]),
];

const starts = {
  'Apollo Gateway': (supergraph: string) =>
    startApolloGateway({ supergraphSdl: supergraph, gatewaySecret: 'x', port: 0 }),
  'Hive Gateway': (supergraph: string) =>
    startHiveGateway({ supergraph, gatewaySecret: 'x', port: 0, engine: 'default' }),
};

describe('the supergraph command', () => {
  it('prints a supergraph and nothing else, with the usual addresses', async () => {
    const { code, stdout, stderr } = await run();
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(parse(stdout).definitions.length).toBeGreaterThan(50);
    for (const port of [4001, 4011, 4012, 4013]) expect(stdout).toContain(`url: "http://localhost:${port}/graphql"`);
    expect(stdout).not.toContain('@inaccessible');
  });

  it('prints with --api what clients see: every type and text, and nothing of how it is federated', async () => {
    const all = buildSchema((await run('--api')).stdout);
    const publicly = buildSchema((await run('--api', '--public')).stdout);
    expect(all.getDirectives().map(({ name }) => name)).toEqual(
      buildSchema('type Query { a: Int }')
        .getDirectives()
        .map(({ name }) => name),
    );
    expect(
      Object.keys(all.getTypeMap()).filter((name) => name.startsWith('join__') || name.startsWith('link__')),
    ).toEqual([]);
    const state = (schema: GraphQLSchema) =>
      (schema.getType('LifecycleSummary') as GraphQLObjectType).getFields()['state'];
    for (const schema of [all, publicly]) expect(state(schema)?.description).toMatch(/\w/);
    const fields = (schema: GraphQLSchema) => Object.keys(schema.getQueryType()?.getFields() ?? {});
    expect(fields(all)).toEqual(expect.arrayContaining([...fields(publicly), 'moderationGate']));
    expect(fields(publicly)).not.toContain('moderationGate');
  });

  it.each(Object.entries(starts))(
    'prints what starts %s over the running subgraphs, with and without what is internal',
    async (_, start) => {
      for (const [flags, publicly] of [
        [[], false],
        [['--public'], true],
        [['--ask', '--public'], true],
      ] as const) {
        const { code, stdout } = await run(...urls(), ...flags);
        expect(code).toBe(0);
        const gateway = await start(stdout);
        const ask = async (query: string) =>
          (
            await fetch(gateway.url, {
              method: 'POST',
              headers: { 'content-type': 'application/json' },
              body: JSON.stringify({ query }),
            })
          ).json();
        expect(await ask('{ publicClones { nodes { lifecycle { state arenaStatus } } } }')).toEqual({
          data: { publicClones: { nodes: [] } },
        });
        const internal = await ask('{ moderationGate }');
        expect(JSON.stringify(internal)).toContain(publicly ? 'GRAPHQL_VALIDATION_FAILED' : 'UNAUTHENTICATED');
        await gateway.close();
      }
    },
  );

  it('takes with --ask what a subgraph serves, with its own types beside the contract', async () => {
    const { code, stdout } = await run('--ask', '--arena', contributors.arena.url);
    expect(code).toBe(0);
    const summary = buildSchema(stdout, { assumeValidSDL: true }).getType('LifecycleSummary');
    expect(isObjectType(summary) && Object.keys(summary.getFields())).toEqual(
      expect.arrayContaining(['arenaSlot', 'queueEntry', 'state']),
    );
    expect(stdout).toContain(`url: "${contributors.arena.url}"`);
  });

  it.each([
    ['--arena'],
    ['--arena', 'nowhere'],
    ['--arena', 'file:///etc/passwd'],
    ['--ask'],
    ['--sub', 'x'],
    ['arena'],
    ['--public=yes'],
  ])('says what is wrong and how it is called, when called with %s %s', async (...args) => {
    // How a command ends then is the same for all of them: help.process.test.ts.
    const error = await supergraph(args.filter((arg) => arg !== undefined)).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(UsageError);
    expect(String(error)).toMatch(/^UsageError: [^\n]+\nUsage: npm run --silent supergraph -- [^\n]*$/);
  });

  it('says in one line which subgraph can’t be asked', async () => {
    const { code, stdout, stderr } = await run('--ask', '--queue', 'http://127.0.0.1:1/graphql');
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    expect(stderr).toMatch(
      /^The queue subgraph at http:\/\/127\.0\.0\.1:1\/graphql can't be asked for its SDL: [^\n]*\n$/,
    );
  });
});
