import { defaultFieldResolver, isObjectType, type GraphQLFieldResolver, type GraphQLSchema } from 'graphql';
import type { Caller } from './caller.ts';
import { mayAccess } from './mayAccess.ts';
import { refusalOf } from './refusal.ts';
import type { CloneArguments, Guarded, Rule } from './rules.ts';

/** What the guard needs from a request's context. */
export interface GuardContext {
  readonly caller: Caller;
  /** A clone's owner; null when there is no such clone. */
  ownerOf(cloneId: unknown): Promise<string | null>;
}

/** What the guard needs from a field's parent. */
interface Owned {
  readonly ownerId?: string;
  readonly shownCapabilities?: readonly string[];
}

type Resolver = GraphQLFieldResolver<Owned, GuardContext, CloneArguments>;

/**
 * Wraps the resolver of every guarded field with its rule, so that the rule holds on every path to the field. Throws for a
 * field without a row in the access table, and for a row without a field.
 */
export function guardSchema(schema: GraphQLSchema, rules: Readonly<Record<string, Rule>>): void {
  const unused = new Set(Object.keys(rules));
  const missing: string[] = [];
  for (const type of Object.values(schema.getTypeMap())) {
    if (!isObjectType(type) || type.name.startsWith('_')) continue;
    for (const field of Object.values(type.getFields())) {
      if (field.name.startsWith('_')) continue; // federation's _entities returns types whose fields are guarded
      const coordinate = `${type.name}.${field.name}`;
      const rule = rules[coordinate];
      unused.delete(coordinate);
      if (rule === undefined) missing.push(coordinate);
      else if (typeof rule === 'object') field.resolve = guarded(rule, field.resolve ?? defaultFieldResolver);
    }
  }
  if (missing.length > 0) throw new Error(`fields without a row in the access table: ${missing.join(', ')}`);
  if (unused.size > 0) throw new Error(`rows of the access table without a field: ${[...unused].join(', ')}`);
}

/**
 * Checks access before the resolver loads any private row, so that a refused caller can't tell whether the private thing
 * exists. Order: has a token, the clone exists (if not, the resolver reports it), is allowed.
 */
function guarded(rule: Guarded, resolve: Resolver): Resolver {
  const refusal = refusalOf(rule.to);
  /** True: resolve. False: null without an error. Throws UNAUTHENTICATED or FORBIDDEN. */
  const decide = (parent: Owned | undefined, ownerId: string | null, caller: Caller): boolean => {
    if (mayAccess(caller, rule.to, ownerId)) return true;
    if (rule.whenShown) return parent?.shownCapabilities?.includes(rule.whenShown) ?? false;
    throw refusal(caller);
  };
  return (parent, args, context, info) => {
    const { cloneId } = rule;
    if (cloneId === undefined) {
      return decide(parent, parent?.ownerId ?? null, context.caller) ? resolve(parent, args, context, info) : null;
    }
    if (context.caller.kind === 'anonymous') throw refusal(context.caller);
    return context.ownerOf(cloneId(args)).then((ownerId) => {
      if (ownerId !== null) decide(parent, ownerId, context.caller);
      return resolve(parent, args, context, info);
    });
  };
}
