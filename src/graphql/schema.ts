import { readFileSync } from 'node:fs';
import { addResolversToSchema, buildSubgraphSchema, type GraphQLResolverMap } from '@apollo/subgraph';
import { defaultFieldResolver, parse, type GraphQLFieldResolver, type GraphQLSchema } from 'graphql';
import { guardSchema } from '../access/guard.ts';
import { accessRules, type Rule } from '../access/rules.ts';
import type { RequestContext } from '../api/context.ts';
import { domainResolvers } from '../resolvers/domainResolvers.ts';
import { resolveEntities } from '../resolvers/entities.ts';
import type { Resolvers } from '../api/generated/resolvers.ts';
import type { LimitName } from '../errors/limitName.ts';
import type { UserErrorCode } from '../errors/userError.ts';
import { takeIdsAsText } from './idsAsText.ts';
import type { Written } from '../api/payload.ts';
import { DateTime, JSONObject, URL as UrlScalar } from './scalars.ts';

/** Every "Type.field" with a resolver type: the compiler lists those that lack a row in the access table. */
type Coordinate = {
  [Type in keyof Resolvers]-?: NonNullable<Resolvers[Type]> extends { parseValue: unknown }
    ? never
    : `${Type}.${Exclude<keyof NonNullable<Resolvers[Type]> & string, `__${string}`>}`;
}[keyof Resolvers];

const rules: Readonly<Record<Coordinate, Rule>> = accessRules;

/**
 * The subgraph's schema: schema.graphql with every domain's resolvers, behind the access table. Without `introspection` only
 * `_service` shows it. Throws when a field has no row in the table.
 */
export function assembleSchema({ introspection = true }: { readonly introspection?: boolean } = {}): GraphQLSchema {
  const typeDefs = parse(readFileSync(new URL('../../schema.graphql', import.meta.url), 'utf8'));
  const parts: readonly (Resolvers & GraphQLResolverMap<RequestContext>)[] = [
    { DateTime, JSONObject, URL: UrlScalar },
    ...domainResolvers,
  ];
  const schema = buildSubgraphSchema([{ typeDefs }]);
  takeIdsAsText(schema);
  for (const part of parts) addResolversToSchema(schema, part);
  addResolversToSchema(schema, { Query: { _entities: resolveEntities } });
  followWrites(schema);
  guardSchema(schema, rules);
  schema.extensions = { introspection };
  return schema;
}

/** The limits that mutations know of. */
const limitOf: { readonly [Code in UserErrorCode]?: LimitName } = { LIMIT_REACHED: 'MAX_CLONES_PER_OWNER' };

/**
 * Notes why a mutation was refused. And a payload shows the state after its own mutation, also when a request has several:
 * doc/behaviour.md#errors.
 */
function followWrites(schema: GraphQLSchema): void {
  for (const field of Object.values(schema.getMutationType()?.getFields() ?? {})) {
    const write: GraphQLFieldResolver<unknown, RequestContext> = field.resolve ?? defaultFieldResolver;
    field.resolve = async (parent, args, context: RequestContext, info) => {
      let payload: Written | undefined;
      try {
        payload = (await write(parent, args, context, info)) as Written;
        for (const { code } of payload.errors) context.record.note(code, limitOf[code]);
        return payload;
      } finally {
        context.loaders.renew(payload?.written);
      }
    };
  }
}
