import { describe, expect, it } from 'vitest';
import { batchByIds, batchPages, shareCalls } from '../../src/database/batchReads.ts';
import { beginStatement, type Cause, withCause } from '../../src/database/cause.ts';

/** A cause that notes its statements with how many shared them. */
function createCause(name: string, noted: string[]): Cause {
  return {
    begin: (sql, sharers) => {
      noted.push(`${name}: ${sql}, ${sharers.length} more`);
      return () => noted.push(`${name}: ${sql} ended`);
    },
  };
}

const send = async (sql: string) => {
  const end = beginStatement(sql);
  await Promise.resolve();
  end?.();
};

describe('a statement', () => {
  it('without a cause is told to nobody', () => {
    expect(beginStatement('SELECT')).toBeUndefined();
  });

  it('is told to the cause of who sent it, however many wait beside it', async () => {
    const noted: string[] = [];
    const run = (name: string) => withCause(createCause(name, noted), () => send(`SELECT ${name}`));
    await Promise.all([run('a'), run('b')]);
    expect(noted.toSorted()).toEqual([
      'a: SELECT a ended',
      'a: SELECT a, 0 more',
      'b: SELECT b ended',
      'b: SELECT b, 0 more',
    ]);
  });
});

describe('a statement that several share', () => {
  const readIds = batchByIds(async (ids) => {
    await send(`ids ${ids.join()}`);
    return new Map<string, string>();
  });
  const readPage = batchPages(
    async (ids, page: string) => {
      await send(`page ${page} ${ids.join()}`);
      return new Map<string, string>();
    },
    (page) => page,
    10,
  );
  const readShared = shareCalls(
    (asked: string) => send(`shared ${asked}`),
    (asked) => asked,
  );

  it.each([
    ['by ids', (name: string) => readIds([name]), 'ids -,a,b'],
    ['of a page', (name: string) => readPage([name], 'x'), 'page x -,a,b'],
    ['that is the same', () => readShared('y'), 'shared y'],
  ])('%s belongs to the first that has a cause, and names each other one once', async (_what, read, sql) => {
    const noted: string[] = [];
    const [a, b] = [createCause('a', noted), createCause('b', noted)];
    await Promise.all([
      read('-'),
      withCause(a, () => read('a')),
      withCause(b, () => read('b')),
      withCause(b, () => read('b')),
    ]);
    expect(noted).toEqual([`a: ${sql}, 1 more`, `a: ${sql} ended`]);
  });

  it('without any cause is told to nobody', async () => {
    await expect(Promise.all([readIds(['1']), readIds(['2'])])).resolves.toHaveLength(2);
  });
});
