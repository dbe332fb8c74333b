import { randomUUID } from 'node:crypto';
import { accessSync, constants, createReadStream, statSync } from 'node:fs';
import { text as textOf } from 'node:stream/consumers';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Scope } from '../../src/access/caller.ts';
import { assembleSchema } from '../../src/graphql/schema.ts';
import { makeProcessHome, startProcess, type ProcessHome, type ServiceProcess } from '../startProcess.ts';
import { sampleGraph } from '../sampleStrategy.ts';
import { called, selectionBelow } from './accessWorld.ts';
import { callerNames, type CallerName } from './expectedAccess.ts';

/** The text in each private place. Nothing else that this test sends contains the word. */
const word = `canary-${randomUUID()}`;
const kinds = ['prompt', 'draft', 'parameters', 'layout', 'note', 'key', 'profile', 'reason', 'refused'] as const;
type Kind = (typeof kinds)[number];
const canary = (kind: Kind) => `${word}-${kind}`;

/** Who may read which of them (doc/behaviour.md). Idempotency keys and refused input come back to nobody. */
const mayRead: Readonly<Record<CallerName, readonly Kind[]>> = {
  nobody: [],
  owner: ['prompt', 'draft', 'parameters', 'layout', 'note', 'profile', 'reason'],
  stranger: [],
  cloneReader: [],
  strategyReader: ['prompt'],
  economy: [],
  moderator: ['note', 'profile', 'reason'],
  admin: ['note', 'profile', 'reason'],
};
const subjects: Readonly<Record<CallerName, readonly [string, ...Scope[]] | null>> = {
  nobody: null,
  owner: ['alice'],
  stranger: ['mallory'],
  cloneReader: ['contest', 'clone:read'],
  strategyReader: ['engine', 'strategy:read'],
  economy: ['economy', 'entitlement:write'],
  moderator: ['mod', 'clone:moderate'],
  admin: ['root', 'clone:admin'],
};

/** PostgreSQL's own log, if this machine lets us read and configure it: even logging every statement logs no value. */
const serverLog = process.env['TEST_DATABASE_LOG'] ?? '/var/log/postgresql/postgresql-15-main.log';
const loggingAll = { log_min_duration_statement: '0', log_error_verbosity: 'terse' };

let home: ProcessHome;
let service: ServiceProcess;
/** Where this test's part of PostgreSQL's log begins; null if it can't be read or configured. */
let logStart: number | null = null;
/** Everything that each caller received, headers included. */
const received = new Map<CallerName, string[]>(callerNames.map((name) => [name, []]));
/** All errors and user errors, of all callers. */
const errors: unknown[] = [];

async function onDatabase(...statements: string[]): Promise<unknown[]> {
  const client = new pg.Client({ connectionString: home.settings['DATABASE_URL'] });
  await client.connect();
  try {
    const rows: unknown[] = [];
    for (const sql of statements) rows.push(...(await client.query(sql)).rows);
    return rows;
  } finally {
    await client.end();
  }
}

beforeAll(async () => {
  home = await makeProcessHome();
  const url = home.settings['DATABASE_URL'];
  if (url !== undefined && isReadable(serverLog) && (await isSuperuser())) {
    logStart = statSync(serverLog).size;
    await onDatabase(
      ...Object.entries(loggingAll).map(
        ([name, value]) => `ALTER DATABASE ${new URL(url).pathname.slice(1)} SET ${name} = '${value}'`,
      ),
    );
  }
  service = await startProcess({
    ...home.settings,
    LOG_LEVEL: 'trace',
    MODERATION_GATE: 'publish',
    MAX_BODY_BYTES: '65536',
  });
});
afterAll(() => home.remove());

interface Sent {
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
  readonly path?: string;
}

async function send(name: CallerName, { method = 'POST', headers = {}, body, path = '/graphql' }: Sent) {
  const subject = subjects[name];
  const authorization = subject && { authorization: `Bearer ${await home.token(...subject)}` };
  const response = await fetch(service.url + path, {
    method,
    headers: { 'content-type': 'application/json', ...authorization, ...headers },
    ...(body !== undefined && { body }),
  });
  const text = await response.text();
  received.get(name)?.push(text, JSON.stringify([...response.headers]));
  return { status: response.status, text };
}

async function ask(
  name: CallerName,
  query: string,
  variables: object = {},
  headers: Readonly<Record<string, string>> = {},
) {
  const { text } = await send(name, { body: JSON.stringify({ query, variables }), headers });
  // oxlint-disable-next-line no-explicit-any -- tests read responses by path
  const answer = JSON.parse(text) as { data?: any; errors?: unknown[]; extensions?: unknown };
  expect(answer.extensions).toBeUndefined();
  errors.push(
    answer.errors,
    ...Object.values(answer.data ?? {}).map((payload) => (payload as { errors?: unknown } | null)?.errors),
  );
  return answer.data;
}

const mutate = async (name: CallerName, field: string, type: string, input: object, selection = '') =>
  (
    await ask(
      name,
      `mutation($input: ${type}!) { ${field}(input: $input) { ${selection} errors { code message path } } }`,
      { input },
    )
  )?.[field];

const privateGraph = (kind: Kind) => ({ ...sampleGraph(canary(kind)) });

/** What a creator does, with a canary in every private place. */
async function createPrivateClone(): Promise<{ readonly cloneId: string; readonly versionId: string }> {
  const { clone } = await mutate(
    'owner',
    'createClone',
    'CreateCloneInput',
    { name: 'Open', modelId: 'swift-1', idempotencyKey: canary('key') },
    'clone { id }',
  );
  const cloneId: string = clone.id;
  await mutate('moderator', 'moderatePublicProfile', 'ModeratePublicProfileInput', {
    cloneId,
    expectedRevision: 1,
    decision: 'APPROVE',
    reason: canary('reason'),
  });
  await mutate('owner', 'saveStrategyDraft', 'SaveStrategyDraftInput', {
    cloneId,
    expectedRevision: 0,
    graph: privateGraph('prompt'),
    layout: { [canary('layout')]: canary('layout') },
  });
  const publishing = { cloneId, expectedRevision: 1, note: canary('note'), idempotencyKey: canary('key') };
  const { strategyVersion } = await mutate(
    'owner',
    'publishStrategy',
    'PublishStrategyInput',
    publishing,
    'strategyVersion { id }',
  );
  await mutate('owner', 'publishStrategy', 'PublishStrategyInput', publishing);
  await mutate('owner', 'publishStrategy', 'PublishStrategyInput', { ...publishing, note: canary('refused') });
  await mutate('owner', 'setPaused', 'SetPausedInput', {
    cloneId,
    paused: true,
    expectedActivation: 1,
    reason: canary('reason'),
  });
  const dataStreams = [
    { blockId: 'candles', stream: 'candles', parameters: { [canary('parameters')]: canary('parameters') } },
  ];
  await mutate('owner', 'saveStrategyDraft', 'SaveStrategyDraftInput', {
    cloneId,
    expectedRevision: 1,
    graph: { ...privateGraph('draft'), dataStreams },
  });
  // The draft becomes a checkpoint, and with the revert what is active does.
  await mutate('owner', 'discardStrategyDraft', 'DiscardStrategyDraftInput', { cloneId, expectedRevision: 2 });
  const reverting = { cloneId, toRevision: 2, expectedRevision: 3 };
  await mutate('owner', 'revertStrategyDraft', 'RevertStrategyDraftInput', reverting);
  await mutate('owner', 'updatePublicProfile', 'UpdatePublicProfileInput', {
    cloneId,
    name: canary('profile').slice(0, 60),
    description: canary('profile'),
    shownAssets: [canary('profile')],
  });
  await mutate('economy', 'applyEntitlementFacts', 'ApplyEntitlementFactsInput', {
    facts: [{ grantId: 'grant', cloneId, kind: 'GRANTED', occurredAt: '2026-01-01T00:00:00Z', assets: 1 }],
  });
  await mutate('admin', 'setCloneStatus', 'SetCloneStatusInput', {
    cloneId,
    status: 'ACTIVE',
    reason: canary('refused'),
  });
  return { cloneId, versionId: strategyVersion.id };
}

/** Input that is refused for its content, from any caller. */
async function sendRefused(name: CallerName, cloneId: string): Promise<void> {
  const text = canary('refused');
  await mutate(name, 'createClone', 'CreateCloneInput', {
    name: `${text}\u202E`,
    description: `${text}\0`,
    imageUrl: `http://${text}`,
    modelId: text,
  });
  await mutate(name, 'createClone', 'CreateCloneInput', { idempotencyKey: `${text}\n` });
  await mutate(name, 'updatePublicProfile', 'UpdatePublicProfileInput', {
    cloneId,
    name: text.repeat(9),
    shownAssets: [`${text}\0`],
  });
  await mutate(name, 'selectModel', 'SelectModelInput', { cloneId, modelId: text });
  await mutate(name, 'saveStrategyDraft', 'SaveStrategyDraftInput', {
    cloneId,
    expectedRevision: 0,
    graph: sampleGraph(text),
    layout: { text },
  });
  await mutate(name, 'saveStrategyDraft', 'SaveStrategyDraftInput', {
    cloneId,
    expectedRevision: 2,
    graph: sampleGraph(text.repeat(100)),
  });
  await mutate(name, 'saveStrategyDraft', 'SaveStrategyDraftInput', {
    cloneId,
    expectedRevision: text,
    graph: { tradingPrompts: [text] },
    [text]: text,
  });
  await mutate(name, 'restoreStrategyVersion', 'RestoreStrategyVersionInput', {
    cloneId,
    versionId: text,
    expectedRevision: 2,
  });
  await mutate(name, 'saveStrategyDraft', 'SaveStrategyDraftInput', {
    cloneId,
    expectedRevision: 1,
    graph: sampleGraph(text),
    base: { graph: sampleGraph('The base.'), layout: { text } },
  });
  await mutate(name, 'saveStrategyDraft', 'SaveStrategyDraftInput', {
    cloneId,
    expectedRevision: 1,
    graph: sampleGraph(),
    base: { graph: { ...sampleGraph(text), assets: [{ blockId: text.repeat(9), symbols: [text] }] } },
  });
  await mutate(name, 'revertStrategyDraft', 'RevertStrategyDraftInput', {
    cloneId,
    toRevision: text,
    expectedRevision: 4,
  });
  await mutate(name, 'publishStrategy', 'PublishStrategyInput', {
    cloneId,
    expectedRevision: 4,
    note: text.repeat(20),
  });
  await mutate(name, 'activateStrategyVersion', 'ActivateStrategyVersionInput', {
    cloneId,
    versionId: text,
    expectedActivation: 1,
    reason: text.repeat(20),
  });
  await mutate(name, 'setPaused', 'SetPausedInput', {
    cloneId,
    paused: false,
    expectedActivation: 1,
    reason: `${text}\0`,
  });
  await mutate(name, 'moderatePublicProfile', 'ModeratePublicProfileInput', {
    cloneId,
    expectedRevision: 9,
    decision: 'REJECT',
    reason: text,
  });
  await mutate(name, 'applyEntitlementFacts', 'ApplyEntitlementFactsInput', {
    facts: [{ grantId: text, cloneId: text, kind: 'GRANTED', occurredAt: text }],
  });
  await ask(
    name,
    'query($id: ID!, $graph: StrategyGraphInput!) { validateStrategy(cloneId: $id, graph: $graph) { issues { code message path } } }',
    { id: cloneId, graph: { ...sampleGraph(text), assets: [{ blockId: 'majors', symbols: [text] }] } },
  );
  await ask(name, 'query($text: String) { publicClones(search: $text, after: $text) { nodes { id } } }', { text });
  await ask(name, 'query($text: [_Any!]!) { _entities(representations: $text) { __typename } }', {
    text: [{ __typename: text, id: text }, { __typename: 'Clone', id: text }, text],
  });
}

/** Invalid GraphQL requests and invalid HTTP requests. */
async function sendMalformed(name: CallerName): Promise<void> {
  const text = canary('refused');
  const bodies = [
    text,
    `{"query": ${text}`,
    `["${text}"]`,
    JSON.stringify({ query: `{ ${text} }` }),
    JSON.stringify({ query: `{ clone(id: "${text}") { id ` }),
    JSON.stringify({ query: `{ publicClones(first: "${text}") { nodes { id } } }` }),
  ];
  bodies.push(
    JSON.stringify({
      query: '{ __typename }',
      operationName: text,
      variables: { [text]: text },
      extensions: { persistedQuery: { version: 1, sha256Hash: text } },
    }),
  );
  bodies.push(
    JSON.stringify({ query: `query a_${text.replaceAll('-', '_')} { __typename } query b { __typename }` }),
    JSON.stringify({ query: '{ __typename }', filler: text.repeat(2_000) }),
  );
  for (const body of bodies) await send(name, { body });
  for (const type of [
    'text/plain',
    `text/${text}`,
    'application/x-www-form-urlencoded',
    'application/json; charset=utf-16',
  ])
    await send(name, { body: text, headers: { 'content-type': type } });
  for (const authorization of [`Bearer ${text}`, `Bearer ${text}.${text}.${text}`, `Basic ${text}`, text])
    await send(name, { body: '{"query":"{ __typename }"}', headers: { authorization } });
  for (const path of [
    `/${text}`,
    `/graphiql/${text}`,
    `/graphql?query={${text}}`,
    `/graphql/${text}%zz`,
    `/health/${text}`,
  ])
    await send(name, { method: 'GET', path, headers: { 'apollo-require-preflight': text } });
  await send(name, {
    body: '{"query":"{ __typename }"}',
    headers: { 'x-request-id': `${text} ${text}`, cookie: text, 'x-gateway-secret': text, accept: text },
  });
}

/** All fields of a type, nested ones included, except types with rules of their own. */
function everything(type: 'Clone' | 'PublicProfile' | 'StrategyVersion'): string {
  const found = assembleSchema().getType(type);
  if (!found || !('getFields' in found)) throw new Error('no such type in the schema');
  return Object.keys(found.getFields())
    .map((field) => `${called(type, field)} ${selectionBelow(type, field)}`)
    .join(' ');
}

async function readEverything(
  name: CallerName,
  { cloneId, versionId }: { readonly cloneId: string; readonly versionId: string },
): Promise<void> {
  const version = `{ ${everything('StrategyVersion')} all: changesSince(number: 9) { before after } }`;
  const clone = `{ ${everything('Clone')} publicProfile { ${everything('PublicProfile')} } publicProfileDraft { ${everything('PublicProfile')} } strategyVersions { nodes ${version} } }`;
  const traced = { 'apollo-federation-include-trace': 'ftv1', 'x-apollo-tracing': '1' };
  await ask(name, `query($id: ID!) { clone(id: $id) ${clone} }`, { id: cloneId }, traced);
  await ask(name, `query($id: ID!) { strategyVersion(id: $id) ${version} }`, { id: versionId });
  await ask(
    name,
    `query($r: [_Any!]!) { _entities(representations: $r) { ... on Clone ${clone} ... on StrategyVersion ${version} } }`,
    {
      r: [
        { __typename: 'Clone', id: cloneId },
        { __typename: 'StrategyVersion', id: versionId },
      ],
    },
  );
  await ask(
    name,
    `{ publicClones { nodes ${clone} } myClones { nodes { id } } moderationQueue { nodes { id publicProfileDraft { name } } } operatorClones { nodes { id } } cloneEvents { continueFrom nodes { id cloneId sequence kind at clone ${clone} strategyVersion ${version} } } }`,
  );
}

/** Constraints that only this test's rows violate: PostgreSQL then prints the whole row. */
async function breakConstraints(cloneId: string): Promise<void> {
  const broken = canary('refused');
  const columns = [
    ['clone_strategy_drafts', 'graph'],
    ['clone_strategy_drafts', 'layout'],
    ['clone_strategy_versions', 'note'],
    ['idempotency_keys', 'key'],
    ['clones', 'description'],
  ];
  await onDatabase(
    'ALTER TABLE clone_strategy_checkpoints ADD CONSTRAINT broken_clone_strategy_checkpoints CHECK (revision < 4) NOT VALID',
  );
  await onDatabase(
    ...columns.map(
      ([table, column]) =>
        `ALTER TABLE ${table} ADD CONSTRAINT broken_${table}_${column} CHECK (${column} IS NULL OR strpos(${column}, 'refused') = 0) NOT VALID`,
    ),
  );
  const before = errors.length;
  const fail = (field: string, type: string, input: object) => mutate('owner', field, type, input);
  await fail('saveStrategyDraft', 'SaveStrategyDraftInput', {
    cloneId,
    expectedRevision: 4,
    graph: sampleGraph(broken),
  });
  await fail('saveStrategyDraft', 'SaveStrategyDraftInput', {
    cloneId,
    expectedRevision: 4,
    graph: sampleGraph(),
    layout: { broken },
  });
  await fail('createClone', 'CreateCloneInput', { idempotencyKey: broken });
  await fail('createClone', 'CreateCloneInput', { name: 'Open', description: broken });
  await fail('updatePublicProfile', 'UpdatePublicProfileInput', { cloneId, description: broken });
  await fail('discardStrategyDraft', 'DiscardStrategyDraftInput', { cloneId, expectedRevision: 4 });
  expect(JSON.stringify(errors.slice(before)).match(/INTERNAL_SERVER_ERROR/g)).toHaveLength(6);
}

const kindsIn = (text: string) => kinds.filter((kind) => text.includes(canary(kind)));

describe('a real service, whose creator wrote a canary into every private place and whose callers sent it wherever they could', () => {
  beforeAll(async () => {
    const ids = await createPrivateClone();
    for (const name of callerNames) {
      await sendRefused(name, ids.cloneId);
      await sendMalformed(name);
      await readEverything(name, ids);
    }
    if (home.settings['DATABASE_URL'] !== undefined) await breakConstraints(ids.cloneId);
  });

  it.each(callerNames)('shows it only to those who may read it: %s', (name) => {
    expect(kindsIn(received.get(name)?.join('\n') ?? '')).toEqual(kinds.filter((kind) => mayRead[name].includes(kind)));
  });

  it('quotes it in no error or user error, not even to its author', () => {
    expect(JSON.stringify(errors)).toContain('FORBIDDEN');
    expect(JSON.stringify(errors)).not.toContain(word);
  });

  it('shows it in no health response and no metric', async () => {
    for (const url of [
      `${service.url}/health/live`,
      `${service.url}/health/ready`,
      service.metricsUrl,
      `${service.metricsUrl}/metrics`,
    ])
      expect(await (await fetch(url)).text()).not.toContain(word);
  });

  it.skipIf(process.env['TEST_DATABASE_URL'] === undefined)(
    'keeps it out of the audit trail and of all tables but its own',
    async () => {
      const tables = async (...names: string[]) =>
        JSON.stringify(await onDatabase(...names.map((name) => `SELECT * FROM ${name}`)));
      expect(kindsIn(await tables('clone_audit_events'))).toEqual([]);
      expect(
        kindsIn(await tables('clones', 'clone_strategy_drafts', 'clone_strategy_versions', 'idempotency_keys')),
      ).toEqual(kinds.filter((kind) => kind !== 'refused'));
      expect(kindsIn(await tables('clone_strategy_checkpoints')).toSorted()).toEqual(
        ['draft', 'parameters', 'prompt', 'layout'].toSorted(),
      );
    },
  );

  it('keeps it out of a database log of every statement, with the setting from the threat model', async ({ skip }) => {
    if (logStart === null) return skip();
    const start = logStart;
    const logged = () => textOf(createReadStream(serverLog, { start }));
    const end = randomUUID();
    await onDatabase(`SELECT '${end}'`);
    await expect.poll(logged).toContain(end);
    const lines = await logged();
    expect(lines).toContain('violates check constraint "broken_clone_strategy_drafts_graph"');
    expect(lines).toContain('violates check constraint "broken_clone_strategy_checkpoints"');
    expect(lines).toContain('INSERT INTO idempotency_keys');
    expect(lines).not.toContain(word);
  });

  it('writes it to neither standard output nor standard error, at the most verbose level', async () => {
    await service.end('SIGTERM');
    expect(service.output()).toContain('"path":"/graphql"');
    expect(service.output()).not.toContain(word);
  });
});

function isReadable(file: string): boolean {
  try {
    accessSync(file, constants.R_OK);
    return true;
  } catch {
    return false;
  }
}

async function isSuperuser(): Promise<boolean> {
  const [role] = await onDatabase('SELECT rolsuper FROM pg_roles WHERE rolname = current_user');
  return JSON.stringify(role) === '{"rolsuper":true}';
}
