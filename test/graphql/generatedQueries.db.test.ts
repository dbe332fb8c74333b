import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import type { RequestContext } from '../../src/api/context.ts';
import { assembleSchema } from '../../src/graphql/schema.ts';
import { callers, makeWorld } from '../access/accessWorld.ts';
import { untilSettled } from '../events/settled.ts';
import { createClone } from '../makers.ts';
import { often, runs } from '../runs.ts';
import { startTestService } from '../startTestService.ts';
import { type Arguments, documents, hash, withVariables } from './generateOperations.ts';

const service = startTestService();
const ids = { CLONE: '', VERSION: '', SHELL: '' };
beforeAll(async () => {
  const { cloneId, versionId } = await makeWorld(service);
  Object.assign(ids, {
    CLONE: cloneId,
    VERSION: versionId,
    SHELL: await createClone(service, callers.stranger, { name: 'Shell' }),
  });
  await untilSettled(service.database.reader);
});

const page = ['', '(first: 1)', '(first: 0)', '(first: 101)', '(after: "no cursor")'];
const graph =
  '{ dataStreams: [], assets: [{ blockId: "a", symbols: ["BTC"] }], tradingPrompts: [], connections: [{ from: "a", to: "b" }] }';
const written: Readonly<Record<string, readonly string[]>> = {
  'Query.clone': ['(id: "CLONE")', '(id: "SHELL")', '(id: "none")'],
  'Query.clones': ['(ids: ["CLONE", "none", "SHELL"])', '(ids: [])'],
  'Query.strategyVersion': ['(id: "VERSION")'],
  'Query.strategyVersions': ['(ids: ["VERSION", "CLONE", "VERSION"])'],
  'Query.publicClones': [...page, '(search: "gua")', `(search: "${'x'.repeat(65)}")`],
  'Query.operatorClones': [
    ...page,
    '(filter: { status: ACTIVE })',
    '(filter: { ownerId: "alice" }, first: 1)',
    '(filter: { search: "gua" })',
  ],
  'Query.cloneEvents': [...page, '(first: 3, kinds: [CREATED])', '(kinds: [])'],
  'Query.validateStrategy': [`(cloneId: "CLONE", graph: ${graph})`, `(cloneId: "none", graph: ${graph})`],
  'Query._entities': [
    '(representations: [{ __typename: "Clone", id: "CLONE" }, { __typename: "Nothing" }, { __typename: "StrategyVersion", id: "VERSION" }])',
    '(representations: [{ __typename: "LifecycleSummary", cloneId: "CLONE", auditionStatus: "PASSED" }, { __typename: "User", id: "alice" }, { __typename: "Clone", id: "SHELL" }])',
  ],
  'StrategyVersion.changesSince': ['', '(number: 1)', '(number: 7)'],
};
const args: Arguments = (field, coordinate) =>
  fc.constantFrom(...(written[coordinate] ?? (field.args.some(({ name }) => name === 'first') ? page : [''])));

/** Makes some loads fail or return a row with a member missing or of another type; the same ones for the same seed. */
function withSpoiledRows(context: RequestContext, seed: number): RequestContext {
  const spoil = (name: string, key: unknown, row: unknown): unknown => {
    // A key may contain the time of reading, which differs between the two executions.
    const dice = hash(
      `${seed} ${name} ${JSON.stringify(key, (member, value: unknown) => (member === 'asOf' ? undefined : value))}`,
    );
    if (dice % 4 > 0) return row;
    if (dice % 8 === 0) throw new Error('the row cannot be read');
    if (typeof row !== 'object' || row === null || Array.isArray(row)) return null;
    const members = Object.keys(row);
    return {
      ...row,
      [members[(dice >>> 4) % members.length] ?? '']: [
        null,
        undefined,
        { of: 'another type' },
        new Error('a member in error'),
      ][(dice >>> 12) % 4],
    };
  };
  const loaders = Object.entries(context.loaders).map(([name, loader]) => {
    if (typeof loader === 'function') return [name, loader];
    const load = async (key: unknown) => spoil(name, key, await loader.load(key));
    return [name, Object.assign(Object.create(loader), { load })];
  });
  return { ...context, loaders: Object.fromEntries(loaders) };
}

describe('a generated query over real rows', () => {
  it('has the same data and errors as with graphql-js, whoever asks and whichever rows are broken', async () => {
    const codes = new Map<string, number>();
    const callerNames = Object.keys(callers) as (keyof typeof callers)[];
    await fc.assert(
      fc.asyncProperty(
        documents(assembleSchema(), args),
        withVariables,
        fc.constantFrom(...callerNames),
        fc.option(fc.nat()),
        async (text, variables, name, seed) => {
          const query = text.replaceAll(/CLONE|VERSION|SHELL/g, (id) => ids[id as keyof typeof ids]);
          const { errors = [] } = await service.compare(callers[name], query, variables, (context) =>
            seed === null ? context : withSpoiledRows(context, seed),
          );
          for (const { extensions } of errors)
            codes.set(String(extensions['code']), (codes.get(String(extensions['code'])) ?? 0) + 1);
        },
      ),
      { numRuns: runs(200) },
    );
    for (const code of ['UNAUTHENTICATED', 'FORBIDDEN', 'BAD_USER_INPUT', 'undefined'])
      expect(codes.get(code) ?? 0, code).toBeGreaterThanOrEqual(often(1));
  });
});
