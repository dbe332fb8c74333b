import { beforeAll, describe, expect, it } from 'vitest';
import { newId } from '../../src/clone/id.ts';
import { Prisma } from '../../src/database/generated/client.ts';
import { readVersionPages } from '../../src/strategy/store.ts';
import { storeClones } from '../makers.ts';
import { nobody, service as serviceCaller, startTestService, user } from '../startTestService.ts';

const service = startTestService();
const alice = user('alice');
const engine = serviceCaller('strategy:read');
const most = 3_000;

let cloneId: string;
let otherId: string;
let versionIds: string[];

/** Adds copies of the first version under the numbers that follow. */
async function addVersions(to: string, count: number): Promise<void> {
  const ids = Array.from({ length: count - 1 }, newId);
  await service.database.client.$executeRaw`
    INSERT INTO clone_strategy_versions (id, clone_id, number, content, content_hash, content_schema, model_id, model_name,
      model_tier, catalog_version, published_by, published_at, data_streams, assets, prompt_characters)
    SELECT added.id, v.clone_id, added.position + 1, content, content_hash, content_schema, model_id, model_name,
      model_tier, catalog_version, published_by, published_at, data_streams, assets, prompt_characters
    FROM clone_strategy_versions v, unnest(${ids}::uuid[]) WITH ORDINALITY AS added (id, position)
    WHERE v.clone_id = ${to}::uuid AND v.number = 1 ORDER BY added.position`;
}

beforeAll(async () => {
  const { client } = service.database;
  [cloneId = '', otherId = ''] = await storeClones(client, [{ name: 'Old hand' }, { name: 'Beside it' }]);
  // The other clone's rows lie between this one's in the index if anything is wrong with its columns.
  await addVersions(otherId, 500);
  await addVersions(cloneId, most);
  await client.$executeRaw`ANALYZE clone_strategy_versions`;
  const rows = await client.strategyVersion.findMany({ where: { cloneId }, orderBy: { number: 'desc' }, select: { id: true } });
  versionIds = rows.map(({ id }) => id);
});

interface PlanNode {
  readonly 'Node Type': string;
  readonly 'Relation Name'?: string;
  readonly 'Actual Rows': number;
  readonly 'Actual Loops': number;
  readonly 'Rows Removed by Filter'?: number;
  readonly Plans?: readonly PlanNode[];
}

/** The nodes of a plan that read the versions. */
function scansOf(node: PlanNode): PlanNode[] {
  return [...(node['Relation Name'] === 'clone_strategy_versions' ? [node] : []), ...(node.Plans ?? []).flatMap(scansOf)];
}

/** How the database ran the statement that reads a page of the history. */
async function planOf(after: number | null): Promise<PlanNode> {
  const { client } = service.database;
  let plan: PlanNode | undefined;
  const explaining = {
    $queryRaw: async (strings: TemplateStringsArray, ...values: unknown[]) => {
      const statement = Prisma.sql(strings, ...values);
      const [row] = await client.$queryRaw<[{ 'QUERY PLAN': [{ Plan: PlanNode }] }]>(Prisma.sql`EXPLAIN (ANALYZE, FORMAT JSON) ${statement}`);
      plan = row['QUERY PLAN'][0].Plan;
      return [];
    },
  };
  await readVersionPages(explaining as unknown as typeof client, [cloneId], { limit: 21, after });
  if (plan === undefined) throw new Error('a page of the history is one statement');
  return plan;
}

describe('the history of a clone with thousands of versions', () => {
  it.each([null, most - 100, most / 2, 100])('reads the rows of a page and no other, behind number %s', async (after) => {
    const scans = scansOf(await planOf(after));
    expect(scans.map((scan) => [scan['Node Type'], scan['Actual Rows'], scan['Actual Loops'], scan['Rows Removed by Filter'] ?? 0])).toEqual([[expect.stringMatching(/^Index (Only )?Scan$/), 21, 1, 0]]);
  });

  it('is paged through whole, newest first, each page at the same number of statements', async () => {
    const read = 'query($id: ID!, $after: String) { clone(id: $id) { strategyVersions(first: 100, after: $after) { nodes { number } pageInfo { endCursor } } } }';
    const numbers: number[] = [];
    const costs = new Set<number>();
    let after: string | null = null;
    const readPage = async () => {
      const { data, errors } = await service.ask(alice, read, { id: cloneId, after });
      expect(errors).toEqual([]);
      const { nodes, pageInfo } = data.clone.strategyVersions;
      numbers.push(...nodes.map(({ number }: { number: number }) => number));
      after = pageInfo.endCursor;
    };
    while (numbers.length < most) costs.add(await service.countStatements(readPage));
    expect(numbers).toEqual(Array.from({ length: most }, (_, index) => most - index));
    expect([...costs]).toEqual([3]);
  });
});

describe('strategyVersions(ids)', () => {
  const read = 'query($ids: [ID!]!) { strategyVersions(ids: $ids) { id number graph { assets { id } } } }';

  it('gives up to 100 versions in the order asked, repeated ones again and null for an id that names none, in three statements', async () => {
    const ids = Array.from({ length: 100 }, (_, index) => (index % 10 === 7 ? newId() : index % 10 === 8 ? 'no-id' : (versionIds[(index * 37) % 50] ?? '')));
    const statements = await service.countStatements(async () => {
      const { data, errors } = await service.ask(engine, read, { ids });
      expect(errors).toEqual([]);
      const expected = ids.map((id) => (versionIds.includes(id) ? { id, number: most - versionIds.indexOf(id), graph: { assets: [{ id: 'majors' }] } } : null));
      expect(data.strategyVersions).toEqual(expected);
    });
    expect(statements).toBe(3);
  });

  it('refuses a hundred and one', async () => {
    const { data, errors } = await service.ask(nobody, read, { ids: versionIds.slice(0, 101) });
    expect([data, errors.map(({ code }) => code)]).toEqual([null, ['LIMIT_EXCEEDED']]);
  });
});
