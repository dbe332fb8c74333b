import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { connect } from 'node:net';
import fc from 'fast-check';
import { buildASTSchema, isEnumType, parse } from 'graphql';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { lockPlaces } from '../../src/database/openDatabase.ts';
import { retryReasons } from '../../src/database/retryReason.ts';
import { topLevelErrors } from '../../src/errors/apiError.ts';
import { limitNames, type LimitName } from '../../src/errors/limitName.ts';
import { sources } from '../../src/lifecycle/facts.ts';
import { createLog } from '../../src/server/log.ts';
import { createMetrics } from '../../src/server/metrics.ts';
import { settingsByName } from '../../src/settings/settingsTable.ts';
import { readSettings, type LimitSettings, type RateLimits } from '../../src/settings/settings.ts';
import { startService, type RunningService } from '../../src/startService.ts';
import { runs } from '../runs.ts';
import { makeProcessHome, type ProcessHome } from '../startProcess.ts';
import { scrape, sumOf, type Sample } from './scrape.ts';
import { alice as aliceOfServer, post, serve, untilReached } from './startHttpServer.ts';

const schema = buildASTSchema(parse(readFileSync(new URL('../../schema.graphql', import.meta.url), 'utf8')), {
  assumeValidSDL: true,
});
const valuesOf = (name: string): string[] => {
  const type = schema.getType(name);
  return isEnumType(type) ? type.getValues().map((value) => value.name) : [];
};
const codes = ['OK', 'CONNECTION_CLOSED', ...Object.keys(topLevelErrors), ...valuesOf('UserErrorCode')];
const fields = [
  ...Object.keys(schema.getQueryType()?.getFields() ?? {}),
  ...Object.keys(schema.getMutationType()?.getFields() ?? {}),
  '_entities',
  '_service',
  '__schema',
  '__type',
  '__typename',
  'several',
  'none',
];
const bounded: Readonly<Record<string, readonly string[]>> = {
  operation: ['query', 'mutation', 'subscription', 'none'],
  field: fields,
  code: codes,
  outcome: ['ok', 'refused', 'failed', 'abandoned', 'published', 'unchanged', ...valuesOf('UserErrorCode')],
  limit: limitNames,
  verdict: ['anonymous', 'user', 'service', 'invalid', 'keys_unavailable'],
  result: ['ok', 'failed'],
  state: ['busy', 'idle', ...valuesOf('LifecycleState'), 'UNKNOWN'],
  source: sources,
  place: ['read', 'transaction', ...lockPlaces],
  reason: retryReasons,
};

/** Small enough that a short request exceeds each, and only it. */
const limits: Partial<LimitSettings> = {
  maxBodyBytes: 400_000,
  maxAnonymousBodyBytes: 200_000,
  maxBodiesBytes: 100_000,
  maxBodyDepth: 20,
  maxBodyValues: 1000,
  bodyTimeoutMs: 1000,
  maxDocumentCharacters: 5000,
  maxTokens: 1000,
  maxDepth: 6,
  maxAliases: 10,
  maxRootFields: 5,
  maxListItems: 10,
  maxRepresentations: 20,
  maxCost: 150,
  maxAnswerBytes: 2000,
  maxClonesPerOwner: 1,
};

const aClone = '0193f1a0-0000-7000-8000-000000000001';
const createClone = 'mutation { createClone(input: { name: "canary" }) { clone { id } } }';

let home: ProcessHome;
let service: RunningService;
let alice: string;
const lines: string[] = [];

function startIn(
  { settings: env }: ProcessHome,
  changed: { readonly limits?: Partial<LimitSettings>; readonly rates?: Partial<RateLimits> },
) {
  const settings = readSettings({ ...env, PORT: '0', METRICS_PORT: '0' });
  const log = createLog('info', { write: (line) => void lines.push(line) });
  const [limits, rates] = [
    { ...settings.limits, ...changed.limits },
    { ...settings.rates, ...changed.rates },
  ];
  return startService({ ...settings, limits, rates }, log);
}

beforeAll(async () => {
  home = await makeProcessHome();
  alice = `Bearer ${await home.token('alice')}`;
  service = await startIn(home, { limits });
});
afterAll(async () => {
  await service.close();
  await home.remove();
});

/** Sends `text` and closes the connection at once. */
function leave(text: string): Promise<void> {
  return new Promise((resolve) => {
    const { hostname, port } = new URL(service.url);
    const socket = connect(Number(port), hostname, () => socket.write(text, () => socket.destroy()));
    socket.on('close', () => resolve());
    socket.on('error', () => {});
  });
}

/** Begins a request of alice whose body never ends, and resolves with the answer. */
function stall(url: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const { hostname, port } = new URL(url);
    const head = `POST /graphql HTTP/1.1\r\nhost: a\r\ncontent-type: application/json\r\nauthorization: ${alice}\r\ncontent-length: 100\r\n\r\n{`;
    const socket = connect(Number(port), hostname, () => socket.write(head));
    socket.once('data', (data) => {
      resolve(String(data));
      socket.destroy();
    });
    socket.on('error', reject);
  });
}

const settled = async (): Promise<Sample[]> => {
  await expect.poll(async () => sumOf(await scrape(service.metricsUrl), 'clone_service_requests_in_flight')).toBe(0);
  return scrape(service.metricsUrl);
};

const counted = (samples: readonly Sample[]): number => sumOf(samples, 'clone_service_requests_total');

describe('each request', () => {
  const send = (query: unknown, headers: Record<string, string> = {}, rest: object = {}) =>
    post(service.url, { query, ...rest }, headers);
  const kinds = {
    read: () => send('{ publicClones { nodes { id } } }'),
    several: () => send('query canary { canary: publicClones { nodes { id } } strategyCatalog { version } }'),
    introspection: () => send('{ canary: __schema { queryType { name } } }'),
    entities: () =>
      send(
        'query ($r: [_Any!]!) { _entities(representations: $r) { __typename } }',
        {},
        {
          variables: { r: [{ __typename: 'canary' }] },
        },
      ),
    'no token': () => send('{ myClones { nodes { id } } }'),
    'a bad token': () => send('{ __typename }', { authorization: 'Bearer canary' }),
    'an unknown field': () => send('{ canary }'),
    'an unknown root type': () => send('subscription canary { canary }'),
    'no GraphQL': () => send('{ canary'),
    'no query': () => send(undefined),
    'no JSON': () => post(service.url, '{"canary'),
    'another operation': () => send('query a { __typename }', {}, { operationName: 'canary' }),
    'a persisted query': () =>
      send(undefined, {}, { extensions: { persistedQuery: { version: 1, sha256Hash: 'canary' } } }),
    'a refused write': () =>
      send(`mutation { selectModel(input: { cloneId: "${aClone}", modelId: "canary" }) { clone { id } } }`, {
        authorization: alice,
      }),
    'too deep': () => send('{ publicClones { nodes { owner { clones { nodes { owner { id } } } } } } }'),
    'a large document': () => send(`# ${'canary '.repeat(1_000)}\n{ __typename }`),
    'another method': () => fetch(`${service.url}/graphql`, { method: 'DELETE' }),
    'another type': () => post(service.url, '{ canary }', { 'content-type': 'text/canary' }),
    'a write by GET': () => fetch(`${service.url}/graphql?query=${encodeURIComponent(createClone)}`),
    'no preflight': () => fetch(`${service.url}/graphql?query=%7B__typename%7D`),
    'a body that is cut off': () =>
      leave('POST /graphql HTTP/1.1\r\nhost: a\r\ncontent-type: application/json\r\ncontent-length: 100\r\n\r\n{'),
  } satisfies Record<string, () => Promise<unknown>>;
  const names = Object.keys(kinds) as (keyof typeof kinds)[];

  it('is counted once, whatever becomes of it, by labels that callers cannot add to', async () => {
    const odd = fc.oneof(
      fc.constantFrom(...names).map((name) => kinds[name]),
      fc.string({ unit: 'binary', maxLength: 50 }).map((text) => () => send(text)),
      fc
        .string({ unit: 'grapheme', maxLength: 30 })
        .map((text) => () => send('{ __typename }', {}, { operationName: text })),
      fc
        .stringMatching(/^[_A-Za-z]\w{0,40}$/)
        .map((name) => () => send(`query ${name} { ${name}: __typename ${name} }`)),
      fc.stringMatching(/^[_A-Za-z]\w{0,40}$/).map((name) => () => send(`query ${name} { ${name}: __typename }`)),
      fc.constantFrom(...fields).map((name) => () => send(`{ ...f } fragment f on Query { ${name} }`)),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(odd, { minLength: 1, maxLength: 30 }), async (requests) => {
        const before = counted(await settled());
        await Promise.all(requests.map(async (request) => request()));
        const cutOff = requests.filter((request) => request === kinds['a body that is cut off']).length;
        await expect
          .poll(async () => counted(await settled()) - before, { message: `${cutOff} cut off` })
          .toBe(requests.length);
      }),
      { numRuns: runs(100) },
    );
    await Promise.all(names.map((name) => kinds[name]()));
    const samples = await settled();
    const ours = samples.filter(({ name }) => name.startsWith('clone_service_'));
    const labels = new Set(ours.flatMap((sample) => Object.keys(sample.labels)));
    labels.delete('le');
    for (const label of labels) {
      const seen = new Set(ours.flatMap((sample) => sample.labels[label] ?? []));
      expect(
        [...seen].filter((value) => !bounded[label]?.includes(value)),
        label,
      ).toEqual([]);
    }
    expect(JSON.stringify(samples)).not.toContain('canary');
    expect(sumOf(samples, 'clone_service_request_duration_seconds_count')).toBe(counted(samples));
    expect(sumOf(samples, 'clone_service_request_duration_seconds_bucket', { le: '+Inf' })).toBe(counted(samples));
  });

  it.each([
    ['read', { operation: 'query', field: 'publicClones', code: 'OK', outcome: 'ok' }],
    ['several', { operation: 'query', field: 'several', code: 'OK', outcome: 'ok' }],
    ['introspection', { operation: 'query', field: '__schema', code: 'OK', outcome: 'ok' }],
    ['entities', { operation: 'query', field: '_entities', code: 'OK', outcome: 'ok' }],
    ['no token', { operation: 'query', field: 'myClones', code: 'UNAUTHENTICATED', outcome: 'refused' }],
    ['a bad token', { operation: 'none', field: 'none', code: 'UNAUTHENTICATED', outcome: 'refused' }],
    ['an unknown field', { operation: 'none', field: 'none', code: 'GRAPHQL_VALIDATION_FAILED', outcome: 'refused' }],
    [
      'an unknown root type',
      { operation: 'subscription', field: 'none', code: 'OPERATION_RESOLUTION_FAILURE', outcome: 'refused' },
    ],
    ['no GraphQL', { operation: 'none', field: 'none', code: 'GRAPHQL_PARSE_FAILED', outcome: 'refused' }],
    ['no query', { operation: 'none', field: 'none', code: 'BAD_REQUEST', outcome: 'refused' }],
    ['no JSON', { operation: 'none', field: 'none', code: 'BAD_REQUEST', outcome: 'refused' }],
    [
      'another operation',
      { operation: 'none', field: 'none', code: 'OPERATION_RESOLUTION_FAILURE', outcome: 'refused' },
    ],
    [
      'a persisted query',
      { operation: 'none', field: 'none', code: 'PERSISTED_QUERY_NOT_SUPPORTED', outcome: 'refused' },
    ],
    ['a refused write', { operation: 'mutation', field: 'selectModel', code: 'NOT_FOUND', outcome: 'refused' }],
    ['too deep', { operation: 'query', field: 'publicClones', code: 'LIMIT_EXCEEDED', outcome: 'refused' }],
    ['a write by GET', { operation: 'none', field: 'none', code: 'BAD_REQUEST', outcome: 'refused' }],
    ['a body that is cut off', { operation: 'none', field: 'none', code: 'CONNECTION_CLOSED', outcome: 'abandoned' }],
  ] as const)('is counted by what it asks for and how it ends: %s', async (name, labels) => {
    const before = sumOf(await settled(), 'clone_service_requests_total', labels);
    await kinds[name]();
    await expect.poll(async () => sumOf(await settled(), 'clone_service_requests_total', labels) - before).toBe(1);
  });

  it('adds its cost, by the type of its operation', async () => {
    const cost = (samples: readonly Sample[]) =>
      sumOf(samples, 'clone_service_operation_cost_objects_sum', { operation: 'query' });
    const before = cost(await settled());
    await send(`{ clone(id: "${aClone}") { owner { id } } }`);
    await expect.poll(async () => cost(await settled()) - before).toBe(2);
  });

  it('has one line in the log: outcome, codes, kind of caller, the hash of the document, cost and database time', async () => {
    const lineOf = async (id: string) => {
      const found = () => lines.filter((line) => JSON.parse(line).requestId === id);
      await expect.poll(() => found().length).toBe(1);
      return JSON.parse(found().join('')) as Record<string, unknown>;
    };
    const query = `query canary { canary: clone(id: "${aClone}") { owner { id } } myClones { nodes { id } } }`;
    await send(query, { 'x-request-id': 'gateway-1' });
    expect(await lineOf('gateway-1')).toEqual({
      level: 'info',
      time: expect.any(Number),
      service: 'clone-service',
      requestId: 'gateway-1',
      method: 'POST',
      path: '/graphql',
      status: 200,
      ms: expect.any(Number),
      outcome: 'refused',
      codes: ['UNAUTHENTICATED'],
      caller: 'anonymous',
      operation: 'query',
      field: 'several',
      documentHash: createHash('sha256').update(query).digest('hex'),
      cost: expect.any(Number),
      databaseMs: expect.any(Number),
      msg: 'request',
    });
    await send('{ myClones { nodes { id } } }', { 'x-request-id': 'gateway-2', authorization: alice });
    const { databaseMs, ms } = await lineOf('gateway-2');
    expect(databaseMs).toBeGreaterThan(0);
    expect(databaseMs).toBeLessThanOrEqual(Number(ms) + 1);
    await kinds['a refused write']();
    await kinds['a bad token']();
    await leave(
      `POST /graphql HTTP/1.1\r\nhost: a\r\nx-request-id: gateway-3\r\ncontent-type: application/json\r\ncontent-length: 9\r\n\r\n{`,
    );
    const abandoned = await lineOf('gateway-3');
    expect(abandoned).toMatchObject({ outcome: 'abandoned', codes: expect.arrayContaining(['CONNECTION_CLOSED']) });
    // Nothing was answered.
    expect(abandoned).not.toHaveProperty('status');
    expect(lines.join('')).not.toContain('canary');
  });
});

describe('a refused request', () => {
  const query = (text: string, variables: object = {}, headers: Record<string, string> = { authorization: alice }) =>
    post(service.url, { query: text, variables }, headers);
  const deep = (levels: number): unknown => (levels === 0 ? 1 : [deep(levels - 1)]);
  const fieldsOf = (count: number) => Array.from({ length: count }, (_, index) => `a${index}`).join(' ');
  const ids = (count: number) => Array.from({ length: count }, () => aClone);
  /** The limits that take another service, or more than a request: below, and in the specs of what has them. */
  type Elsewhere = `RATE_${string}` | 'REQUEST_TIMEOUT_MS' | 'MAX_CONCURRENT_PER_CALLER' | `content_of_${string}`;
  const exceeding: Record<Exclude<LimitName, Elsewhere>, () => Promise<unknown>> = {
    MAX_BODY_BYTES: () => query(`# ${'x'.repeat(400_000)}`),
    MAX_ANONYMOUS_BODY_BYTES: () => query(`# ${'x'.repeat(200_000)}`, {}, {}),
    MAX_BODIES_BYTES: () => query('{ __typename }', { text: 'x'.repeat(150_000) }),
    MAX_BODY_DEPTH: () => query('{ __typename }', { deep: deep(30) }),
    MAX_BODY_VALUES: () => query('{ __typename }', { list: Array.from({ length: 1_100 }, () => 1) }),
    BODY_TIMEOUT_MS: () => stall(service.url),
    MAX_DOCUMENT_CHARACTERS: () => query(`# ${'x'.repeat(6_000)}\n{ __typename }`),
    MAX_TOKENS: () => query(`{ ${'a '.repeat(1_100)} }`),
    MAX_DEPTH: () =>
      query('{ publicClones(first: 1) { nodes { owner { clones(first: 1) { nodes { owner { id } } } } } } }'),
    MAX_ALIASES: () =>
      query(`{ strategyCatalog { ${Array.from({ length: 11 }, (_, index) => `a${index}: version`).join(' ')} } }`),
    MAX_ROOT_FIELDS: () => query(`{ ${Array.from({ length: 6 }, (_, index) => `a${index}: __typename`).join(' ')} }`),
    MAX_LIST_ITEMS: () => query('query ($ids: [ID!]!) { clones(ids: $ids) { id } }', { ids: ids(11) }),
    MAX_REPRESENTATIONS: () =>
      query('query ($r: [_Any!]!) { _entities(representations: $r) { __typename } }', {
        r: ids(21).map((id) => ({ __typename: 'Clone', id })),
      }),
    MAX_COST: () => query('{ publicClones(first: 100) { nodes { owner { id } } } }'),
    MAX_ANSWER_BYTES: () => query('{ __type(name: "Clone") { fields { name description } } }'),
    MAX_CLONES_PER_OWNER: async () => {
      await query(createClone);
      await query(createClone);
    },
    document: () => query(`{ ${fieldsOf(150)} }`),
  };

  const refusals = (samples: readonly Sample[]) =>
    Object.fromEntries(
      samples
        .filter(({ name, value }) => name === 'clone_service_refusals_total' && value > 0)
        .map(({ labels, value }) => [labels['limit'], value]),
    );

  it.each(Object.entries(exceeding))('is counted by its limit, and by no other: %s', async (limit, exceed) => {
    const before = refusals(await settled());
    await exceed();
    await expect.poll(async () => refusals(await settled())).toEqual({ ...before, [limit]: (before[limit] ?? 0) + 1 });
  });

  it('is counted by the rate that is used up', async () => {
    const ownHome = await makeProcessHome();
    const own = await startIn(ownHome, { rates: { requests: 3, bytes: 1_000, cost: 20 } });
    const ask = async (name: string, text: string) =>
      post(own.url, { query: text }, { authorization: `Bearer ${await ownHome.token(name)}` });
    for (let sent = 0; sent < 4; sent += 1) await ask('ann', '{ __typename }');
    await ask('bob', `# ${'x'.repeat(1_100)}\n{ __typename }`);
    for (let sent = 0; sent < 2; sent += 1) await ask('cid', '{ publicClones(first: 10) { nodes { id } } }');
    await expect
      .poll(async () => refusals(await scrape(own.metricsUrl)))
      .toEqual({ RATE_REQUESTS: 1, RATE_BODY_BYTES: 1, RATE_COST: 1 });
    await own.close();
    await ownHome.remove();
  });

  it('is counted by the time that it took, or for which it waited for its turn', async () => {
    const metrics = createMetrics();
    const metricsUrl = await metrics.listen({ host: '127.0.0.1', port: 0 });
    const { url } = await serve({ metrics, limits: { requestTimeoutMs: 300, maxConcurrentPerCaller: 1 } });
    const reached = untilReached();
    const slow = post(url, { query: '{ wait }' }, { authorization: aliceOfServer });
    await reached;
    await post(url, { query: '{ me }' }, { authorization: aliceOfServer });
    await slow;
    await expect
      .poll(async () => refusals(await scrape(metricsUrl)))
      .toEqual({ REQUEST_TIMEOUT_MS: 1, MAX_CONCURRENT_PER_CALLER: 1 });
    await metrics.close();
  });

  it('is counted by names that are settings, or are fixed', () => {
    const fixed = ['document', 'content_of_request', 'content_of_all'];
    expect(limitNames.filter((name) => !(name in settingsByName))).toEqual(fixed);
  });
});
