import { beforeAll, describe, expect, it } from 'vitest';
import { createClone, createPublishedClone } from '../makers.ts';
import { sampleGraph } from '../sampleStrategy.ts';
import { startTestService } from '../startTestService.ts';
import { callers, selectionOf } from './accessWorld.ts';
import { callerNames, expectedReaders, guardedFields } from './expectedAccess.ts';

const service = startTestService();
let shell: string;
let full: string;
let versionWithout: string;
let versionWith: string;

beforeAll(async () => {
  shell = await createClone(service, callers.owner, { name: 'Shell' });
  ({ cloneId: full } = await createPublishedClone(service, callers.owner, 'Full'));
  ({ versionId: versionWithout } = await createPublishedClone(service, callers.owner, 'Bare'));
  const graph = sampleGraph('A second version, with a layout and a note.');
  const save = 'mutation($input: SaveStrategyDraftInput!) { saveStrategyDraft(input: $input) { errors { code } } }';
  await service.ask(callers.owner, save, { input: { cloneId: full, expectedRevision: 1, graph, layout: { x: 1 } } });
  const publish = 'mutation($input: PublishStrategyInput!) { publishStrategy(input: $input) { strategyVersion { id } } }';
  const { data } = await service.ask(callers.owner, publish, { input: { cloneId: full, expectedRevision: 2, note: 'Noted.' } });
  versionWith = data.publishStrategy.strategyVersion.id;
});

/** What one caller gets and what it cost, with the clone's own ids taken out. */
async function outcome(name: (typeof callerNames)[number], query: string, id: string) {
  const answers: unknown[] = [];
  const statements = await service.statementsOf(async () => answers.push(await service.ask(callers[name], query, { id })));
  return { statements, answers: JSON.stringify(answers) };
}

describe('a refused caller', () => {
  const fields = [...expectedReaders(guardedFields)].map(([coordinate, may]) => [coordinate, may] as const);

  it.each(fields.filter(([coordinate]) => coordinate.startsWith('Clone.')))('cannot tell from statements or errors whether there is anything: %s', async (coordinate, may) => {
    const query = `query($id: ID!) { clone(id: $id) { ${selectionOf(coordinate.split('.')[1] ?? '')} } }`;
    for (const name of callerNames.filter((one) => !may.has(one))) {
      expect(await outcome(name, query, full)).toEqual(await outcome(name, query, shell));
    }
  });

  it.each(fields.filter(([coordinate]) => coordinate.startsWith('StrategyVersion.')))('cannot tell either of a version: %s', async (coordinate, may) => {
    const query = `query($id: ID!) { strategyVersion(id: $id) { ${selectionOf(coordinate.split('.')[1] ?? '')} } }`;
    for (const name of callerNames.filter((one) => !may.has(one))) {
      expect(await outcome(name, query, versionWith)).toEqual(await outcome(name, query, versionWithout));
    }
  });

  it('of a creator mutation costs the reading of the clone and no more, whatever is wrong with the input', async () => {
    const query = 'mutation($id: ID!) { publishStrategy(input: { cloneId: $id, expectedRevision: 99, idempotencyKey: "\\u0007" }) { errors { code } } }';
    for (const name of callerNames.filter((one) => one !== 'owner')) {
      const { statements, answers } = await outcome(name, query, full);
      expect(statements).toHaveLength(name === 'nobody' ? 0 : 1);
      expect(answers).toContain(name === 'nobody' ? 'UNAUTHENTICATED' : 'FORBIDDEN');
    }
  });

  it('gets the same error text for every item of a list, and every item arrives', async () => {
    const query = 'query($ids: [ID!]!) { clones(ids: $ids) { id strategyDraft { revision } } }';
    const { data, errors } = await service.ask(callers.stranger, query, { ids: [full, shell, full] });
    expect(data.clones.map(({ id }: { id: string }) => id)).toEqual([full, shell, full]);
    expect(errors.map(({ path }) => path)).toEqual(['clones.0.strategyDraft', 'clones.1.strategyDraft', 'clones.2.strategyDraft']);
    expect(new Set(errors.map(({ message }) => message)).size).toBe(1);
  });

  it('gets at most 50 errors, of which the last says how many more there are', async () => {
    const query = 'query($ids: [ID!]!) { clones(ids: $ids) { strategyDraft { revision } } }';
    const { errors } = await service.ask(callers.stranger, query, { ids: Array.from({ length: 80 }, () => full) });
    expect(errors).toHaveLength(50);
    expect(errors.at(-1)).toMatchObject({ code: 'LIMIT_EXCEEDED', message: expect.stringContaining('31') });
  });
});
