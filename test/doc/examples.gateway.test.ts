import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startApolloGateway } from '../../doc/examples/startApolloGateway.ts';
import { startHiveGateway } from '../../doc/examples/startHiveGateway.ts';
import { contractOf } from '../../src/demo/contributors/startContributor.ts';
import { startContributors, type Contributors } from '../../src/demo/contributors/startContributors.ts';
import { composeSupergraph, type Audience } from '../../src/demo/gateway/composeSupergraph.ts';
import { createParts } from '../../src/demo/parts.ts';
import { sources } from '../../src/lifecycle/facts.ts';
import { createLog } from '../../src/server/log.ts';
import { readSettings } from '../../src/settings/settings.ts';
import { startService, type RunningService } from '../../src/startService.ts';
import { copyEmbedded } from '../database/copyEmbedded.ts';
import type { Manifest } from '../repository/persistedOperations.ts';

// Else Apollo Gateway begins to report to Apollo.
process.env['APOLLO_TELEMETRY_DISABLED'] = '1';

const gatewaySecret = 'a-secret-of-more-than-32-characters';
const folder = mkdtempSync(join(tmpdir(), 'examples-'));
const parts = createParts(() => {});
let service: RunningService;
let contributors: Contributors;
let compose: (audience: Audience) => string;
const lines: string[] = [];
let token: string;
let cloneId: string;

beforeAll(async () => {
  copyEmbedded(folder);
  const settings = {
    ...readSettings({ DATA_DIR: folder, LOG_LEVEL: 'info', GATEWAY_SECRET: gatewaySecret }),
    port: 0,
    metricsPort: 0,
  };
  service = await parts.start('service', () =>
    startService(settings, createLog(settings.logLevel, { write: (line) => void lines.push(line) })),
  );
  contributors = await parts.start('contributors', () =>
    startContributors({ folder, ports: { audition: 0, queue: 0, arena: 0 } }),
  );
  const subgraphs = [
    {
      name: 'clone',
      url: `${service.url}/graphql`,
      sdl: readFileSync(new URL('../../schema.graphql', import.meta.url), 'utf8'),
    },
    ...sources.map((name) => ({ name, url: contributors[name].url, sdl: contractOf(name) })),
  ];
  compose = (audience) => composeSupergraph(subgraphs, audience);
  token = (await service.signToken?.({ sub: 'alice' })) ?? '';
  const created = await ask(`${service.url}/graphql`, 'mutation { createClone(input: {}) { clone { id } } }', {
    'x-gateway-secret': gatewaySecret,
  });
  cloneId = (created as { data: { createClone: { clone: { id: string } } } }).data.createClone.clone.id;
});

afterAll(async () => {
  await parts.close();
  rmSync(folder, { recursive: true });
});

const manifest = JSON.parse(
  readFileSync(new URL('../../doc/examples/persistedOperations.json', import.meta.url), 'utf8'),
) as Manifest;
const nobody = { authorization: '' };

/** Asks as alice, or with other headers; gives the whole answer. */
async function ask(url: string, query: string, headers: Readonly<Record<string, string>> = {}): Promise<unknown> {
  return (await send(url, { query }, headers)).json();
}

function send(url: string, body: object, headers: Readonly<Record<string, string>> = {}): Promise<Response> {
  const given = Object.entries({ authorization: `Bearer ${token}`, ...headers }).filter(([, value]) => value !== '');
  return fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...Object.fromEntries(given) },
    body: JSON.stringify(body),
  });
}

type Documents = ReadonlyMap<string, string>;
const trusting = (trustedDocuments?: Documents) => ({
  gatewaySecret,
  port: 0,
  ...(trustedDocuments && { trustedDocuments }),
});
const gateways = [
  {
    example: 'Apollo Gateway',
    start: (audience: Audience = 'internal', documents?: Documents) =>
      startApolloGateway({ supergraphSdl: compose(audience), ...trusting(documents) }),
  },
  {
    example: 'Hive Gateway, default engine',
    start: (audience: Audience = 'internal', documents?: Documents) =>
      startHiveGateway({ supergraph: compose(audience), engine: 'default', ...trusting(documents) }),
  },
  {
    example: 'Hive Gateway, router engine',
    start: (audience: Audience = 'internal', documents?: Documents) =>
      startHiveGateway({ supergraph: compose(audience), engine: 'router', ...trusting(documents) }),
  },
];

describe('without the secret the subgraph answers nobody', () => {
  it('says which header it needs', async () => {
    expect(await ask(`${service.url}/graphql`, '{ __typename }')).toMatchObject({
      errors: [{ message: expect.stringContaining('x-gateway-secret') }],
    });
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
    const answer = await ask(
      url,
      `{ clone(id: "${cloneId}") { lifecycle { state unavailable auditionStatus queueStatus arenaStatus } } }`,
    );
    expect(answer).toEqual({
      data: {
        clone: {
          lifecycle: {
            state: 'SETUP_REQUIRED',
            unavailable: [],
            auditionStatus: 'NONE',
            queueStatus: 'NONE',
            arenaStatus: 'NONE',
          },
        },
      },
    });
  });

  it('lets no number become an id: JSON has rounded it before', async () => {
    const fact = { cloneId, kind: 'GRANTED', occurredAt: '2026-01-01T00:00:00Z', assets: 1 };
    const economy = {
      authorization: `Bearer ${(await service.signToken?.({ sub: 'economy', scope: ['entitlement:write'] })) ?? ''}`,
    };
    const query =
      'mutation ($input: ApplyEntitlementFactsInput!) { applyEntitlementFacts(input: $input) { results { grantId } errors { code } } }';
    // Two grants, in text as no JavaScript would write it.
    for (const grantId of ['9007199254740993', '9007199254740992']) {
      const body = JSON.stringify({ query, variables: { input: { facts: [{ ...fact, grantId: 'GRANT' }] } } }).replace(
        '"GRANT"',
        grantId,
      );
      const response = await fetch(url, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...economy },
        body,
      });
      expect(await response.text()).toContain('BAD_USER_INPUT');
    }
    const literal = `mutation { applyEntitlementFacts(input: { facts: [{ grantId: 7, cloneId: "${cloneId}", kind: GRANTED, occurredAt: "2026-01-01T00:00:00Z" }] }) { errors { code } } }`;
    expect(JSON.stringify(await ask(url, literal, economy))).toContain('BAD_USER_INPUT');
    const asText = literal.replace('grantId: 7', `grantId: "7 by ${url}"`);
    expect(await ask(url, asText, economy)).toEqual({ data: { applyEntitlementFacts: { errors: [] } } });
  });

  it("passes each caller's token on, and answers each for themselves, at the same moment too", async () => {
    const query = `{ clone(id: "${cloneId}") { strategyDraft { revision } } }`;
    const drafts = await Promise.all([
      ask(url, query),
      ask(url, query, nobody),
      ask(url, query),
      ask(url, query, nobody),
    ]);
    const revisions = drafts.map(
      (answer) => (answer as { data: { clone: { strategyDraft: object | null } } }).data.clone.strategyDraft,
    );
    expect(revisions).toEqual([{ revision: 0 }, null, { revision: 0 }, null]);
  });

  it.each(['from-the-client', ''])(
    "has one request id over all hops, which this service's log and the answer have: %j",
    async (given) => {
      const before = lines.length;
      const query = `{ clone(id: "${cloneId}") { lifecycle { state } } }`;
      const response = await send(url, { query }, { 'x-request-id': given });
      expect(await response.json()).toMatchObject({ data: { clone: { lifecycle: { state: 'SETUP_REQUIRED' } } } });
      const logged = () =>
        lines
          .slice(before)
          .map((line) => JSON.parse(line) as { readonly path?: string; readonly requestId?: string })
          .filter(({ path }) => path === '/graphql')
          .map(({ requestId }) => requestId);
      // The clone, and its state: a line is written once its answer has gone.
      await expect.poll(() => logged().length).toBe(2);
      const answered = response.headers.get('x-request-id');
      expect(answered).toMatch(given === '' ? /^[\w-]{8,64}$/ : /^from-the-client$/);
      expect(logged()).toEqual([answered, answered]);
    },
  );
});

describe.each(gateways)('$example with the public contract', ({ start }) => {
  let url: string;

  beforeAll(async () => {
    const gateway = await start('public');
    ({ url } = gateway);
    return () => gateway.close();
  });

  it('answers what is public, from all four subgraphs', async () => {
    const answer = await ask(
      url,
      `{ clone(id: "${cloneId}") { strategyDraft { revision } lifecycle { state arenaStatus } } }`,
    );
    expect(answer).toEqual({
      data: { clone: { strategyDraft: { revision: 0 }, lifecycle: { state: 'SETUP_REQUIRED', arenaStatus: 'NONE' } } },
    });
  });

  it.each([
    '{ moderationQueueCount }',
    '{ moderationQueueCoun operatorClone { id } }',
    `{ clone(id: "x") { status } }`,
    `{ clone(id: "x") { statu } }`,
    'mutation { setCloneStatus(input: { cloneId: "1", status: ARCHIVED, reason: "x" }) { errors { code } } }',
    'mutation { setCloneStatu }',
    'query ($filter: OperatorCloneFilte) { __typename }',
  ])('refuses what is internal before anything is asked, and suggests nothing of it: %s', async (query) => {
    const before = lines.length;
    const text = JSON.stringify(await ask(url, query));
    expect(text).toContain('"errors"');
    expect(text).toMatch(/GRAPHQL_VALIDATION_FAILED/);
    const [, suggested = ''] = /Did you mean ([^?]*)\?/.exec(text) ?? [];
    const names = [
      'moderationQueueCount',
      'moderationQueue',
      'moderationGate',
      'operatorClones',
      'cloneEvents',
      'status',
      'setCloneStatus',
      'CloneStatus',
      'OperatorCloneFilter',
    ];
    expect(names.filter((name) => new RegExp(`\\b${name}\\b`).test(suggested))).toEqual([]);
    expect(lines.slice(before)).toEqual([]);
  });

  it('shows nothing internal in introspection', async () => {
    const answer = await ask(
      url,
      '{ __schema { types { name } } query: __type(name: "Query") { fields { name } } clone: __type(name: "Clone") { fields { name } } codes: __type(name: "UserErrorCode") { enumValues { name } } }',
    );
    const text = JSON.stringify(answer);
    expect(text).toContain('"publicClones"');
    expect(text).not.toMatch(
      /"(moderationQueue|operatorClones|cloneEvents|CloneEvent|CloneEventConnection|CloneEventKind|OperatorBlocker|moderationQueueCount|moderationGate|status|CloneStatus|ModerationGate|ModerationDecision|OperatorCloneFilter|SetCloneStatusPayload|SetCloneStatusInput|EntitlementFactInput|EntitlementFactKind|GRANT_CONFLICT)"/,
    );
  });
});

describe.each(gateways)('$example with trusted documents', ({ start }) => {
  const trusted = 'query Mine { myClones { nodes { id } } }';
  const hashOf = (text: string) => createHash('sha256').update(text).digest('hex');
  const byHash = (text: string) => ({ extensions: { persistedQuery: { version: 1, sha256Hash: hashOf(text) } } });
  let url: string;

  beforeAll(async () => {
    const documents = manifest.operations.map(({ id, body }) => [id, body] as const);
    const gateway = await start('public', new Map([...documents, [hashOf(trusted), trusted]]));
    ({ url } = gateway);
    return () => gateway.close();
  });

  const answerTo = async (body: object) =>
    (await send(url, body)).json() as Promise<{
      data?: unknown;
      errors?: readonly { readonly message: string; readonly extensions: { readonly code: string } }[];
    }>;

  it('knows each operation of the manifest by its id, and answers those that need no variables', async () => {
    for (const { id, name, body } of manifest.operations) {
      const { data = null, errors = [] } = await answerTo({
        extensions: { persistedQuery: { version: 1, sha256Hash: id } },
      });
      const [, needed = ''] = /^\w+ \w+\((.*)\)/.exec(body) ?? [];
      const missing = needed.match(/!(?=,|$)/g) ?? [];
      // What is refused for its variables was found, and fits the schema.
      const refusals = missing.map(() => expect.stringMatching(/^Variable "\$\w+" of required type/));
      expect({ name, refusals: errors.map(({ message }) => message), isAnswered: data !== null }).toEqual({
        name,
        refusals,
        isAnswered: missing.length === 0,
      });
    }
  });

  it('answers a registered operation, sent by its hash', async () => {
    expect(await answerTo(byHash(trusted))).toEqual({ data: { myClones: { nodes: [{ id: cloneId }] } } });
  });

  it.each([
    ['another one, as text', { query: '{ __typename }' }],
    ['another one, by its hash', byHash('{ __typename }')],
    ['another one, as text beside its hash', { query: '{ __typename }', ...byHash('{ __typename }') }],
    ['another one, as text beside the hash of a registered one', { query: '{ __typename }', ...byHash(trusted) }],
    ['introspection', { query: '{ __schema { queryType { name } } }' }],
  ])('refuses %s, also the second time', async (_, body) => {
    for (const time of [1, 2]) {
      const before = lines.length;
      const { data = null, errors = [] } = await answerTo(body);
      expect({ time, data, code: errors[0]?.extensions.code ?? null }).toEqual({
        time,
        data: null,
        code: expect.stringMatching(/^(PERSISTED_QUERY_|CANNOT_SEND_PQ|INTERNAL)/),
      });
      expect(lines.slice(before)).toEqual([]);
    }
  });
});
