import type { Load } from './load.ts';
import type { Operation, World } from './operations.ts';
import type { RunningServer } from './startServer.ts';

/**
 * Throws unless all servers give the same answer to an operation, apart from the order of keys and the times. Writes may also
 * differ in numbers and in `ofWrites`; they are checked, and undone, like those of a slice.
 */
export async function compareAnswers(
  world: World,
  load: Load,
  operation: Operation,
  servers: readonly RunningServer[],
): Promise<void> {
  const { requests, check } = await operation.prepare(world, operation.writes ? servers.length : 10);
  if (operation.writes) {
    const answers = await Promise.all(
      servers.map(async ({ url }, index) => comparable(await load.ask(url, requests[index] ?? never()), true)),
    );
    expectEqual(operation, servers, answers);
    await check();
    return;
  }
  for (const request of requests) {
    expectEqual(
      operation,
      servers,
      await Promise.all(servers.map(async ({ url }) => comparable(await load.ask(url, request), false))),
    );
  }
}

function expectEqual({ name }: Operation, servers: readonly RunningServer[], answers: readonly string[]): void {
  const [first] = answers;
  const other = answers.findIndex((answer) => answer !== first);
  if (other === -1) return;
  throw new Error(
    `${servers[0]?.name} and ${servers[other]?.name} answer ${name} differently:\n${first}\n${answers[other]}`,
  );
}

/** Fields in which writes differ: each server writes to its own clones. */
const ofWrites: ReadonlySet<string> = new Set(['id', 'cloneId', 'grantId', 'contentHash', 'prompt', 'description']);

function comparable(answer: string, written: boolean): string {
  return JSON.stringify(JSON.parse(answer), (key, value: unknown) => {
    if (typeof value === 'string' && /^\d{4}-\d\d-\d\dT[\d:.]+Z$/.test(value)) return 'a time';
    if (written && (typeof value === 'number' || ofWrites.has(key))) return typeof value;
    return value !== null && typeof value === 'object' && !Array.isArray(value)
      ? Object.fromEntries(Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1)))
      : value;
  });
}

function never(): never {
  throw new Error('one request for each server');
}
