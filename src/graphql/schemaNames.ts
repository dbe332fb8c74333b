import { type GraphQLSchema, isEnumType, isInputObjectType, isInterfaceType, isObjectType } from 'graphql';

const namesOf = new WeakMap<GraphQLSchema, ReadonlySet<string>>();

/** Every name that the schema defines: types, fields, arguments, input fields, enum values, directives. Kept per schema. */
export function schemaNames(schema: GraphQLSchema): ReadonlySet<string> {
  const known = namesOf.get(schema);
  if (known) return known;
  const names = new Set<string>();
  for (const directive of schema.getDirectives()) addWithArguments(names, directive);
  for (const type of Object.values(schema.getTypeMap())) {
    names.add(type.name);
    if (isObjectType(type) || isInterfaceType(type)) {
      for (const field of Object.values(type.getFields())) addWithArguments(names, field);
    } else if (isInputObjectType(type)) {
      for (const name of Object.keys(type.getFields())) names.add(name);
    } else if (isEnumType(type)) {
      for (const { name } of type.getValues()) names.add(name);
    }
  }
  namesOf.set(schema, names);
  return names;
}

function addWithArguments(
  names: Set<string>,
  { name, args }: { name: string; args: readonly { name: string }[] },
): void {
  names.add(name);
  for (const argument of args) names.add(argument.name);
}

/** Whether introspection and error messages may show the schema to anybody (INTROSPECTION). */
export function isShown({ extensions }: GraphQLSchema): boolean {
  return extensions['introspection'] !== false;
}
