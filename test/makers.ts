import { foldName } from '../src/clone/foldName.ts';
import { newId } from '../src/clone/id.ts';
import type { PrismaClient } from '../src/database/generated/client.ts';
import { canonicalContent, contentHash } from '../src/strategy/canonicalContent.ts';
import type { StrategyGraph } from '../src/strategy/graph.ts';
import { storedGraph } from '../src/strategy/storedGraph.ts';
import type { Caller } from '../src/access/caller.ts';
import { sampleGraph } from './sampleStrategy.ts';
import type { Asked } from './startTestService.ts';

type Variables = Record<string, unknown>;

/** Creates a clone of the caller's through the API; returns its id. */
export async function createClone(service: Asked, caller: Caller, input: Variables = {}): Promise<string> {
  const { createClone: payload } = await done(
    service,
    caller,
    'createClone',
    'CreateCloneInput',
    'clone { id }',
    input,
  );
  return payload.clone.id;
}

/** Saves a draft through the API; returns its new revision. */
export async function saveDraft(
  service: Asked,
  caller: Caller,
  cloneId: string,
  expectedRevision = 0,
  graph: unknown = sampleGraph(),
): Promise<number> {
  const input = { cloneId, expectedRevision, graph };
  const { saveStrategyDraft: payload } = await done(
    service,
    caller,
    'saveStrategyDraft',
    'SaveStrategyDraftInput',
    'strategyDraft { revision }',
    input,
  );
  return payload.strategyDraft.revision;
}

/** Publishes a version through the API; returns its id. */
export async function publish(
  service: Asked,
  caller: Caller,
  cloneId: string,
  expectedRevision: number,
  input: Variables = {},
): Promise<string> {
  const whole = { cloneId, expectedRevision, ...input };
  const { publishStrategy: payload } = await done(
    service,
    caller,
    'publishStrategy',
    'PublishStrategyInput',
    'strategyVersion { id }',
    whole,
  );
  return payload.strategyVersion.id;
}

/** Creates a clone with a name, a model and one version, all through the API. */
export async function createPublishedClone(
  service: Asked,
  caller: Caller,
  name: string,
): Promise<{ cloneId: string; versionId: string }> {
  const cloneId = await createClone(service, caller, { name, modelId: 'swift-1' });
  const revision = await saveDraft(service, caller, cloneId);
  return { cloneId, versionId: await publish(service, caller, cloneId, revision) };
}

async function done(
  service: Asked,
  caller: Caller,
  mutation: string,
  inputType: string,
  selection: string,
  input: Variables,
) {
  const answer = await service.ask(
    caller,
    `mutation($input: ${inputType}!) { ${mutation}(input: $input) { ${selection} errors { code path message } } }`,
    { input },
  );
  const errors = [...answer.errors, ...(answer.data?.[mutation]?.errors ?? [])];
  if (errors.length > 0) throw new Error(`${mutation}: ${JSON.stringify(errors)}`);
  return answer.data;
}

export interface StoredClone {
  readonly id?: string;
  readonly ownerId?: string;
  readonly name?: string | null;
  readonly createdAt?: Date;
  readonly status?: 'ACTIVE' | 'SUSPENDED' | 'ARCHIVED';
  /** Published by default. */
  readonly published?: boolean;
}

const storedAt = new Date('2026-01-01T00:00:00Z');

/** Inserts clone rows as the service would, but in bulk and with the times that a test needs; returns their ids. */
export async function storeClones(client: PrismaClient, clones: readonly StoredClone[]): Promise<string[]> {
  const rows = clones.map((clone) => ({
    id: newId(),
    ownerId: 'alice',
    createdAt: storedAt,
    status: 'ACTIVE',
    published: true,
    name: 'Stored',
    ...clone,
  }));
  await client.clone.createMany({
    data: rows.map(({ published: _, ...row }) => ({
      ...row,
      nameFolded: row.name === null ? null : foldName(row.name),
      updatedAt: row.createdAt,
      profileUpdatedAt: row.createdAt,
      modelId: 'swift-1',
      modelName: 'Swift 1',
      modelTier: 'STANDARD',
    })),
  });
  await client.strategyDraft.createMany({
    data: rows.map(({ id, createdAt }) => ({
      cloneId: id,
      graph: JSON.stringify(storedGraph(sample)),
      updatedAt: createdAt,
    })),
  });
  await storeVersions(
    client,
    rows.filter(({ published }) => published).map(({ id }) => id),
  );
  return rows.map(({ id }) => id);
}

const sample: StrategyGraph = sampleGraph();

/** Adds a version to each of the clones and makes it active; returns the versions' ids. */
export async function storeVersions(client: PrismaClient, cloneIds: readonly string[], number = 1): Promise<string[]> {
  const content = canonicalContent(sample, 'swift-1');
  const versions = cloneIds.map((cloneId) => ({
    id: newId(),
    cloneId,
    number,
    content,
    contentHash: contentHash(content),
    publishedAt: storedAt,
  }));
  const facts = {
    contentSchema: 1,
    modelId: 'swift-1',
    modelName: 'Swift 1',
    modelTier: 'STANDARD',
    catalogVersion: 'x',
    publishedBy: 'alice',
    dataStreams: 1,
    assets: 2,
    promptCharacters: 20,
  };
  await client.strategyVersion.createMany({ data: versions.map((version) => ({ ...version, ...facts })) });
  await client.$executeRaw`
    UPDATE clones SET active_version_id = v.id FROM clone_strategy_versions v
    WHERE v.clone_id = clones.id AND v.number = ${number} AND clones.id = ANY (${[...cloneIds]}::uuid[])`;
  return versions.map(({ id }) => id);
}
