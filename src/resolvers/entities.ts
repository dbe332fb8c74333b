import type { GraphQLResolveInfo } from 'graphql';
import { loadClones } from '../api/loadClones.ts';
import { isId } from '../clone/id.ts';
import { readFacts } from '../lifecycle/facts.ts';
import { summaryOf } from '../lifecycle/summary.ts';
import { codePoints, isStorable } from '../text/characters.ts';
import type { RequestContext } from '../api/context.ts';

type Representation = Readonly<Record<string, unknown>>;
type Entity = object | null;

/**
 * Federation's `_entities`. Unlike @apollo/subgraph's, which fails the whole call for an unknown `__typename`, a bad
 * representation is null for its own entry and harms no other. Rows are batched by type, so a call takes a constant number
 * of statements, however many entities it has and however often one repeats; a key repeated with different facts gets a
 * state for each.
 */
export async function resolveEntities(
  _: unknown,
  { representations }: { readonly representations: readonly unknown[] },
  context: RequestContext,
  info: GraphQLResolveInfo,
): Promise<(Entity | Error)[]> {
  const entities: (Entity | Error)[] = representations.map(() => null);
  const places = Map.groupBy(representations.keys(), (place) => typeNameOf(representations[place]));
  const fill = async ([name, resolve]: [string, Resolve]): Promise<void> => {
    const indexes = places.get(name);
    if (indexes === undefined) return;
    const found = await resolve(
      indexes.map((place) => representations[place] as Representation),
      context,
      info,
    ).catch(asError);
    for (const [index, place] of indexes.entries())
      entities[place] = found instanceof Error ? found : withTypeName(name, found[index] ?? null);
  };
  await Promise.all([...resolvers].map(fill));
  return entities;
}

function typeNameOf(representation: unknown): unknown {
  return isObject(representation) ? representation['__typename'] : undefined;
}

function asError(thrown: unknown): Error {
  return thrown instanceof Error ? thrown : new Error('entities could not be resolved', { cause: thrown });
}

type Resolve = (
  representations: readonly Representation[],
  context: RequestContext,
  info: GraphQLResolveInfo,
) => Promise<readonly Entity[]>;

/** By entity type, resolves representations to entities, in order. */
const resolvers = new Map<string, Resolve>([
  [
    'Clone',
    (representations, context, info) =>
      loadClones(
        representations.map(({ id }) => id),
        context,
        info,
      ),
  ],
  ['StrategyVersion', (representations, { loaders }) => loaders.version.loadAll(representations.map(({ id }) => id))],
  ['User', async (representations) => representations.map(({ id }) => (isUserId(id) ? { id } : null))],
  [
    'LifecycleSummary',
    async (representations, { service, record }) => {
      const ids = representations.map(({ cloneId }) => cloneId).filter(isId);
      const done = await record.wait(service.reads.doneSteps(ids));
      const { moderationGate } = service.policy;
      return representations.map((representation) => {
        const { cloneId } = representation;
        const steps = typeof cloneId === 'string' && done.get(cloneId);
        return steps ? summaryOf(cloneId, steps, readFacts(representation), moderationGate) : null;
      });
    },
  ],
]);

/** Only UserService knows which users exist; any valid id passes here. */
function isUserId(candidate: unknown): candidate is string {
  return typeof candidate === 'string' && isStorable(candidate) && candidate !== '' && codePoints(candidate) <= 128;
}

/** Adds the type that `_Entity` resolves to. */
function withTypeName(name: unknown, entity: Entity): Entity {
  return entity && { ...entity, __typename: name };
}

function isObject(value: unknown): value is Representation {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
