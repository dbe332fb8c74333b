import { describe, expect, it, vi } from 'vitest';
import { loadCatalog } from '../../src/catalog/loadCatalog.ts';
import { catalogKeeper } from '../../src/catalog/store.ts';
import { createPublishedClone } from '../makers.ts';
import { nobody, startTestService, user } from '../startTestService.ts';

const service = startTestService();
const { content } = loadCatalog();

const query = `query($version: String) { strategyCatalog(version: $version) { version
  streams { key displayName description intervals parametersSchema } assets { symbol displayName }
  models { id displayName tier available } baseEntitlement { maxDataStreams maxAssets maxPromptCharacters modelTier } } }`;
const ask = (version?: string | null) => service.ask(nobody, query, { version });

describe('a catalog that was ever served', () => {
  it('can be read by its version, whole, also when another is served now', async () => {
    const earlier = { ...content, version: 'earlier+0123456789ab', assets: content.assets.slice(0, 1) };
    await catalogKeeper(service.database, earlier)();
    const { data, errors } = await ask(earlier.version);
    expect(errors).toEqual([]);
    expect(data.strategyCatalog).toEqual(JSON.parse(JSON.stringify(earlier)));
  });

  it('is the one that each version names which was published', async () => {
    const { versionId } = await createPublishedClone(service, user('alice'), 'Named');
    const { data } = await service.ask(
      user('alice'),
      'query($id: ID!) { strategyVersion(id: $id) { catalogVersion } }',
      {
        id: versionId,
      },
    );
    const [row] = await service.database.client.servedCatalog.findMany({
      where: { version: data.strategyVersion.catalogVersion },
    });
    expect(JSON.parse(row?.content ?? '')).toEqual(content);
  });

  it('of now is read from no database, with its version or without', async () => {
    for (const version of [undefined, null, content.version]) {
      const statements = await service.statementsOf(async () =>
        expect((await ask(version)).data.strategyCatalog.version).toBe(content.version),
      );
      expect(statements).toEqual([]);
    }
  });

  it.each(['none', '', `${content.version} `, 'half \uD800', 'nul \0', 'x'.repeat(100_000)])(
    'is NOT_FOUND by any other text',
    async (version) => {
      expect((await ask(version)).errors.map(({ code, path }) => `${code} ${path}`)).toEqual([
        'NOT_FOUND strategyCatalog',
      ]);
    },
  );
});

describe('keeping a catalog', () => {
  const other = { ...content, version: 'kept' };
  it('costs a statement once in each epoch of the database, and again if it failed', async () => {
    let epoch = 1;
    const { reader } = service.database;
    const $executeRaw = vi.fn(reader.$executeRaw).mockRejectedValueOnce(new Error('unreachable'));
    const database = { reader: { ...reader, $executeRaw }, epoch: () => epoch };
    const keep = catalogKeeper(database, other);
    await expect(keep()).rejects.toThrow('unreachable');
    await Promise.all([keep(), keep()]);
    await keep();
    expect($executeRaw).toHaveBeenCalledTimes(2);
    epoch = 2;
    await keep();
    expect($executeRaw).toHaveBeenCalledTimes(3);
  });

  it('leaves what is stored under its version as it is', async () => {
    await catalogKeeper(service.database, other)();
    await catalogKeeper(service.database, { ...other, assets: [] })();
    const [row] = await service.database.client.servedCatalog.findMany({ where: { version: 'kept' } });
    expect(JSON.parse(row?.content ?? '').assets).toEqual(content.assets);
  });
});
