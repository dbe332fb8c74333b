import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { queryByCallback } from '../../src/database/queryByCallback.ts';

const url = process.env['TEST_DATABASE_URL'];

describe.skipIf(url === undefined)("a connection's promises", () => {
  const client = new pg.Client(url ?? '');
  queryByCallback(client);
  beforeAll(async () => {
    await client.connect();
  });
  afterAll(() => client.end());

  it('give the rows, their fields and their count', async () => {
    const { rows, rowCount, fields } = await client.query({ text: 'SELECT $1::int AS one', values: [1] });
    expect({ rows, rowCount, names: fields.map(({ name }) => name) }).toEqual({
      rows: [{ one: 1 }],
      rowCount: 1,
      names: ['one'],
    });
    expect((await client.query({ text: 'SELECT 1 AS one', rowMode: 'array' })).rows).toEqual([[1]]);
  });

  it('give one result for each statement of a script', async () => {
    const results = (await client.query('SELECT 1 AS one; SELECT 2 AS two')) as unknown as pg.QueryResult[];
    expect(results.map(({ rows }) => rows)).toEqual([[{ one: 1 }], [{ two: 2 }]]);
  });

  it('fail with what PostgreSQL says, and the connection goes on', async () => {
    await expect(client.query('SELECT 1 / 0')).rejects.toMatchObject({ code: '22012' });
    expect((await client.query('SELECT 1 AS one')).rows).toEqual([{ one: 1 }]);
  });

  it('leave pg without the rows that were given', async () => {
    const kept: pg.QueryResult[] = [];
    type Query = (config: string, values: unknown, callback: (error: Error, result: pg.QueryResult) => void) => void;
    const bare = new pg.Client(url ?? '');
    const query = bare.query.bind(bare) as unknown as Query;
    const watched: Query = (config, values, callback) =>
      query(config, values, (error, result) => {
        kept.push(result);
        callback(error, result);
      });
    Object.assign(bare, { query: watched });
    queryByCallback(bare);
    await bare.connect();
    expect((await bare.query('SELECT 1 AS one')).rows).toEqual([{ one: 1 }]);
    expect(kept.map(({ rows }) => rows)).toEqual([[]]);
    await bare.end();
  });

  it('are not in the way of a callback', async () => {
    const rows = await new Promise((resolve) => {
      client.query('SELECT 1 AS one', (_error, result) => resolve(result.rows));
    });
    expect(rows).toEqual([{ one: 1 }]);
  });
});
