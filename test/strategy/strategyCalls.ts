import type { Caller } from '../../src/access/caller.ts';
import type { StrategyGraph } from '../../src/strategy/graph.ts';
import { user, type TestService } from '../startTestService.ts';

export const alice: Caller = user('alice');

/** All fields of a graph. */
export const graphFields =
  'graph { dataStreams { blockId stream interval parameters } assets { blockId symbols } tradingPrompts { blockId prompt } connections { from to } }';

const draftFields = `revision layout ${graphFields}`;
const selections = {
  saveStrategyDraft: `strategyDraft { ${draftFields} }`,
  discardStrategyDraft: `strategyDraft { ${draftFields} }`,
  restoreStrategyVersion: `strategyDraft { ${draftFields} }`,
  revertStrategyDraft: `strategyDraft { ${draftFields} }`,
  publishStrategy:
    'created strategyVersion { id number isActive contentHash note } validation { publishable issues { code path } }',
  selectModel: 'clone { model { modelId } }',
} as const;

/**
 * Calls a strategy mutation as alice; returns its payload, with the fields `more` also selected. Throws on an error
 * outside the payload.
 */
export async function call(
  service: TestService,
  name: keyof typeof selections,
  input: Readonly<Record<string, unknown>>,
  more = '',
) {
  const type = `${name.charAt(0).toUpperCase()}${name.slice(1)}Input`;
  const { data, errors } = await service.ask(
    alice,
    `mutation($input: ${type}!) { ${name}(input: $input) { ${selections[name]} ${more} errors { code path message } } }`,
    { input },
  );
  if (errors.length > 0) throw new Error(`${name}: ${JSON.stringify(errors)}`);
  return data[name];
}

/** Reads fields of a clone as alice. Throws on an error. */
export async function readClone(service: TestService, cloneId: string, selection: string) {
  const { data, errors } = await service.ask(alice, `query($id: ID!) { clone(id: $id) { ${selection} } }`, {
    id: cloneId,
  });
  if (errors.length > 0) throw new Error(JSON.stringify(errors));
  return data.clone;
}

/** Saves a graph as the draft, whatever the draft is, and selects a model; returns the draft's revision. */
export async function draw(
  service: TestService,
  cloneId: string,
  graph: StrategyGraph,
  more: { readonly modelId?: string; readonly layout?: unknown } = {},
): Promise<number> {
  const { modelId, ...layout } = more;
  if (modelId !== undefined) await call(service, 'selectModel', { cloneId, modelId });
  const { strategyDraft } = await readClone(service, cloneId, 'strategyDraft { revision }');
  const saved = await call(service, 'saveStrategyDraft', {
    cloneId,
    expectedRevision: strategyDraft.revision,
    graph,
    ...layout,
  });
  if (saved.errors.length > 0) throw new Error(JSON.stringify(saved.errors));
  return saved.strategyDraft.revision;
}
