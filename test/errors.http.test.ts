import { pino } from 'pino';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { newId } from '../src/clone/id.ts';
import { openDatabase } from '../src/database/openDatabase.ts';
import { type TopLevelCode, topLevelErrors } from '../src/errors/apiError.ts';
import { readSettings } from '../src/settings/settings.ts';
import { startService, type RunningService } from '../src/startService.ts';
import { makeProcessHome, type ProcessHome } from './startProcess.ts';

const json = { 'content-type': 'application/json' };
let home: ProcessHome;
let service: RunningService;
beforeAll(async () => {
  home = await makeProcessHome();
  const limits = { MAX_BODIES_BYTES: '1048576', BODY_TIMEOUT_MS: '100', RATE_COST: '50', MAX_DEPTH: '3' };
  const settings = readSettings({ ...home.settings, ...limits, PORT: '0', METRICS_PORT: '0' });
  const database = await openDatabase(settings.database);
  // Simulates an internal error, since no request is known to cause one.
  await database.client.$executeRawUnsafe('ALTER TABLE idempotency_keys DROP COLUMN input_hash');
  await database.close();
  service = await startService(settings, pino({ level: 'silent' }));
});
afterAll(async () => {
  await service.close();
  await home.remove();
});

const send = (body: string | ReadableStream, headers: Record<string, string> = {}) =>
  fetch(`${service.url}/graphql`, {
    method: 'POST',
    headers: { ...json, ...headers },
    body,
    duplex: 'half',
  } as RequestInit);

const ask = (query: string, rest: object = {}) => send(JSON.stringify({ query, ...rest }));

const askAs = async (token: Promise<string>, query: string) =>
  send(JSON.stringify({ query }), { authorization: `Bearer ${await token}` });

/** For each code a request that gets it. */
const ways: Readonly<Record<TopLevelCode, () => Promise<Response>>> = {
  UNAUTHENTICATED: () => ask('{ myClones { nodes { id } } }'),
  FORBIDDEN: () => askAs(home.token('engine', 'clone:read'), '{ myClones { nodes { id } } }'),
  NOT_FOUND: () =>
    askAs(
      home.token('alice'),
      '{ validateStrategy(cloneId: "none", graph: { dataStreams: [], assets: [], tradingPrompts: [], connections: [] }) { publishable } }',
    ),
  BAD_USER_INPUT: () => ask('query ($id: ID!) { clone(id: $id) { id } }'),
  CURSOR_LOST: () => {
    const lost = Buffer.from(JSON.stringify(['cloneEvents', 1, newId(), 1, newId()])).toString('base64url');
    return askAs(home.token('engine', 'clone:read'), `{ cloneEvents(after: "${lost}") { continueFrom } }`);
  },
  GRAPHQL_PARSE_FAILED: () => ask('{'),
  GRAPHQL_VALIDATION_FAILED: () => ask('{ nothing }'),
  OPERATION_RESOLUTION_FAILURE: () => ask('query A { __typename } query B { __typename }'),
  LIMIT_EXCEEDED: () => ask('{ publicClones { nodes { lifecycle { setup { complete } } } } }'),
  RATE_LIMITED: () => askAs(home.token('greedy'), '{ publicClones(first: 100) { nodes { id } } }'),
  TIMEOUT: () => send(new ReadableStream({ start: (body) => body.enqueue(Buffer.from('{')) })),
  SERVICE_UNAVAILABLE: () => ask('{ __typename }', { variables: { text: 'x'.repeat(700_000) } }),
  INTERNAL_SERVER_ERROR: () =>
    askAs(home.token('alice'), 'mutation { createClone(input: { idempotencyKey: "a key" }) { errors { code } } }'),
  BAD_REQUEST: () => send('[]'),
  PERSISTED_QUERY_NOT_SUPPORTED: () =>
    send(JSON.stringify({ extensions: { persistedQuery: { version: 1, sha256Hash: 'x' } } })),
};

it.each(Object.keys(topLevelErrors) as TopLevelCode[])('%s is a code that the service returns', async (code) => {
  const answer = await ways[code]();
  expect(await answer.json()).toMatchObject({ errors: [{ message: expect.any(String), extensions: { code } }] });
});
