import { isInputObjectType, isNonNullType, isObjectType, type GraphQLSchema } from 'graphql';
import { beforeAll, describe, expect, it } from 'vitest';
import { newId } from '../../src/clone/id.ts';
import { assembleSchema } from '../../src/graphql/schema.ts';
import { untilSettled } from '../events/settled.ts';
import { createClone, createPublishedClone, publish, saveDraft } from '../makers.ts';
import { sampleGraph } from '../sampleStrategy.ts';
import { service as serviceCaller, startTestService, user, type Answer } from '../startTestService.ts';

const service = startTestService();
/** A caller with every right: only the effect of null matters here. */
const alice = user('alice', 'clone:admin', 'clone:moderate');
const economy = serviceCaller('entitlement:write');
let cloneId: string;
let versionId: string;

beforeAll(async () => {
  ({ cloneId } = await createPublishedClone(service, alice, 'Nullable'));
  versionId = await publish(
    service,
    alice,
    cloneId,
    await saveDraft(service, alice, cloneId, 1, sampleGraph('Second.')),
  );
});

/** Every nullable argument and input field, as "Type.field(argument)" or "Input.field". */
function nullables(schema: GraphQLSchema): string[] {
  return Object.values(schema.getTypeMap()).flatMap((type) => {
    if (type.name.startsWith('_')) return [];
    if (isInputObjectType(type))
      return Object.values(type.getFields())
        .filter((field) => !isNonNullType(field.type))
        .map(({ name }) => `${type.name}.${name}`);
    if (!isObjectType(type)) return [];
    return Object.values(type.getFields()).flatMap((field) =>
      field.args.filter((arg) => !isNonNullType(arg.type)).map((arg) => `${type.name}.${field.name}(${arg.name})`),
    );
  });
}

const page = '{ nodes { id } pageInfo { hasNextPage endCursor } }';
const clonePage = (field: string) => (args: string) => `{ ${field}${args} ${page} }`;
const ofClone = (field: string) => (args: string) => `{ clone(id: "CLONE") { ${field}${args} ${page} } }`;
const ofActivations = (args: string) =>
  `{ clone(id: "CLONE") { activations${args} { nodes { sequence } pageInfo { hasNextPage endCursor } } } }`;
const ofCheckpoints = (args: string) =>
  `{ clone(id: "CLONE") { strategyDraft { checkpoints${args} { nodes { revision } pageInfo { hasNextPage endCursor } } } } }`;
const events = (args: string) => `{ cloneEvents${args} { nodes { id kind } continueFrom hasMore } }`;
const ofUser = (args: string) =>
  `{ _entities(representations: [{ __typename: "User", id: "alice" }]) { ... on User { clones${args} ${page} } } }`;

/** The argument's type, and a query that uses it. */
const argumentCases: Readonly<Record<string, readonly [type: string, query: (args: string) => string]>> = {
  'Query.myClones(first)': ['Int', clonePage('myClones')],
  'Query.myClones(after)': ['String', clonePage('myClones')],
  'Query.publicClones(first)': ['Int', clonePage('publicClones')],
  'Query.publicClones(after)': ['String', clonePage('publicClones')],
  'Query.publicClones(search)': ['String', clonePage('publicClones')],
  'Query.moderationQueue(first)': ['Int', clonePage('moderationQueue')],
  'Query.moderationQueue(after)': ['String', clonePage('moderationQueue')],
  'Query.operatorClones(filter)': ['OperatorCloneFilter', clonePage('operatorClones')],
  'Query.operatorClones(first)': ['Int', clonePage('operatorClones')],
  'Query.operatorClones(after)': ['String', clonePage('operatorClones')],
  'Query.cloneEvents(first)': ['Int', events],
  'Query.cloneEvents(after)': ['String', events],
  'Query.cloneEvents(kinds)': ['[CloneEventKind!]', events],
  'User.clones(first)': ['Int', ofUser],
  'User.clones(after)': ['String', ofUser],
  'Clone.strategyVersions(first)': ['Int', ofClone('strategyVersions')],
  'Clone.strategyVersions(after)': ['String', ofClone('strategyVersions')],
  'Query.strategyCatalog(version)': ['String', (args) => `{ strategyCatalog${args} { version } }`],
  'Clone.activations(first)': ['Int', ofActivations],
  'Clone.activations(after)': ['String', ofActivations],
  'StrategyDraft.checkpoints(first)': ['Int', ofCheckpoints],
  'StrategyDraft.checkpoints(after)': ['String', ofCheckpoints],
  'Clone.auditTrail(first)': ['Int', ofClone('auditTrail')],
  'Clone.auditTrail(after)': ['String', ofClone('auditTrail')],
  'StrategyVersion.changesSince(number)': [
    'Int',
    (args) => `{ strategyVersion(id: "VERSION") { changesSince${args} { kind subject subjectId } } }`,
  ],
};

type Input = Record<string, unknown>;
type Send = (given: Input) => Promise<Answer>;

const profile =
  'publicProfileDraft { name description imageUrl shownAssets shownDataSources shownCapabilities revision }';
const send =
  (name: string, type: string, selection: string, caller = alice) =>
  (input: Input) =>
    service.ask(caller, `mutation($input: ${type}!) { ${name}(input: $input) { ${selection} errors { code path } } }`, {
      input,
    });
const creation: Send = send('createClone', 'CreateCloneInput', `created clone { ${profile} model { modelId } }`);
const draft = 'strategyDraft { revision graph { dataStreams { blockId interval parameters } } layout }';
const saving = send('saveStrategyDraft', 'SaveStrategyDraftInput', draft);

async function savedStream(given: Input): Promise<Answer> {
  const graph = { ...sampleGraph(), dataStreams: [{ blockId: 'candles', stream: 'candles', ...given }] };
  return saving({ cloneId: await createClone(service, alice), expectedRevision: 0, graph });
}

async function published(given: Input): Promise<Answer> {
  const made = await createClone(service, alice, { name: 'Published', modelId: 'swift-1' });
  const expectedRevision = await saveDraft(service, alice, made);
  return send(
    'publishStrategy',
    'PublishStrategyInput',
    'created strategyVersion { number note }',
  )({ cloneId: made, expectedRevision, ...given });
}

const moved = 'changed activation { sequence cause reason }';

async function activated(given: Input): Promise<Answer> {
  const made = await createPublishedClone(service, alice, 'Activated');
  await publish(service, alice, made.cloneId, await saveDraft(service, alice, made.cloneId, 1, sampleGraph('Second.')));
  const activate = send('activateStrategyVersion', 'ActivateStrategyVersionInput', moved);
  return activate({ ...made, expectedActivation: 2, ...given });
}

async function paused(given: Input): Promise<Answer> {
  const made = await createPublishedClone(service, alice, 'Paused');
  return send(
    'setPaused',
    'SetPausedInput',
    moved,
  )({ cloneId: made.cloneId, paused: true, expectedActivation: 1, ...given });
}

/** A profile with every field set, then updated with this input. */
async function updated(given: Input): Promise<Answer> {
  const update = send('updatePublicProfile', 'UpdatePublicProfileInput', `clone { ${profile} }`);
  const made = await createClone(service, alice, {
    name: 'Named',
    description: 'Described.',
    imageUrl: 'https://images.example/a.png',
  });
  await update({ cloneId: made, shownAssets: ['BTC'], shownDataSources: ['Candles'], shownCapabilities: ['MODEL'] });
  return update({ cloneId: made, ...given });
}

async function savedLayout(given: Input): Promise<Answer> {
  const made = await createClone(service, alice);
  await saving({ cloneId: made, expectedRevision: 0, graph: sampleGraph(), layout: { x: 1 } });
  return saving({ cloneId: made, expectedRevision: 1, graph: sampleGraph(), ...given });
}

/** A save that comes after another one. */
async function savedLate(given: Input): Promise<Answer> {
  const made = await createClone(service, alice);
  const graph = sampleGraph();
  await saving({ cloneId: made, expectedRevision: 0, graph, layout: { x: 1 } });
  await saving({ cloneId: made, expectedRevision: 1, graph: { ...graph, connections: [] } });
  return saving({ cloneId: made, expectedRevision: 1, graph: { ...graph, tradingPrompts: [] }, layout: {}, ...given });
}

const granted = (given: Input) => {
  // A new grant each time: the same fact again is UNCHANGED.
  const fact = { grantId: newId(), cloneId, kind: 'GRANTED', occurredAt: '2026-01-01T00:00:00Z', ...given };
  return send('applyEntitlementFacts', 'ApplyEntitlementFactsInput', 'results { outcome }', economy)({ facts: [fact] });
};
const moderated = (given: Input) =>
  send(
    'moderatePublicProfile',
    'ModeratePublicProfileInput',
    'clone { id }',
  )({ cloneId, expectedRevision: 1, decision: 'APPROVE', ...given });
const filtered = (filter: Input) =>
  service.ask(alice, `query($filter: OperatorCloneFilter) { operatorClones(filter: $filter) ${page} }`, { filter });

function forFields(type: string, fields: string, call: Send): Record<string, Send> {
  return Object.fromEntries(fields.split(' ').map((field) => [`${type}.${field}`, call]));
}

const inputCases: Readonly<Record<string, Send>> = {
  ...forFields('CreateCloneInput', 'idempotencyKey name description imageUrl modelId', creation),
  ...forFields('UpdatePublicProfileInput', 'expectedRevision', updated),
  ...forFields('DataStreamBlockInput', 'interval parameters', savedStream),
  ...forFields('SaveStrategyDraftInput', 'base', savedLate),
  ...forFields('StrategyDraftBaseInput', 'layout', (given) => savedLate({ base: { graph: sampleGraph(), ...given } })),
  ...forFields('PublishStrategyInput', 'note idempotencyKey', published),
  ...forFields('ActivateStrategyVersionInput', 'reason', activated),
  ...forFields('SetPausedInput', 'reason', paused),
  ...forFields('EntitlementFactInput', 'dataStreams assets promptCharacters modelTier effectiveAt expiresAt', granted),
  ...forFields('ModeratePublicProfileInput', 'reason', moderated),
  ...forFields('OperatorCloneFilter', 'ownerId status moderationStatus search setUp blocker', filtered),
};

/** Fields that null clears (lists become empty), while leaving them out keeps them. */
const clearingCases: Readonly<Record<string, readonly [Send, cleared: unknown]>> = {
  'UpdatePublicProfileInput.name': [updated, null],
  'UpdatePublicProfileInput.description': [updated, null],
  'UpdatePublicProfileInput.imageUrl': [updated, null],
  'UpdatePublicProfileInput.shownAssets': [updated, []],
  'UpdatePublicProfileInput.shownDataSources': [updated, []],
  'UpdatePublicProfileInput.shownCapabilities': [updated, []],
  'SaveStrategyDraftInput.layout': [savedLayout, null],
};

function withoutFault(answer: Answer): Answer {
  expect(answer.errors.filter(({ code }) => code === 'INTERNAL_SERVER_ERROR')).toEqual([]);
  return answer;
}

describe('an explicit null', () => {
  it('is tested here for every nullable argument and input field of the schema', () => {
    const cases = [argumentCases, inputCases, clearingCases].flatMap((table) => Object.keys(table));
    expect(nullables(assembleSchema()).toSorted()).toEqual(cases.toSorted());
  });

  it.each(Object.entries(argumentCases))(
    'is the same as leaving the argument out, however it is written: %s',
    async (coordinate, [type, query]) => {
      const argument = /\((\w+)\)/.exec(coordinate)?.[1] ?? '';
      const ask = async (head: string, args: string, variables?: Input) =>
        withoutFault(
          await service.ask(
            alice,
            head + query(args).replace('CLONE', cloneId).replace('VERSION', versionId),
            variables,
          ),
        );
      if (coordinate.startsWith('Query.cloneEvents')) await untilSettled(service.database.reader);
      const leftOut = await ask('', '');
      expect(await ask('', `(${argument}: null)`)).toEqual(leftOut);
      expect(await ask(`query($v: ${type}) `, `(${argument}: $v)`, { v: null })).toEqual(leftOut);
      expect(await ask(`query($v: ${type}) `, `(${argument}: $v)`, {})).toEqual(leftOut);
      expect(await ask(`query($v: ${type} = null) `, `(${argument}: $v)`, {})).toEqual(leftOut);
    },
  );

  it.each(Object.entries(inputCases))('is the same as leaving the field out: %s', async (coordinate, call) => {
    const field = coordinate.split('.')[1] ?? '';
    const leftOut = withoutFault(await call({}));
    expect(withoutFault(await call({ [field]: null }))).toEqual(leftOut);
  });

  it.each(Object.entries(clearingCases))(
    'clears a field if the schema says so, while leaving it out keeps it: %s',
    async (coordinate, [call, cleared]) => {
      const field = coordinate.split('.')[1] ?? '';
      const read = ({ data }: Answer) =>
        (data.updatePublicProfile?.clone.publicProfileDraft ?? data.saveStrategyDraft.strategyDraft)[field];
      expect(read(withoutFault(await call({ [field]: null })))).toEqual(cleared);
      expect(read(withoutFault(await call({})))).not.toEqual(cleared);
    },
  );

  it('in all fields of an input is the same as leaving all out', async () => {
    const all = (type: string) =>
      Object.fromEntries(
        Object.keys(inputCases)
          .filter((one) => one.startsWith(`${type}.`))
          .map((one) => [one.split('.')[1], null]),
      );
    expect(withoutFault(await creation(all('CreateCloneInput')))).toEqual(await creation({}));
    expect(withoutFault(await published(all('PublishStrategyInput')))).toEqual(await published({}));
    expect(withoutFault(await granted(all('EntitlementFactInput')))).toEqual(await granted({}));
  });
});

describe('an idempotency key', () => {
  it('matches the original call whether a field is null or left out', async () => {
    const create = send('createClone', 'CreateCloneInput', 'created');
    expect((await create({ idempotencyKey: 'null-or-absent', name: 'Once' })).data.createClone).toEqual({
      created: true,
      errors: [],
    });
    const again = await create({
      idempotencyKey: 'null-or-absent',
      name: 'Once',
      description: null,
      imageUrl: null,
      modelId: null,
    });
    expect(again.data.createClone).toEqual({ created: false, errors: [] });
  });
});

describe('a required value', () => {
  it.each([
    ['an id', 'query($v: ID!) { clone(id: $v) { id } }', { v: null }],
    ['an id in a list', 'query($v: [ID!]!) { clones(ids: $v) { id } }', { v: [null] }],
    ['an input', 'mutation($v: CreateCloneInput!) { createClone(input: $v) { created } }', { v: null }],
    [
      'a field of an input',
      'mutation($v: SelectModelInput!) { selectModel(input: $v) { errors { code } } }',
      { v: { cloneId: null, modelId: 'swift-1' } },
    ],
    [
      'an item of a profile’s list',
      'mutation($v: UpdatePublicProfileInput!) { updatePublicProfile(input: $v) { errors { code } } }',
      { v: { cloneId: 'x', shownAssets: [null] } },
    ],
  ])('that is null is BAD_USER_INPUT: %s', async (_, query, variables) => {
    expect(await service.ask(alice, query, variables)).toMatchObject({
      data: null,
      errors: [{ code: 'BAD_USER_INPUT' }],
    });
  });
});
