import { beforeAll, describe, expect, it } from 'vitest';
import { rowsRead } from '../database/rowsRead.ts';
import { storeClones } from '../makers.ts';
import { startTestService } from '../startTestService.ts';
import { alice } from './strategyCalls.ts';

/** A page costs the same however long the history is; here it has thousands of versions. */
const service = startTestService();
const length = 3_000;
let cloneId = '';

beforeAll(async () => {
  const { client } = service.database;
  [cloneId = ''] = await storeClones(
    client,
    Array.from({ length: 400 }, (_, index) => ({ name: `Beside ${index}` })),
  );
  // The table's own checks run for each row: the trigger requires the next number, and the hash must match the content.
  await client.$executeRaw`
    INSERT INTO clone_strategy_versions (id, clone_id, number, content, content_hash, content_schema, model_id, model_name, model_tier, catalog_version, published_by, published_at, data_streams, assets, prompt_characters)
    SELECT gen_random_uuid(), clone_id, n, content, content_hash, content_schema, model_id, model_name, model_tier, catalog_version, published_by, published_at, data_streams, assets, prompt_characters
    FROM clone_strategy_versions, generate_series(2, ${length}::int) AS n WHERE clone_id = ${cloneId}::uuid ORDER BY n`;
  await client.$executeRaw`ANALYZE clone_strategy_versions`;
});

const first = 50;
const query =
  'query($id: ID!, $first: Int, $after: String) { clone(id: $id) { strategyVersions(first: $first, after: $after) { nodes { number } pageInfo { hasNextPage endCursor } } } }';

interface Page {
  readonly numbers: readonly number[];
  readonly next: string | null;
}

async function read(after: string | null, count = first): Promise<Page> {
  const { data, errors } = await service.ask(alice, query, { id: cloneId, first: count, after });
  expect(errors).toEqual([]);
  const { nodes, pageInfo } = data.clone.strategyVersions;
  return {
    numbers: nodes.map(({ number }: { number: number }) => number),
    next: pageInfo.hasNextPage ? pageInfo.endCursor : null,
  };
}

/** Reads this many versions, in pages of a hundred; returns the cursor there. */
async function cursorAfter(count: number): Promise<string | null> {
  let cursor: string | null = null;
  for (let behind = 0; behind < count; behind += 100) ({ next: cursor } = await read(cursor, 100));
  return cursor;
}

const rowsOf = (sql: string, parameters: readonly unknown[]) =>
  rowsRead(service.database, 'clone_strategy_versions', sql, parameters);

describe('a history of thousands of versions', () => {
  it('is read as a whole, newest first, without gaps or duplicates', async () => {
    const numbers: number[] = [];
    let cursor: string | null = null;
    do {
      const page: Page = await read(cursor, 100);
      numbers.push(...page.numbers);
      cursor = page.next;
    } while (cursor !== null);
    expect(numbers).toEqual(Array.from({ length }, (_, index) => length - index));
  });

  it('takes as many statements and rows for a page deep in it as for the first', async () => {
    const depth = 2_500;
    const after = await cursorAfter(depth);
    const pageStatement = async (cursor: string | null) => {
      const statements = await service.statementsOf(() => read(cursor));
      expect(statements).toHaveLength(3);
      const found = statements.filter((sql) => sql.includes('LATERAL'));
      expect(found).toHaveLength(1);
      return found[0] ?? '';
    };
    const [atFirst, deep] = [await pageStatement(null), await pageStatement(after)];
    expect(deep).toBe(atFirst);
    const limit = first + 1; // one more shows whether there is another page
    for (const cursor of [null, length - 100, length - depth + 1])
      expect(await rowsOf(deep, [[cloneId], cursor, limit, limit])).toBe(limit + 1); // and the newest
  });

  it('reads only as many rows as it returns, for a page and for a version by its number', async () => {
    const { client } = service.database;
    const versions = await client.strategyVersion.findMany({
      where: { cloneId, number: { lte: first } },
      select: { id: true },
    });
    const statements = await service.statementsOf(() =>
      service.ask(alice, 'query($ids: [ID!]!) { strategyVersions(ids: $ids) { number } }', {
        ids: versions.map(({ id }) => id),
      }),
    );
    const facts = statements.find((sql) => sql.includes('clone_strategy_versions')) ?? '';
    expect(await rowsOf(facts, [versions.map(({ id }) => id)])).toBe(first);
    const [oldest] = versions;
    const since = await service.statementsOf(() =>
      service.ask(alice, 'query($id: ID!) { strategyVersion(id: $id) { changesSince(number: 2999) { subjectId } } }', {
        id: oldest?.id,
      }),
    );
    const byNumber = since.find((sql) => sql.includes('wanted')) ?? '';
    expect(await rowsOf(byNumber, [[cloneId], [2_999]])).toBe(1);
  });
});
