import { isId } from '../clone/id.ts';
import { readFacts } from '../lifecycle/facts.ts';
import { summaryOf } from '../lifecycle/summary.ts';
import { codePoints, isStorable } from '../text/characters.ts';
import type { RequestContext } from '../api/context.ts';

type Representation = Readonly<Record<string, unknown>>;
type Entity = object | null;

/**
 * Federation's `_entities`, in place of @apollo/subgraph's: there, a representation without a known `__typename` throws
 * for the whole call. Here a bad representation is null for its own entry and harms no other. The rows of a type are
 * asked for at once, so a call costs the same statements whatever its length and however often an entity repeats; the
 * same key with different facts gives each its own state.
 */
export async function resolveEntities(
  _: unknown,
  { representations }: { readonly representations: readonly unknown[] },
  context: RequestContext,
): Promise<(Entity | Error)[]> {
  const entities: (Entity | Error)[] = representations.map(() => null);
  const places = Map.groupBy(representations.keys(), (place) => typeNameOf(representations[place]));
  const fill = async ([name, resolve]: [string, Resolve]): Promise<void> => {
    const mine = places.get(name);
    if (mine === undefined) return;
    const found = await resolve(
      mine.map((place) => representations[place] as Representation),
      context,
    ).catch(asError);
    for (const [index, place] of mine.entries())
      entities[place] = found instanceof Error ? found : named(name, found[index] ?? null);
  };
  await Promise.all([...references].map(fill));
  return entities;
}

function typeNameOf(representation: unknown): unknown {
  return isObject(representation) ? representation['__typename'] : undefined;
}

function asError(thrown: unknown): Error {
  return thrown instanceof Error ? thrown : new Error('entities could not be resolved', { cause: thrown });
}

type Resolve = (representations: readonly Representation[], context: RequestContext) => Promise<readonly Entity[]>;

/** The entities of this subgraph by type: what the representations of each stand for, in their order. */
const references = new Map<string, Resolve>([
  ['Clone', (representations, { loaders }) => loaders.clone.loadAll(representations.map(({ id }) => id))],
  ['StrategyVersion', (representations, { loaders }) => loaders.version.loadAll(representations.map(({ id }) => id))],
  ['User', async (representations) => representations.map(({ id }) => (isUserId(id) ? { id } : null))],
  [
    'LifecycleSummary',
    async (representations, { service }) => {
      const done = await service.reads.doneSteps(representations.map(({ cloneId }) => cloneId).filter(isId));
      const { moderationGate } = service.policy;
      return representations.map((representation) => {
        const { cloneId } = representation;
        const steps = typeof cloneId === 'string' && done.get(cloneId);
        return steps ? summaryOf(cloneId, steps, readFacts(representation), moderationGate) : null;
      });
    },
  ],
]);

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
