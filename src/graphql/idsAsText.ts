import {
  GraphQLID,
  type GraphQLInputField,
  type GraphQLArgument,
  GraphQLList,
  GraphQLNonNull,
  GraphQLScalarType,
  type GraphQLSchema,
  type GraphQLType,
  isInputObjectType,
  isInterfaceType,
  isListType,
  isNonNullType,
  isObjectType,
  Kind,
  type ValueNode,
} from 'graphql';
import { apiError } from '../errors/apiError.ts';

const idText = 'an ID is a string, also where it looks like a number';

function id(value: unknown, node?: ValueNode): string {
  if (typeof value !== 'string') throw apiError('BAD_USER_INPUT', idText, node ? { nodes: node } : {});
  return value;
}

/**
 * The built-in ID, but for its numbers: JSON can't hold a large one exactly, so that two that differ could arrive as one,
 * and none says which it was.
 */
const ID = new GraphQLScalarType<string, string>({
  name: GraphQLID.name,
  description: GraphQLID.description,
  parseValue: (value) => id(value),
  parseLiteral: (node) => id(node.kind === Kind.STRING ? node.value : null, node),
  serialize: (value) => GraphQLID.serialize(value),
});

/** Lets a schema take ids as strings only. graphql-js builds its own ID into every schema, and other schemas have that one, too. */
export function takeIdsAsText(schema: GraphQLSchema): void {
  for (const type of Object.values(schema.getTypeMap())) {
    if (isInputObjectType(type)) Object.values(type.getFields()).forEach(takeAsText);
    if (isObjectType(type) || isInterfaceType(type))
      Object.values(type.getFields()).forEach(({ args }) => args.forEach(takeAsText));
  }
  // What variables are of.
  schema.getTypeMap()[ID.name] = ID;
}

function takeAsText(place: GraphQLArgument | GraphQLInputField): void {
  place.type = withOwnId(place.type);
}

function withOwnId<Type extends GraphQLType>(type: Type): Type {
  const own: GraphQLType = isNonNullType(type)
    ? new GraphQLNonNull(withOwnId(type.ofType))
    : isListType(type)
      ? new GraphQLList(withOwnId(type.ofType))
      : type === GraphQLID
        ? ID
        : type;
  return own as Type;
}
