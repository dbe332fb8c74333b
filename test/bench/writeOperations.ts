import { randomUUID } from 'node:crypto';
import { storedGraph } from '../../src/strategy/storedGraph.ts';
import { benchGraph, cloneId, clonesOfAnOwner, ownerOf } from './dataSet.ts';
import { someOf } from './draw.ts';
import type { Request } from './load.ts';
import type { Operation, World } from './operations.ts';

const editedPrompt = 'strategyDraft { revision updatedAt graph { tradingPrompts { prompt } } } errors { code }';
const edited = 'clone { id publicProfileDraft { description revision moderationStatus updatedAt } } errors { code }';
const moved = 'changed activation { sequence paused at version { id number } } errors { code }';
const creationsOfAnOwner = 10;

/** Each can be repeated for ever: it either writes something new, or is undone after the slice. */
export const writeOperations: readonly Operation[] = [
  write(
    'createClone',
    'CreateCloneInput',
    'created clone { id model { modelId } publicProfileDraft { name } } errors { code }',
    {
      async prepare({ newcomer }, count) {
        const tokens = await Promise.all(Array.from({ length: Math.ceil(count / creationsOfAnOwner) }, newcomer));
        // Creations of the same owner wait for each other, so no two of an owner are sent together.
        return Array.from({ length: count }, (_, index) => ({
          token: tokens[index % tokens.length] ?? '',
          input: { idempotencyKey: randomUUID(), name: 'From the benchmark', modelId: 'swift-1' },
        }));
      },
    },
  ),
  ofClones('updatePublicProfile', 'UpdatePublicProfileInput', edited, {
    input: ({ id, profileRevision }) => ({
      cloneId: id,
      expectedRevision: profileRevision,
      description: `The description of revision ${profileRevision + 1}.`,
    }),
    check: [
      'every update added one to the revision of its profile',
      'JOIN clones c ON c.id = was.id AND c.profile_revision = was.number + 1',
      ({ profileRevision }) => profileRevision,
    ],
  }),
  ofClones('selectModel', 'SelectModelInput', 'clone { id model { modelId tier } } errors { code }', {
    before: "UPDATE clones SET model_id = 'swift-1', model_name = 'Swift 1' WHERE id = ANY ($1)",
    input: ({ id }) => ({ cloneId: id, modelId: 'swift-2' }),
    check: [
      'every clone has the other model',
      "JOIN clones c ON c.id = was.id AND c.model_id = 'swift-2' AND was.number = 0",
      () => 0,
    ],
    after: "UPDATE clones SET model_id = 'swift-1', model_name = 'Swift 1' WHERE id = ANY ($1)",
  }),
  ofClones('saveStrategyDraft', 'SaveStrategyDraftInput', editedPrompt, {
    input: ({ id, revision }) => ({
      cloneId: id,
      expectedRevision: revision,
      graph: benchGraph(` Draft ${revision + 1}.`),
    }),
    check: draftGrew('every save added one to its revision', 1),
  }),
  ofClones('discardStrategyDraft', 'DiscardStrategyDraftInput', editedPrompt, {
    edit: 'To be discarded',
    input: ({ id, revision }) => ({ cloneId: id, expectedRevision: revision + 1 }),
    check: draftGrew('every discard added one to its revision', 2),
  }),
  ofClones('restoreStrategyVersion', 'RestoreStrategyVersionInput', editedPrompt, {
    edit: 'To be replaced',
    input: ({ id, revision, versionId }) => ({ cloneId: id, versionId, expectedRevision: revision + 1 }),
    check: draftGrew('every restore added one to its revision', 2),
  }),
  ofClones('revertStrategyDraft', 'RevertStrategyDraftInput', editedPrompt, {
    // The draft is discarded first, so that there is a checkpoint to go back to.
    before: `UPDATE clone_strategy_drafts d SET revision = d.revision + 1, cause = 'DISCARDED', graph = v.content::json->>'graph'
      FROM clones c JOIN clone_strategy_versions v ON v.id = c.active_version_id WHERE c.id = d.clone_id AND c.id = ANY ($1)`,
    input: ({ id, revision }) => ({ cloneId: id, toRevision: revision, expectedRevision: revision + 1 }),
    check: draftGrew('every revert added one to its revision', 2),
  }),
  ofClones(
    'publishStrategy',
    'PublishStrategyInput',
    'created strategyVersion { id number publishedAt contentHash } errors { code }',
    {
      edit: 'Version of',
      input: ({ id, revision }) => ({ cloneId: id, expectedRevision: revision + 1, note: 'From the benchmark' }),
      check: [
        'every publication added a version and made it the active one',
        'JOIN clones c ON c.id = was.id JOIN clone_strategy_versions v ON v.id = c.active_version_id AND v.number = was.number + 1',
        ({ number }) => number,
      ],
    },
  ),
  ofClones('activateStrategyVersion', 'ActivateStrategyVersionInput', moved, {
    // Another version is published first, so that there is one to go back to.
    before: `WITH next AS (
        INSERT INTO clone_strategy_versions (id, clone_id, number, content, content_hash, content_schema, model_id, model_name, model_tier,
          catalog_version, published_by, published_at, data_streams, assets, prompt_characters)
        SELECT gen_random_uuid(), v.clone_id, (SELECT max(number) + 1 FROM clone_strategy_versions WHERE clone_id = v.clone_id), content,
          content_hash, content_schema, v.model_id, v.model_name, v.model_tier, catalog_version, published_by, now(), data_streams, assets,
          prompt_characters
        FROM clone_strategy_versions v JOIN clones c ON c.active_version_id = v.id WHERE c.id = ANY ($1) RETURNING id, clone_id
      ) UPDATE clones SET active_version_id = next.id FROM next WHERE clones.id = next.clone_id`,
    input: ({ id, versionId, activation }) => ({ cloneId: id, versionId, expectedActivation: activation + 1 }),
    check: activationGrew('every clone went back to its version', 2),
  }),
  ofClones('setPaused', 'SetPausedInput', moved, {
    input: ({ id, activation }) => ({ cloneId: id, paused: true, expectedActivation: activation }),
    check: activationGrew('every clone was paused', 1),
    after: `WITH resumed AS (
        INSERT INTO clone_activations (clone_id, sequence, version_id, paused, cause, actor_kind, actor, at)
        SELECT a.clone_id, a.sequence + 1, a.version_id, false, 'RESUMED', 'OWNER', a.actor, a.at
        FROM clone_activations a JOIN clones c ON c.id = a.clone_id AND c.activation = a.sequence WHERE c.id = ANY ($1)
      ) UPDATE clones SET activation = activation + 1, paused = false WHERE id = ANY ($1)`,
  }),
  ofClones('moderatePublicProfile', 'ModeratePublicProfileInput', edited, {
    by: 'moderator',
    input: ({ id, profileRevision }) => ({ cloneId: id, expectedRevision: profileRevision, decision: 'APPROVE' }),
    check: [
      'every profile is approved',
      'JOIN clones c ON c.id = was.id AND c.approved_revision = was.number',
      ({ profileRevision }) => profileRevision,
    ],
    after: `UPDATE clones SET moderation_status = 'PENDING', last_decision = NULL, moderated_at = NULL, waiting_since = created_at,
      approved_revision = NULL, approved_at = NULL, approved_name = NULL, approved_name_folded = NULL, approved_description = NULL,
      approved_image_url = NULL, approved_shown_assets = '{}', approved_shown_data_sources = '{}' WHERE id = ANY ($1)`,
  }),
  ofClones('setCloneStatus', 'SetCloneStatusInput', 'clone { id status updatedAt } errors { code }', {
    by: 'admin',
    input: ({ id }) => ({ cloneId: id, status: 'SUSPENDED', reason: 'From the benchmark' }),
    check: [
      'every clone is suspended',
      "JOIN clones c ON c.id = was.id AND c.status = 'SUSPENDED' AND was.number = 0",
      () => 0,
    ],
    after: "UPDATE clones SET status = 'ACTIVE' WHERE id = ANY ($1)",
  }),
  ofClones(
    'applyEntitlementFacts',
    'ApplyEntitlementFactsInput',
    'results { index grantId outcome } entitlements { cloneId maxAssets } errors { code }',
    {
      by: 'economy',
      // Grants that have ended: however many a run adds, what a clone may use stays the same.
      input: ({ id }) => ({
        facts: [1, 2].map((assets) => ({
          grantId: `bench-${randomUUID()}`,
          cloneId: id,
          kind: 'GRANTED',
          occurredAt: '2026-01-01T00:00:00Z',
          expiresAt: '2026-02-01T00:00:00Z',
          assets,
        })),
      }),
      check: [
        'every grant added its terms',
        'JOIN LATERAL (SELECT count(*) AS terms FROM clone_entitlement_terms WHERE clone_id = was.id) t ON t.terms = was.number + 2',
        ({ terms }) => terms,
      ],
    },
  ),
];

interface Sent {
  readonly token: string;
  readonly input: object;
}

function write(
  name: string,
  inputType: string,
  selection: string,
  { prepare, check }: { prepare(world: World, count: number): Promise<Sent[]>; check?: () => Promise<void> },
): Operation {
  const document = documentOf(name, inputType, selection);
  return {
    name,
    document,
    writes: true,
    prepare: async (world, count) => ({
      requests: (await prepare(world, count)).map(({ token, input }) => requestOf(name, document, token, input)),
      check: check ?? (async () => {}),
    }),
  };
}

function documentOf(name: string, inputType: string, selection: string): string {
  return `mutation ${name}($input: ${inputType}!) { ${name}(input: $input) { ${selection} } }`;
}

function requestOf(operationName: string, query: string, token: string, input: object): Request {
  return { token, body: JSON.stringify({ operationName, query, variables: { input } }) };
}

/** A clone as it is before the slice. */
interface Known {
  readonly id: string;
  readonly ownerId: string;
  readonly profileRevision: number;
  /** Of its draft. */
  readonly revision: number;
  /** Its active version. */
  readonly versionId: string;
  readonly number: number;
  /** The sequence of its newest activation. */
  readonly activation: number;
  /** How many grants it was ever given. */
  readonly terms: number;
}

interface OnClones {
  /** Whose token is used; left out: the owner's. */
  readonly by?: 'moderator' | 'admin' | 'economy';
  readonly input: (clone: Known) => object;
  /** Gives each draft this prompt first, and its next revision. */
  readonly edit?: string;
  /** SQL before and after the slice; $1 are the clones' ids. */
  readonly before?: string;
  readonly after?: string;
  /** What must hold afterwards: a join that keeps each row of `was (id, number)`, and the number. */
  readonly check: Check;
}

type Check = readonly [what: string, join: string, numberOf: (clone: Known) => number];

function draftGrew(what: string, by: number): Check {
  return [
    what,
    `JOIN clone_strategy_drafts d ON d.clone_id = was.id AND d.revision = was.number + ${by}`,
    ({ revision }) => revision,
  ];
}

function activationGrew(what: string, by: number): Check {
  return [what, `JOIN clones c ON c.id = was.id AND c.activation = was.number + ${by}`, ({ activation }) => activation];
}

/** A mutation of different clones of the owners, so that no two requests of a slice want the same one. */
function ofClones(name: string, inputType: string, selection: string, on: OnClones): Operation {
  const document = documentOf(name, inputType, selection);
  return {
    name,
    document,
    writes: true,
    prepare: async (world, count) => {
      const clones = await someClones(world, count);
      const ids = clones.map(({ id }) => id);
      const run = async (sql: string | undefined): Promise<void> => {
        if (sql !== undefined) await world.client.query(sql, [ids]);
      };
      await run(on.before);
      if (on.edit !== undefined) await editDrafts(world, clones, on.edit);
      const tokens = new Map(
        world.ownerTokens.map((token, owner) => [ownerOf(owner * clonesOfAnOwner), token] as const),
      );
      return {
        requests: clones.map((clone) => {
          const token = on.by === undefined ? tokens.get(clone.ownerId) : world.tokens[on.by];
          return requestOf(name, document, token ?? '', on.input(clone));
        }),
        check: async () => {
          const [what, join, numberOf] = on.check;
          const { rows } = await world.client.query(
            `SELECT count(*) = cardinality($1) AS holds FROM unnest($1::uuid[], $2::int[]) AS was (id, number) ${join}`,
            [ids, clones.map(numberOf)],
          );
          if (rows[0].holds !== true) throw new Error(`it does not hold that ${what}`);
          await run(on.after);
        },
      };
    },
  };
}

async function someClones({ client, ownerTokens }: World, count: number): Promise<Known[]> {
  const most = ownerTokens.length * clonesOfAnOwner;
  if (count > most)
    throw new Error(
      `a slice of writes has at most ${most} requests with this data set: one for each clone of the owners`,
    );
  const { rows } = await client.query<Known>(
    `SELECT c.id, c.owner_id AS "ownerId", c.profile_revision AS "profileRevision", d.revision, v.id AS "versionId", v.number,
       (SELECT max(sequence) FROM clone_activations WHERE clone_id = c.id) AS activation,
       (SELECT count(*)::int FROM clone_entitlement_terms WHERE clone_id = c.id) AS terms
     FROM clones c JOIN clone_strategy_drafts d ON d.clone_id = c.id JOIN clone_strategy_versions v ON v.id = c.active_version_id
     WHERE c.id = ANY ($1)`,
    [someOf(most, count).map(cloneId)],
  );
  return rows;
}

async function editDrafts({ client }: World, clones: readonly Known[], words: string): Promise<void> {
  const graphs = clones.map(({ revision }) => JSON.stringify(storedGraph(benchGraph(` ${words} ${revision + 1}.`))));
  await client.query(
    'UPDATE clone_strategy_drafts d SET revision = d.revision + 1, graph = edit.graph FROM unnest($1::uuid[], $2::text[]) AS edit (id, graph) WHERE d.clone_id = edit.id',
    [clones.map(({ id }) => id), graphs],
  );
}
