import type { CloneRecord } from '../clone/clone.ts';
import { readFacts } from '../lifecycle/facts.ts';
import { codePoints, isStorable } from '../text.ts';
import type { RequestContext } from './context.ts';

type Representation = Readonly<Record<string, unknown>>;
type Entity = object | null;

/**
 * Federation's `_entities`, in place of @apollo/subgraph's: there, a representation without a known `__typename` throws
 * for the whole call. Here "one bad representation is null for its own entry and harms no other". Rows come through
 * the loaders, so a call costs the same statements whatever its length and however often an entity repeats; the same
 * key with different facts gives each its own state.
 */
export function resolveEntities(_: unknown, { representations }: { readonly representations: readonly unknown[] }, context: RequestContext): Promise<(Entity | Error)[]> {
  // All at once: what a list of promises costs more stands in doc/performance.md. An Error is that entry's alone.
  return Promise.all(representations.map((representation) => entityOf(representation, context).catch(asError)));
}

async function entityOf(representation: unknown, context: RequestContext): Promise<Entity> {
  if (!isObject(representation)) return null;
  const { __typename: name } = representation;
  const reference = typeof name === 'string' ? references.get(name) : undefined;
  return reference ? named(name, await reference(representation, context)) : null;
}

function asError(thrown: unknown): Error {
  return thrown instanceof Error ? thrown : new Error('an entity could not be resolved', { cause: thrown });
}

/** The entities of this subgraph by type: what each representation stands for. */
const references = new Map<string, (representation: Representation, context: RequestContext) => Promise<Entity> | Entity>([
  ['Clone', ({ id }, { loaders }) => loaders.clone.load(id)],
  ['StrategyVersion', ({ id }, { loaders }) => loaders.version.load(id)],
  ['User', ({ id }) => (isUserId(id) ? { id } : null)],
  [
    'LifecycleSummary',
    async (representation, { loaders }) => {
      const clone = await loaders.clone.load(representation['cloneId']);
      return clone && summaryOf(clone, representation);
    },
  ],
]);

function summaryOf(clone: CloneRecord, representation: Representation): Entity {
  return { cloneId: clone.id, clone, facts: readFacts(representation) };
}

/** UserService knows which users there are; here any text that can be one names one. */
function isUserId(candidate: unknown): candidate is string {
  return typeof candidate === 'string' && isStorable(candidate) && candidate !== '' && codePoints(candidate) <= 128;
}

/** Says which type of the `_Entity` union it is. */
function named(name: unknown, entity: Entity): Entity {
  return entity && { ...entity, __typename: name };
}

function isObject(value: unknown): value is Representation {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
