import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readCatalogFile } from '../../src/catalog/readCatalogFile.ts';
import { askGraph, type Ask } from '../../src/demo/askGraph.ts';
import { readSettings } from '../../src/settings/settings.ts';
import { startService } from '../../src/startService.ts';
import { copyEmbedded } from '../database/copyEmbedded.ts';
import { startNpm } from '../gateway/startNpm.ts';
import { sampleGraph } from '../sampleStrategy.ts';
import { shippedCatalog, writeCatalog } from './writeCatalog.ts';

const folder = mkdtempSync(join(tmpdir(), 'catalog-start-'));
beforeAll(() => copyEmbedded(folder));
afterAll(() => rmSync(folder, { recursive: true }));

/** A real start on the one database of this file; null: the shipped catalog. Stops before it gives the answer of `use`. */
async function withService<T>(catalogFile: string | null, use: (ask: Ask) => Promise<T>): Promise<T> {
  const settings = readSettings({
    PORT: '0',
    METRICS_PORT: '0',
    DATA_DIR: folder,
    ...(catalogFile === null ? {} : { CATALOG_FILE: catalogFile }),
  });
  const service = await startService(settings, pino({ level: 'silent' }));
  try {
    const token = (await service.signToken?.({ sub: 'alice' })) ?? null;
    return await use(askGraph(`${service.url}/graphql`, token));
  } finally {
    await service.close();
  }
}

// oxlint-disable-next-line no-explicit-any -- answers are looked into by their paths
type Data = any;

const catalogQuery = `{ strategyCatalog {
  version streams { key displayName description intervals parametersSchema } assets { symbol displayName }
  models { id displayName tier available } baseEntitlement { maxDataStreams maxAssets maxPromptCharacters modelTier }
} }`;

const statusQuery = `query ($id: ID!, $summary: [_Any!]!) {
  clone(id: $id) {
    model { modelId displayName tier available }
    readiness { ready blockers strategyVersionId }
    strategyDraft { validation { issues { code blockId path } } publishBlockers { code } hasUnpublishedChanges }
    activeStrategyVersion { number catalogVersion model { modelId displayName available } graph { dataStreams { stream } assets { symbols } } }
    strategyVersions { nodes { number changesSince { subject } } }
  }
  _entities(representations: $summary) { ... on LifecycleSummary { state setup { complete } } }
}`;

/** A published clone of alice's whose draft is what its version is; its id. */
async function publishClone(ask: Ask): Promise<string> {
  const created: Data = await ask(
    'mutation { createClone(input: { name: "Stays", modelId: "swift-1" }) { clone { id } errors { code } } }',
  );
  const cloneId: string = created.createClone.clone.id;
  const published: Data = await ask(
    `mutation ($cloneId: ID!, $graph: StrategyGraphInput!) {
      saveStrategyDraft(input: { cloneId: $cloneId, expectedRevision: 0, graph: $graph }) { errors { code } }
      publishStrategy(input: { cloneId: $cloneId, expectedRevision: 1 }) { errors { code } }
    }`,
    { cloneId, graph: { ...sampleGraph(), assets: [{ blockId: 'majors', symbols: ['BTC-USD', 'ETH-USD'] }] } },
  );
  expect(published.publishStrategy.errors).toEqual([]);
  return cloneId;
}

/** An edit, and the version brought back. */
const editAndRestore = (ask: Ask, cloneId: string, versionId: string): Promise<Data> =>
  ask(
    `mutation ($cloneId: ID!, $versionId: ID!, $graph: StrategyGraphInput!) {
      saved: saveStrategyDraft(input: { cloneId: $cloneId, expectedRevision: 1, graph: $graph }) { strategyDraft { publishBlockers { code } } }
      restored: restoreStrategyVersion(input: { cloneId: $cloneId, expectedRevision: 2, versionId: $versionId }) {
        strategyDraft { validation { issues { code blockId path } } publishBlockers { code } hasUnpublishedChanges } errors { code }
      }
    }`,
    { cloneId, versionId, graph: sampleGraph('Edited.') },
  );

const statusOf = (ask: Ask, id: string): Promise<Data> =>
  ask(statusQuery, {
    id,
    summary: [
      { __typename: 'LifecycleSummary', cloneId: id, auditionStatus: 'NONE', queueStatus: 'NONE', arenaStatus: 'NONE' },
    ],
  });

describe('a start with CATALOG_FILE', () => {
  it('serves that catalog, and what it serves is such a file', async () => {
    const file = writeCatalog((catalog) => {
      catalog.version = 'mine';
      catalog.streams = [
        {
          key: 'tides',
          displayName: 'Tides',
          description: 'Of the sea.',
          intervals: ['6h'],
          parametersSchema: { type: 'object', properties: { height: { type: 'number' } } },
        },
      ];
      catalog.assets = [{ symbol: 'SEA', displayName: 'The sea' }];
    });
    const { strategyCatalog }: Data = await withService(file, (ask) => ask(catalogQuery));
    expect(strategyCatalog).toMatchObject({
      version: expect.stringMatching(/^mine\+[0-9a-f]{12}$/),
      streams: [
        {
          key: 'tides',
          intervals: ['6h'],
          parametersSchema: { type: 'object', properties: { height: { type: 'number' } } },
        },
      ],
      assets: [{ symbol: 'SEA', displayName: 'The sea' }],
      models: shippedCatalog().models,
      baseEntitlement: shippedCatalog().baseEntitlement,
    });
    const saved = writeCatalog(() => JSON.stringify(strategyCatalog));
    expect(readCatalogFile(saved)).toEqual(strategyCatalog);
  });

  it('that is no catalog ends in one line with the path, and exit code 1', async () => {
    const file = writeCatalog((catalog) => void (catalog.streams[3].intervals[0] = 8));
    const { ended, output } = startNpm(['start'], { PORT: '0', DATA_DIR: join(folder, 'never'), CATALOG_FILE: file });
    expect(await ended).toMatchObject({ code: 1 });
    expect(output.stderr).toBe(
      `CATALOG_FILE ${file}: streams[3].intervals[0]: Invalid input: expected string, received number.\n`,
    );
  });
});

describe('a start without what a strategy uses', () => {
  it('shows draft and version as they are with the issues of now, and moves no clone out of CONFIGURED', async () => {
    const [cloneId, before] = await withService(null, async (ask) => {
      const id = await publishClone(ask);
      return [id, await statusOf(ask, id)] as const;
    });
    expect(before.clone.strategyDraft.validation.issues).toEqual([]);
    expect(before._entities).toEqual([{ state: 'CONFIGURED', setup: { complete: true } }]);

    const file = writeCatalog((catalog) => {
      catalog.streams = catalog.streams.filter(({ key }: Data) => key !== 'candles');
      catalog.assets = catalog.assets.filter(({ symbol }: Data) => symbol !== 'BTC-USD');
      catalog.models = catalog.models.filter(({ id }: Data) => id !== 'swift-1');
    });
    const [after, restored] = await withService(file, async (ask) => {
      const status = await statusOf(ask, cloneId);
      return [status, await editAndRestore(ask, cloneId, status.clone.readiness.strategyVersionId)] as const;
    });
    expect(restored.saved.strategyDraft.publishBlockers).toEqual([{ code: 'STRATEGY_INVALID' }]);
    expect(restored.restored).toEqual({ strategyDraft: after.clone.strategyDraft, errors: [] });
    expect(after._entities).toEqual(before._entities);
    expect(after.clone.readiness).toEqual(before.clone.readiness);
    expect(after.clone.model).toEqual({ ...before.clone.model, available: false });
    expect(after.clone.activeStrategyVersion).toEqual({
      ...before.clone.activeStrategyVersion,
      model: { ...before.clone.activeStrategyVersion.model, available: false },
    });
    expect(after.clone.strategyVersions).toEqual(before.clone.strategyVersions);
    expect(after.clone.strategyDraft).toEqual({
      validation: {
        issues: [
          { code: 'UNKNOWN_STREAM', blockId: 'candles', path: ['dataStreams', '0', 'stream'] },
          { code: 'UNKNOWN_ASSET', blockId: 'majors', path: ['assets', '0', 'symbols', '0'] },
          { code: 'UNKNOWN_MODEL', blockId: null, path: ['model'] },
        ],
      },
      publishBlockers: [], // it is the active version: publishing would give that back
      hasUnpublishedChanges: false,
    });
  });
});
