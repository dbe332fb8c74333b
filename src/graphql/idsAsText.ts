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
 * The built-in ID without numbers as input: JSON can't hold large ones exactly, so two different ids could arrive as the same.
 */
const ID = new GraphQLScalarType<string, string>({
  name: GraphQLID.name,
  description: GraphQLID.description,
  parseValue: (value) => id(value),
  parseLiteral: (node) => id(node.kind === Kind.STRING ? node.value : null, node),
  serialize: (value) => GraphQLID.serialize(value),
});

/** Makes a schema accept only strings as ids. graphql-js shares its own ID between all schemas, so this replaces it in one. */
export function takeIdsAsText(schema: GraphQLSchema): void {
  for (const type of Object.values(schema.getTypeMap())) {
    if (isInputObjectType(type)) Object.values(type.getFields()).forEach(takeAsText);
    if (isObjectType(type) || isInterfaceType(type))
      Object.values(type.getFields()).forEach(({ args }) => args.forEach(takeAsText));
  }
  // For the types of variables.
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
