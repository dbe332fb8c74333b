import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parse, type OperationDefinitionNode } from 'graphql';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { contentHash, type Version } from '../../doc/examples/verifyVersion.ts';
import type { Scope } from '../../src/access/caller.ts';
import { operationCost } from '../../src/graphql/limits/operationCost.ts';
import { assembleSchema } from '../../src/graphql/schema.ts';
import { createLog } from '../../src/server/log.ts';
import { readSettings } from '../../src/settings/settings.ts';
import { startService, type RunningService } from '../../src/startService.ts';
import { shippedCatalog } from '../catalog/writeCatalog.ts';
import { copyEmbedded } from '../database/copyEmbedded.ts';
import { stepsOf, type Step } from './pageSteps.ts';

const examples = new URL('../../doc/examples/', import.meta.url);
const page = readFileSync(new URL('../runtime.md', examples), 'utf8');
const vector: Version = JSON.parse(readFileSync(new URL('strategyVersion.json', examples), 'utf8')).data
  .strategyVersion;

const steps = stepsOf(page);

// oxlint-disable-next-line no-explicit-any -- answers are looked into by their paths
type Json = any;

const folder = mkdtempSync(join(tmpdir(), 'runtime-'));
let service: RunningService;
let given: Readonly<Record<string, string>>;

const filledIn = (value: object) =>
  JSON.parse(JSON.stringify(value), (_, part: unknown) => (typeof part === 'string' ? (given[part] ?? part) : part));

async function ask(
  who: { readonly sub: string; readonly scope?: readonly string[] },
  query: string,
  variables: object = {},
): Promise<{ status: number; answer: Json }> {
  const token = await service.signToken?.({ sub: who.sub, scope: (who.scope ?? []) as Scope[] });
  const headers = { 'content-type': 'application/json', authorization: `Bearer ${token}` };
  const response = await fetch(`${service.url}/graphql`, {
    method: 'POST',
    headers,
    body: JSON.stringify({ query, variables }),
  });
  return { status: response.status, answer: await response.json() };
}

const alice = { sub: 'alice' };
const engine = { sub: 'engine', scope: ['strategy:read', 'clone:read'] };

/** Saves and publishes as alice; the version's id. */
async function publish(cloneId: string, expectedRevision: number, graph: object): Promise<string> {
  const mutation = `mutation ($cloneId: ID!, $expectedRevision: Int!, $graph: StrategyGraphInput!, $next: Int!) {
    saveStrategyDraft(input: { cloneId: $cloneId, expectedRevision: $expectedRevision, graph: $graph }) { errors { code path message } }
    publishStrategy(input: { cloneId: $cloneId, expectedRevision: $next }) { strategyVersion { id } validation { issues { message path } } errors { code } }
  }`;
  const { answer } = await ask(alice, mutation, { cloneId, expectedRevision, graph, next: expectedRevision + 1 });
  expect(answer.data.saveStrategyDraft.errors).toEqual([]);
  expect(answer.data.publishStrategy).toMatchObject({ errors: [], validation: null });
  return answer.data.publishStrategy.strategyVersion.id;
}

/** What the example's graph needs beside the shipped catalog. */
function writeCatalog(): string {
  const catalog = shippedCatalog();
  catalog.streams.push({
    key: 'signals',
    displayName: 'Signals',
    description: 'Anything.',
    intervals: [],
    parametersSchema: { type: 'object' },
  });
  for (const symbol of vector.graph.assets.flatMap(({ symbols }) => symbols)) {
    if (!catalog.assets.some((asset: { symbol: string }) => asset.symbol === symbol))
      catalog.assets.push({ symbol, displayName: 'Example' });
  }
  Object.assign(catalog.baseEntitlement, { maxDataStreams: 10, maxAssets: 10 });
  const file = join(folder, 'catalog.json');
  writeFileSync(file, JSON.stringify(catalog));
  return file;
}

beforeAll(async () => {
  copyEmbedded(folder);
  const settings = {
    ...readSettings({ DATA_DIR: folder, LOG_LEVEL: 'fatal', CATALOG_FILE: writeCatalog() }),
    port: 0,
    metricsPort: 0,
  };
  service = await startService(settings, createLog(settings.logLevel));
  const { answer } = await ask(
    alice,
    'mutation { createClone(input: { name: "Harbour Pilot", modelId: "swift-1" }) { clone { id } } }',
  );
  const cloneId: string = answer.data.createClone.clone.id;
  const versionId = await publish(cloneId, 0, vector.graph);
  const { answer: read } = await ask(
    engine,
    'query ($id: ID!) { clone(id: $id) { readiness { asOf } activeStrategyVersion { catalogVersion } } }',
    { id: cloneId },
  );
  given = {
    CLONE_ID: cloneId,
    VERSION_ID: versionId,
    CONTENT_HASH: vector.contentHash,
    START_TIME: read.data.clone.readiness.asOf,
    CATALOG_VERSION: read.data.clone.activeStrategyVersion.catalogVersion,
  };
});

afterAll(async () => {
  await service.close();
  rmSync(folder, { recursive: true });
});

describe('doc/runtime.md', () => {
  it.each(steps.map((step) => [step.name, step] as const))(
    'has an operation %s that is answered as the page shows',
    async (_, { query, variables, answer: shown, scopes }) => {
      const { status, answer } = await ask({ sub: 'a-service', scope: scopes }, query, filledIn(variables));
      expect(status).toBe(200);
      expect(answer).toMatchObject(filledIn(shown ?? { data: {} }));
      expect(answer.errors?.length ?? 0).toBe((shown as Json)?.errors?.length ?? 0);
    },
  );

  it('has the same strategy in its example as the service answers, under the same hash', async () => {
    const { query, variables } = steps.find(({ name }) => name === 'Version') as Step;
    const { answer } = await ask(engine, query, filledIn(variables));
    const { strategyVersion } = answer.data;
    expect(Object.keys(strategyVersion).toSorted()).toEqual(Object.keys(vector).toSorted());
    expect(strategyVersion.model).toEqual(vector.model);
    expect(strategyVersion.contentHash).toBe(vector.contentHash);
    expect(contentHash(strategyVersion)).toBe(vector.contentHash);
    const checked = spawnSync('python3', [fileURLToPath(new URL('verify_version.py', examples))], {
      input: JSON.stringify(answer),
      encoding: 'utf8',
      env: { ...process.env, PYTHONDONTWRITEBYTECODE: '1' },
    });
    if (checked.error === undefined) expect(checked).toMatchObject({ stdout: `${vector.contentHash}\n`, status: 0 });
  });

  it('says of every field of a version and of its model whether it may be kept, or it is not for services', () => {
    const [, kept = '', changing = ''] = /\| a version \| (.+?) \| (.+?) \|/.exec(page) ?? [];
    const named = new Set(`${kept} ${changing}`.match(/\w+/g));
    const sdl = readFileSync(new URL('../../schema.graphql', examples), 'utf8');
    const fieldsOf = (type: string) =>
      [...(new RegExp(`^type ${type} .*\\{\\n([^]*?)^\\}`, 'm').exec(sdl)?.[1] ?? '').matchAll(/^ {2}(\w+)[(:]/gm)].map(
        ([, name = '']) => name,
      );
    const notTheirs = new Set(['layout', 'note', 'publishedBy']);
    const unnamed = [...fieldsOf('StrategyVersion'), ...fieldsOf('SelectedModel')].filter(
      (name) => !named.has(name) && !notTheirs.has(name),
    );
    expect(unnamed).toEqual(['clone']);
  });
});

describe('a version that was pinned', () => {
  const start = steps.find(({ name }) => name === 'Start') as Step;
  const version = steps.find(({ name }) => name === 'Version') as Step;
  const readiness = async (id: string) => (await ask(engine, start.query, { id })).answer.data.clone.readiness;
  const read = async (id: string) => (await ask(engine, version.query, { id })).answer;

  it('stays what it is through later versions, a suspension and an archive, while readiness changes', async () => {
    const { answer } = await ask(
      alice,
      'mutation { createClone(input: { name: "Pinned", modelId: "swift-1" }) { clone { id } } }',
    );
    const cloneId: string = answer.data.createClone.clone.id;
    expect(await readiness(cloneId)).toMatchObject({
      ready: false,
      strategyVersionId: null,
      blockers: ['NO_PUBLISHED_STRATEGY'],
    });
    const first = await publish(cloneId, 0, vector.graph);
    const { ready, strategyVersionId: pinned } = await readiness(cloneId);
    expect({ ready, pinned }).toEqual({ ready: true, pinned: first });
    const before = await read(pinned);

    const second = await publish(cloneId, 1, {
      ...vector.graph,
      tradingPrompts: [{ blockId: 'plan', prompt: 'Another plan.' }],
    });
    expect(await readiness(cloneId)).toMatchObject({ ready: true, strategyVersionId: second });
    expect(await read(pinned)).toEqual(before);

    for (const status of ['SUSPENDED', 'ARCHIVED']) {
      await ask(
        { sub: 'root', scope: ['clone:admin'] },
        'mutation ($id: ID!, $status: CloneStatus!) { setCloneStatus(input: { cloneId: $id, status: $status, reason: "Test." }) { errors { code } } }',
        { id: cloneId, status },
      );
      expect(await readiness(cloneId)).toMatchObject({
        ready: false,
        strategyVersionId: null,
        blockers: ['CLONE_NOT_ACTIVE'],
      });
      expect(await read(pinned)).toEqual(before);
    }
  });

  it('is always one that is ready and whole, while its creator publishes', async () => {
    const { answer } = await ask(
      alice,
      'mutation { createClone(input: { name: "Busy", modelId: "swift-1" }) { clone { id } } }',
    );
    const cloneId: string = answer.data.createClone.clone.id;
    const published = [await publish(cloneId, 0, vector.graph)];
    const creator = async () => {
      for (let revision = 1; revision <= 5; revision += 1)
        published.push(
          await publish(cloneId, revision, {
            ...vector.graph,
            tradingPrompts: [{ blockId: 'plan', prompt: `Plan ${revision}.` }],
          }),
        );
    };
    const pinned = new Set<string>();
    const contest = async (isOver: () => boolean) => {
      while (!isOver()) {
        const { ready, strategyVersionId } = await readiness(cloneId);
        expect(ready).toBe(true);
        const { strategyVersion } = (await read(strategyVersionId)).data;
        expect(contentHash(strategyVersion)).toBe(strategyVersion.contentHash);
        pinned.add(strategyVersionId);
      }
    };
    let over = false;
    await Promise.all([creator().finally(() => (over = true)), contest(() => over)]);
    expect(pinned.size).toBeGreaterThan(1);
    expect([...pinned].filter((id) => !published.includes(id))).toEqual([]);
  });
});

describe('the limits that the page gives', () => {
  const ids = (count: number) =>
    Array.from({ length: count }, (_, index) => `00000000-0000-7000-8000-${String(index).padStart(12, '0')}`);
  const representations = (count: number) => ids(count).map((id) => ({ __typename: 'StrategyVersion', id }));

  it.each([
    ['ids', 'query ($list: [ID!]!) { strategyVersions(ids: $list) { id } }', ids, 100],
    [
      'representations',
      'query ($list: [_Any!]!) { _entities(representations: $list) { __typename } }',
      representations,
      1_000,
    ],
  ] as const)('are those on the number of %s', async (_, query, listOf, most) => {
    const { status, answer } = await ask(engine, query, { list: listOf(most) });
    expect(status).toBe(200);
    expect(Object.values<Json>(answer.data)[0]).toEqual(Array.from({ length: most }, () => null));
    expect(await ask(engine, query, { list: listOf(most + 1) })).toMatchObject({
      status: 400,
      answer: { errors: [{ extensions: { code: 'LIMIT_EXCEEDED' } }] },
    });
  });

  it('are those on cost: what one more version or clone in a list adds', () => {
    const schema = assembleSchema();
    const cost = (query: string, list: string) => {
      const document = parse(
        query.replace('$id: ID!', '$ids: [ID!]!').replace(/\w+\(id: \$id\)/, `${list}(ids: $ids)`),
      );
      const [operation] = document.definitions as OperationDefinitionNode[];
      const measured = operationCost(schema, document, operation as OperationDefinitionNode);
      return measured({ ids: ids(100) }) - measured({ ids: ids(99) });
    };
    const queryOf = (wanted: string) => steps.find(({ name }) => name === wanted)?.query ?? '';
    expect(page).toContain(
      `\`Version\` costs ${cost(queryOf('Version'), 'strategyVersions')} for each version, \`Start\` ${cost(queryOf('Start'), 'clones')} for each clone`,
    );
  });
});
