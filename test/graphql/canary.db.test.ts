import { beforeEach, describe, expect, it } from 'vitest';
import { economy } from '../entitlement/applyFacts.ts';
import { createClone, saveDraft } from '../makers.ts';
import { sampleGraph } from '../sampleStrategy.ts';
import { startTestService, user } from '../startTestService.ts';

/** Sent wherever a caller can write; must not appear in any log line or error. */
const canary = 'zanzibar-Canary_7';
const alice = user('alice');
const operator = user('olga', 'clone:admin', 'clone:moderate');

let logged: string[] = [];
const service = startTestService({}, (line) => void logged.push(line));

beforeEach(() => {
  logged = [];
});

type Variables = Record<string, unknown>;

/** Sends a request, expects no canary in its errors or in the log, and returns the response. */
async function askQuietly(query: string, variables?: Variables, caller = alice) {
  const answer = await service.ask(caller, query, variables);
  const { errors, data } = answer;
  const userErrors = Object.values(data ?? {}).flatMap(
    (payload) => (payload as { errors?: unknown[] } | null)?.errors ?? [],
  );
  expect(JSON.stringify([errors, userErrors]).toLowerCase()).not.toContain(canary.toLowerCase());
  expect(logged.join('').toLowerCase()).not.toContain(canary.toLowerCase());
  return { ...answer, userErrors };
}

const graphWith = (prompt: unknown) => ({ ...sampleGraph(), tradingPrompts: [{ blockId: 'prompt', prompt }] });
const save =
  'mutation($input: SaveStrategyDraftInput!) { saveStrategyDraft(input: $input) { errors { code message path } } }';

describe('a malformed request', () => {
  const documents: readonly (readonly [string, string])[] = [
    ['that does not parse', `{ clone(id: "${canary}") {`],
    ['with an unfinished text', `{ clone(id: "${canary}) { id } }`],
    ['with an unknown field', `{ ${canary.replace('-', '_')} }`],
    ['with an unknown argument', `{ clone(${canary.replace('-', '_')}: "${canary}") { id } }`],
    ['with a literal of the wrong type', `{ publicClones(first: "${canary}") { nodes { id } } }`],
    [
      'with an unknown enum literal',
      `mutation { moderatePublicProfile(input: { cloneId: "x", expectedRevision: 1, decision: ${canary.replace('-', '_')} }) { errors { code } } }`,
    ],
    [
      'with an object in place of a string',
      `mutation { selectModel(input: { cloneId: { a: "${canary}" }, modelId: "x" }) { errors { code } } }`,
    ],
    [
      'with an unknown input field',
      `mutation { selectModel(input: { cloneId: "x", modelId: "y", ${canary.replace('-', '_')}: 1 }) { errors { code } } }`,
    ],
    ['with an unknown fragment', `{ clone(id: "x") { ...${canary.replace('-', '_')} } }`],
    ['with an unknown variable', `{ clone(id: $${canary.replace('-', '_')}) { id } }`],
    [
      'with a prompt that is a list',
      `mutation { saveStrategyDraft(input: { cloneId: "x", expectedRevision: 0, graph: { dataStreams: [], assets: [], connections: [], tradingPrompts: [{ blockId: "p", prompt: ["${canary}"] }] } }) { errors { code } } }`,
    ],
    [
      'with a layout that is a string',
      `mutation { saveStrategyDraft(input: { cloneId: "x", expectedRevision: 0, layout: "${canary}", graph: { dataStreams: [], assets: [], connections: [], tradingPrompts: [] } }) { errors { code } } }`,
    ],
    [
      'with an invalid date',
      `mutation { applyEntitlementFacts(input: { facts: [{ grantId: "${canary}", cloneId: "x", kind: GRANTED, occurredAt: "${canary}" }] }) { errors { code } } }`,
    ],
    ['with two operations and no name', `query ${canary.replace('-', '_')} { __typename } query b { __typename }`],
  ];

  it.each(documents)('%s gets an error that says what is expected and quotes nothing', async (_, query) => {
    expect((await askQuietly(query)).errors.length).toBeGreaterThan(0);
  });

  const variables: readonly (readonly [string, Variables])[] = [
    ['a prompt that is an object', { cloneId: 'x', expectedRevision: 0, graph: graphWith({ text: canary }) }],
    ['a prompt that is a list', { cloneId: 'x', expectedRevision: 0, graph: graphWith([canary]) }],
    ['a graph that is a text', { cloneId: 'x', expectedRevision: 0, graph: canary }],
    ['a layout that is a text', { cloneId: 'x', expectedRevision: 0, graph: sampleGraph(), layout: canary }],
    ['a layout that is a list', { cloneId: 'x', expectedRevision: 0, graph: sampleGraph(), layout: [canary] }],
    ['a revision that is a text', { cloneId: 'x', expectedRevision: canary, graph: graphWith(canary) }],
    ['a revision too large', { cloneId: 'x', expectedRevision: 2 ** 40, graph: graphWith(canary) }],
    ['no graph', { cloneId: 'x', expectedRevision: 0, layout: { [canary]: canary } }],
    ['a field that is none', { cloneId: 'x', expectedRevision: 0, graph: graphWith(canary), [canary]: canary }],
    ['an id that is an object', { cloneId: { [canary]: canary }, expectedRevision: 0, graph: graphWith(canary) }],
  ];

  it.each(variables)('whose variable has %s is BAD_USER_INPUT without the value', async (_, input) => {
    const { errors } = await askQuietly(save, { input });
    expect(new Set(errors.map(({ code }) => code))).toEqual(new Set(['BAD_USER_INPUT']));
  });
});

describe('a refused input', () => {
  it('is not quoted in the response', async () => {
    const cloneId = await createClone(service, alice);
    const long = canary.repeat(6_000);
    const inputs: readonly (readonly [string, string, Variables])[] = [
      [
        'createClone',
        'CreateCloneInput',
        {
          name: `${canary}\u202E`,
          description: `${canary}\0`,
          imageUrl: `http://${canary}`,
          modelId: canary,
          idempotencyKey: 'ok',
        },
      ],
      ['createClone', 'CreateCloneInput', { idempotencyKey: `${canary}\n` }],
      [
        'updatePublicProfile',
        'UpdatePublicProfileInput',
        { cloneId, shownAssets: [`${canary}\0`, long], name: long, expectedRevision: 7 },
      ],
      ['selectModel', 'SelectModelInput', { cloneId, modelId: canary }],
      [
        'saveStrategyDraft',
        'SaveStrategyDraftInput',
        { cloneId, expectedRevision: 0, graph: graphWith(`${canary}\0`), layout: { [canary]: '\ud800' } },
      ],
      ['saveStrategyDraft', 'SaveStrategyDraftInput', { cloneId, expectedRevision: 9, graph: graphWith(canary) }],
      [
        'saveStrategyDraft',
        'SaveStrategyDraftInput',
        { cloneId, expectedRevision: 0, graph: graphWith(canary.repeat(400)) },
      ],
      ['publishStrategy', 'PublishStrategyInput', { cloneId, expectedRevision: 0, note: long }],
      ['restoreStrategyVersion', 'RestoreStrategyVersionInput', { cloneId, expectedRevision: 0, versionId: canary }],
    ];
    for (const [name, type, input] of inputs) {
      const { userErrors } = await askQuietly(
        `mutation($input: ${type}!) { ${name}(input: $input) { errors { code message path } } }`,
        { input },
      );
      expect(userErrors.length).toBeGreaterThan(0);
    }
    const byOthers: readonly (readonly [string, string, Variables, typeof alice])[] = [
      [
        'moderatePublicProfile',
        'ModeratePublicProfileInput',
        { cloneId, expectedRevision: 9, decision: 'REJECT', reason: canary },
        operator,
      ],
      [
        'moderatePublicProfile',
        'ModeratePublicProfileInput',
        { cloneId, expectedRevision: 0, decision: 'REJECT', reason: long },
        operator,
      ],
      ['setCloneStatus', 'SetCloneStatusInput', { cloneId, status: 'SUSPENDED', reason: `${canary}\0` }, operator],
      [
        'applyEntitlementFacts',
        'ApplyEntitlementFactsInput',
        {
          facts: [{ grantId: long, cloneId: canary, kind: 'GRANTED', occurredAt: '2026-01-01T00:00:00Z', assets: -1 }],
        },
        economy,
      ],
    ];
    for (const [name, type, input, caller] of byOthers) {
      const { userErrors } = await askQuietly(
        `mutation($input: ${type}!) { ${name}(input: $input) { errors { code message path } } }`,
        { input },
        caller,
      );
      expect(userErrors.length).toBeGreaterThan(0);
    }
    await askQuietly('query($c: [_Any!]!) { _entities(representations: $c) { __typename } }', {
      c: [{ __typename: canary, id: canary }, canary],
    });
    await askQuietly('query($s: String) { publicClones(search: $s, after: $s) { nodes { id } } }', {
      s: canary.repeat(10),
    });
  });

  it('has issues that name paths and blocks, never their content', async () => {
    const cloneId = await createClone(service, alice);
    const graph = {
      dataStreams: [
        { blockId: 'a', stream: canary, interval: canary, parameters: { [canary]: canary } },
        { blockId: 'b', stream: 'candles', interval: '1h', parameters: { [canary]: canary } },
      ],
      assets: [{ blockId: 'c', symbols: [canary, canary] }],
      tradingPrompts: [{ blockId: 'd', prompt: canary }],
      connections: [{ from: 'a', to: canary }],
    };
    const query =
      'query($id: ID!, $graph: StrategyGraphInput!) { validateStrategy(cloneId: $id, graph: $graph) { issues { code message path } } }';
    const { data } = await askQuietly(query, { id: cloneId, graph });
    const { issues } = data.validateStrategy;
    expect(issues.length).toBeGreaterThan(4);
    expect(JSON.stringify(issues)).not.toContain(canary);
  });
});

describe('a broken database', () => {
  /** A constraint that only this test's rows violate: PostgreSQL then prints the whole row. */
  async function forbid(table: string, column: string): Promise<void> {
    await service.database.client.$executeRawUnsafe(
      `ALTER TABLE ${table} ADD CONSTRAINT broken_${table}_${column} CHECK (${column} IS NULL OR strpos(lower(${column}), lower('${canary}')) = 0) NOT VALID`,
    );
  }

  async function expectFault(constraint: string, query: string, input: Variables, caller = alice): Promise<void> {
    const { errors } = await askQuietly(query, { input }, caller);
    expect(errors).toMatchObject([{ code: 'INTERNAL_SERVER_ERROR', message: expect.not.stringContaining('row') }]);
    expect(JSON.parse(logged.at(-1) ?? '{}')).toMatchObject({ level: 50, fault: { sqlState: '23514', constraint } });
  }

  it('whose constraint rejects a row is a fault, logged with SQLSTATE, constraint and table, without the row', async () => {
    for (const [table, column] of [
      ['clones', 'name'],
      ['clone_strategy_drafts', 'graph'],
      ['clone_strategy_drafts', 'layout'],
      ['clone_strategy_versions', 'note'],
      ['idempotency_keys', 'key'],
      ['clones', 'moderation_reason'],
      ['clone_audit_events', 'details'],
      ['clone_entitlement_grants', 'grant_id'],
    ] as const) {
      await forbid(table, column);
    }
    const cloneId = await createClone(service, alice, { name: 'Sound', modelId: 'swift-1' });
    const revision = await saveDraft(service, alice, cloneId);
    const create = 'mutation($input: CreateCloneInput!) { createClone(input: $input) { created } }';
    const update =
      'mutation($input: UpdatePublicProfileInput!) { updatePublicProfile(input: $input) { errors { code } } }';
    const publish = 'mutation($input: PublishStrategyInput!) { publishStrategy(input: $input) { created } }';
    await expectFault('broken_clones_name', create, { name: canary });
    await expectFault('broken_clones_name', update, { cloneId, name: canary });
    await expectFault('broken_idempotency_keys_key', create, { idempotencyKey: canary });
    await expectFault('broken_clone_strategy_drafts_graph', save, {
      cloneId,
      expectedRevision: revision,
      graph: graphWith(canary),
    });
    await expectFault('broken_clone_strategy_drafts_layout', save, {
      cloneId,
      expectedRevision: revision,
      graph: sampleGraph(),
      layout: { note: canary },
    });
    await expectFault('broken_clone_strategy_versions_note', publish, {
      cloneId,
      expectedRevision: revision,
      note: canary,
    });
    await expectFault('broken_idempotency_keys_key', publish, {
      cloneId,
      expectedRevision: revision,
      idempotencyKey: canary,
    });
    const moderate =
      'mutation($input: ModeratePublicProfileInput!) { moderatePublicProfile(input: $input) { errors { code } } }';
    const setStatus = 'mutation($input: SetCloneStatusInput!) { setCloneStatus(input: $input) { errors { code } } }';
    const apply =
      'mutation($input: ApplyEntitlementFactsInput!) { applyEntitlementFacts(input: $input) { errors { code } } }';
    await expectFault(
      'broken_clones_moderation_reason',
      moderate,
      { cloneId, expectedRevision: 1, decision: 'REJECT', reason: canary },
      operator,
    );
    await expectFault(
      'broken_clone_audit_events_details',
      setStatus,
      { cloneId, status: 'SUSPENDED', reason: canary },
      operator,
    );
    await expectFault(
      'broken_clone_entitlement_grants_grant_id',
      apply,
      { facts: [{ grantId: canary, cloneId, kind: 'GRANTED', occurredAt: '2026-01-01T00:00:00Z' }] },
      economy,
    );
  });

  it('whose stored draft is not JSON is a fault, logged without the text', async () => {
    const cloneId = await createClone(service, alice);
    await service.database.client.$executeRawUnsafe(
      'ALTER TABLE clone_strategy_drafts DROP CONSTRAINT IF EXISTS broken_clone_strategy_drafts_graph',
    );
    await service.database.client.strategyDraft.update({
      where: { cloneId },
      data: { graph: `${canary} {`, revision: 1 },
    });
    const { errors, data } = await askQuietly(
      'query($input: ID!) { clone(id: $input) { id strategyDraft { revision layout } } }',
      { input: cloneId },
    );
    expect({ errors, data }).toMatchObject({
      errors: [{ code: 'INTERNAL_SERVER_ERROR' }],
      data: { clone: { id: cloneId, strategyDraft: null } },
    });
    expect(JSON.parse(logged.at(-1) ?? '{}')).toMatchObject({ fault: { name: 'SyntaxError' } });
  });
});
