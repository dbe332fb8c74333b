import { readFileSync } from 'node:fs';
import { getNamedType, Kind, parse, TypeInfo, visit, visitWithTypeInfo } from 'graphql';
import { describe, expect, it } from 'vitest';
import { takeBlocks } from '../../doc/examples/takeBlocks.ts';
import { assembleSchema } from '../../src/graphql/schema.ts';
import { startTestService, user } from '../startTestService.ts';

/** An operation of doc/builder.md with variables, and the part of the answer that the page shows. */
interface Step {
  readonly place: string;
  readonly query: string;
  readonly variables: Record<string, unknown>;
  readonly answer: Record<string, unknown> | null;
}

const text = readFileSync(new URL('../../doc/builder.md', import.meta.url), 'utf8');

/** The page's code blocks in their order: variables belong to the operation above them, an answer to the variables above it. */
function stepsOf(page: string): Step[] {
  const steps: Step[] = [];
  let operation: Pick<Step, 'place' | 'query'> | null = null;
  const add = (step: Omit<Step, 'place' | 'query'>): void => {
    if (operation === null) throw new Error('variables without an operation');
    steps.push({ ...operation, ...step });
  };
  for (const [, heading, language, code = ''] of page.matchAll(/^## (.+)$|^```(\w+)\n([^]*?)^```$/gm)) {
    if (heading !== undefined || (language !== 'graphql' && language !== 'json')) continue;
    if (language === 'graphql') {
      operation = { place: /(?:query|mutation) (\w+)/.exec(code)?.[1] ?? code, query: code };
      if (!/^[^{]*\(/.test(code)) add({ variables: {}, answer: null });
      continue;
    }
    const value = JSON.parse(code) as Record<string, unknown>;
    const last = steps.at(-1);
    if (!('data' in value)) add({ variables: value, answer: null });
    else if (last !== undefined) steps.splice(-1, 1, { ...last, answer: value });
  }
  return steps;
}

/** A word in capitals stands for a value that the service gave first. */
function filledIn(value: unknown, known: ReadonlyMap<string, string>): unknown {
  return JSON.parse(JSON.stringify(value), (_, part: unknown) =>
    typeof part === 'string' ? (known.get(part) ?? part) : part,
  );
}

function learn(shown: unknown, given: unknown, known: Map<string, string>): void {
  if (typeof shown === 'string' && typeof given === 'string' && /^[A-Z]+_ID$/.test(shown) && !known.has(shown))
    known.set(shown, given);
  if (typeof shown !== 'object' || shown === null) return;
  for (const [name, part] of Object.entries(shown)) learn(part, Reflect.get(Object(given), name), known);
}

const service = startTestService();
const steps = stepsOf(text);

describe('doc/builder.md', () => {
  it('has its operations run, one after the other, and shows what the service answers', async () => {
    const known = new Map<string, string>();
    for (const { place, query, variables, answer } of steps) {
      const { data, errors } = await service.ask(
        user('alice'),
        query,
        filledIn(variables, known) as Record<string, unknown>,
      );
      expect(errors, place).toEqual([]);
      learn(answer, { data }, known);
      if (answer !== null) expect({ data }, place).toMatchObject(filledIn(answer, known) as Record<string, unknown>);
    }
    expect([...known.keys()]).toEqual(['CLONE_ID', 'FIRST_ID', 'SECOND_ID']);
  });

  it('shows each operation that a builder needs', () => {
    const needed = [
      'createClone',
      'selectModel',
      'saveStrategyDraft',
      'discardStrategyDraft',
      'restoreStrategyVersion',
      'revertStrategyDraft',
      'checkpoints',
      'merge',
      'publishStrategy',
      'validateStrategy',
      'strategyCatalog',
      'strategyVersions',
      'activateStrategyVersion',
      'setPaused',
      'activations',
      'publishBlockers',
      'updatePublicProfile',
      'publicProfileDraft',
      'myClones',
    ];
    expect(needed.filter((name) => !steps.some(({ query }) => query.includes(name)))).toEqual([]);
  });

  it('selects the key of everything that has one, so that a client’s cache can tell whose it is', () => {
    const keys: Readonly<Record<string, string>> = {
      Clone: 'id',
      StrategyVersion: 'id',
      LifecycleSummary: 'cloneId',
      StrategyDraft: 'cloneId',
      Entitlement: 'cloneId',
    };
    const info = new TypeInfo(assembleSchema());
    const missing: string[] = [];
    for (const { place, query } of steps) {
      const field = {
        SelectionSet(node: {
          readonly selections: readonly { readonly kind: string; readonly name?: { readonly value: string } }[];
        }) {
          const key = keys[getNamedType(info.getType())?.name ?? ''];
          const isSelected = node.selections.some(({ kind, name }) => kind === Kind.FIELD && name?.value === key);
          if (key !== undefined && !isSelected)
            missing.push(`${place}: ${key} of ${String(getNamedType(info.getType()))}`);
        },
      };
      visit(parse(query), visitWithTypeInfo(info, field));
    }
    expect(missing).toEqual([]);
  });

  it('resolves its conflict by the example: their block in the refused save, everything else as it was', () => {
    const isRefused = ({ answer }: Step): boolean => JSON.stringify(answer).includes('"members"');
    const refused = steps.findIndex((step) => step.answer !== null && isRefused(step));
    const [before, conflict, chosen] = steps.slice(refused - 1, refused + 2) as [Step, Step, Step];
    type Input = { readonly graph: Parameters<typeof takeBlocks>[0] };
    const [theirs, input] = [before, conflict].map(({ variables }) => variables['input'] as Input) as [Input, Input];
    const { data } = conflict.answer as { data: { saveStrategyDraft: { merge: { conflicts: [] } } } };
    const graph = takeBlocks(input.graph, data.saveStrategyDraft.merge.conflicts, theirs.graph);
    expect(chosen.variables).toEqual({ input: { ...input, graph } });
  });

  it('has edits made during a merge merged by the next save, if that names what was sent as its base and the old revision', async () => {
    const save = steps.find(({ place }) => place === 'SaveDraft');
    const { data } = await service.ask(
      user('carol'),
      'mutation { createClone(input: { name: "Typing" }) { clone { id } } }',
    );
    const graphOf = (...prompts: string[]) => ({
      dataStreams: [],
      assets: [],
      tradingPrompts: prompts.map((prompt, index) => ({ blockId: `p${index}`, prompt })),
      connections: [],
    });
    const ask = async (input: object) => {
      const variables = { input: { cloneId: data.createClone.clone.id, ...input } };
      return (await service.ask(user('carol'), save?.query ?? '', variables)).data.saveStrategyDraft;
    };
    await ask({ expectedRevision: 0, graph: graphOf('First.') });
    const other = { ...graphOf('First.'), assets: [{ blockId: 'majors', symbols: ['BTC-USD'] }] };
    await ask({ expectedRevision: 1, graph: other });
    const late = { expectedRevision: 1, base: { graph: graphOf('First.') }, graph: graphOf('First.', 'Second.') };
    expect(await ask(late)).toMatchObject({ strategyDraft: { revision: 3 }, merge: { conflicts: [] }, errors: [] });
    // The answer was lost: the same again is stored once.
    expect(await ask(late)).toMatchObject({ strategyDraft: { revision: 3 }, merge: { conflicts: [] }, errors: [] });
    const typed = graphOf('First.', 'Second, and more.');
    expect(await ask({ expectedRevision: 1, base: { graph: late.graph }, graph: typed })).toMatchObject({
      strategyDraft: { revision: 4, graph: { ...typed, assets: other.assets } },
      errors: [],
    });
  });

  it('has its lost save repeated: the same request once more gives the same answer', async () => {
    const save = steps.find(({ place }) => place === 'SaveDraft');
    if (save === undefined) throw new Error('there is no save');
    const { data } = await service.ask(
      user('bob'),
      'mutation { createClone(input: { name: "Twice" }) { clone { id } } }',
    );
    const variables = filledIn(save.variables, new Map([['CLONE_ID', data.createClone.clone.id]])) as Record<
      string,
      unknown
    >;
    const first = await service.ask(user('bob'), save.query, variables);
    expect(first.data).toMatchObject((save.answer as { data: object }).data);
    expect(await service.ask(user('bob'), save.query, variables)).toEqual(first);
  });
});
