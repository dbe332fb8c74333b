import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startApolloGateway } from '../../doc/examples/startApolloGateway.ts';
import { startHiveGateway } from '../../doc/examples/startHiveGateway.ts';
import { contractOf } from '../../src/demo/contributors/startContributor.ts';
import { startContributors, type Contributors } from '../../src/demo/contributors/startContributors.ts';
import { composeSupergraph } from '../../src/demo/gateway/composeSupergraph.ts';
import { createParts } from '../../src/demo/parts.ts';
import { sources } from '../../src/lifecycle/facts.ts';
import { createLog } from '../../src/server/log.ts';
import { readSettings } from '../../src/settings.ts';
import { startService, type RunningService } from '../../src/startService.ts';

// Else Apollo Gateway begins to report to Apollo.
process.env['APOLLO_TELEMETRY_DISABLED'] = '1';

const gatewaySecret = 'a-secret-of-more-than-32-characters';
const folder = mkdtempSync(join(tmpdir(), 'examples-'));
const parts = createParts(() => {});
let service: RunningService;
let contributors: Contributors;
let supergraph: string;
let token: string;
let cloneId: string;

beforeAll(async () => {
  const settings = { ...readSettings({ DATA_DIR: folder, LOG_LEVEL: 'fatal', GATEWAY_SECRET: gatewaySecret }), port: 0, metricsPort: 0 };
  service = await parts.start('service', () => startService(settings, createLog(settings.logLevel)));
  contributors = await parts.start('contributors', () => startContributors({ folder, ports: { audition: 0, queue: 0, arena: 0 } }));
  supergraph = composeSupergraph([
    { name: 'clone', url: `${service.url}/graphql`, sdl: readFileSync(new URL('../../schema.graphql', import.meta.url), 'utf8') },
    ...sources.map((name) => ({ name, url: contributors[name].url, sdl: contractOf(name) })),
  ]);
  token = (await service.signToken?.({ sub: 'alice' })) ?? '';
  const created = await ask(`${service.url}/graphql`, 'mutation { createClone(input: {}) { clone { id } } }', { 'x-gateway-secret': gatewaySecret });
  cloneId = (created as { data: { createClone: { clone: { id: string } } } }).data.createClone.clone.id;
});

afterAll(async () => {
  await parts.close();
  rmSync(folder, { recursive: true });
});

const nobody = { authorization: '' };

/** Asks as alice, or with other headers; gives the whole answer. */
async function ask(url: string, query: string, headers: Readonly<Record<string, string>> = {}): Promise<unknown> {
  const given = Object.entries({ authorization: `Bearer ${token}`, ...headers }).filter(([, value]) => value !== '');
  const response = await fetch(url, { method: 'POST', headers: { 'content-type': 'application/json', ...Object.fromEntries(given) }, body: JSON.stringify({ query }) });
  return response.json();
}

const gateways = [
  { example: 'Apollo Gateway', start: () => startApolloGateway({ supergraphSdl: supergraph, gatewaySecret, port: 0 }) },
  { example: 'Hive Gateway, default engine', start: () => startHiveGateway({ supergraph, gatewaySecret, port: 0, engine: 'default' }) },
  { example: 'Hive Gateway, router engine', start: () => startHiveGateway({ supergraph, gatewaySecret, port: 0, engine: 'router' }) },
];

describe('without the secret the subgraph answers nobody', () => {
  it('says which header it needs', async () => {
    expect(await ask(`${service.url}/graphql`, '{ __typename }')).toMatchObject({ errors: [{ message: expect.stringContaining('x-gateway-secret') }] });
  });
});

describe.each(gateways)("the guide's example for $example", ({ start }) => {
  let url: string;

  beforeAll(async () => {
    const gateway = await start();
    ({ url } = gateway);
    return () => gateway.close();
  });

  it('answers with the facts of all four subgraphs', async () => {
    const answer = await ask(url, `{ clone(id: "${cloneId}") { lifecycle { state unavailable auditionStatus queueStatus arenaStatus } } }`);
    expect(answer).toEqual({
      data: { clone: { lifecycle: { state: 'SETUP_REQUIRED', unavailable: [], auditionStatus: 'NONE', queueStatus: 'NONE', arenaStatus: 'NONE' } } },
    });
  });

  it("passes each caller's token on, and answers each for themselves, at the same moment too", async () => {
    const query = `{ clone(id: "${cloneId}") { strategyDraft { revision } } }`;
    const drafts = await Promise.all([ask(url, query), ask(url, query, nobody), ask(url, query), ask(url, query, nobody)]);
    const revisions = drafts.map((answer) => (answer as { data: { clone: { strategyDraft: object | null } } }).data.clone.strategyDraft);
    expect(revisions).toEqual([{ revision: 0 }, null, { revision: 0 }, null]);
  });
});
