import {
  type DocumentNode,
  getNamedType,
  getNullableType,
  type GraphQLSchema,
  isListType,
  Kind,
  type OperationDefinitionNode,
  TypeInfo,
  type ValueNode,
  visit,
  visitWithTypeInfo,
} from 'graphql';

export interface ListArgument {
  readonly of: 'ids' | 'representations';
  readonly value: ValueNode;
}

/** The arguments of an operation and its fragments that take a list of ids or of representations. */
export function listArguments(
  schema: GraphQLSchema,
  document: DocumentNode,
  operation: OperationDefinitionNode,
): readonly ListArgument[] {
  const found: ListArgument[] = [];
  const spread = new Set<string>();
  const typeInfo = new TypeInfo(schema);
  const visitor = visitWithTypeInfo(typeInfo, {
    FragmentSpread: (node) => void spread.add(node.name.value),
    Argument(node) {
      const type = getNullableType(typeInfo.getArgument()?.type);
      if (!isListType(type)) return;
      const item = getNamedType(type).name;
      if (item === 'ID') found.push({ of: 'ids', value: node.value });
      if (item === '_Any') found.push({ of: 'representations', value: node.value });
    },
  });
  visit(operation, visitor);
  // Iterating a Set also visits what is added meanwhile: the fragments that fragments spread.
  for (const name of spread) {
    const fragment = document.definitions.find(
      (one) => one.kind === Kind.FRAGMENT_DEFINITION && one.name.value === name,
    );
    if (fragment) visit(fragment, visitor);
  }
  return found;
}

/** How many items the argument has in this request: those of a literal, of a variable, or of its default. */
export function listLength(
  value: ValueNode,
  operation: OperationDefinitionNode,
  variables: Readonly<Record<string, unknown>>,
): number {
  if (value.kind === Kind.LIST) return value.values.length;
  if (value.kind !== Kind.VARIABLE) return 1;
  const name = value.name.value;
  if (Object.hasOwn(variables, name)) {
    const sent = variables[name];
    return Array.isArray(sent) ? sent.length : 1;
  }
  const definition = operation.variableDefinitions?.find(({ variable }) => variable.name.value === name);
  return definition?.defaultValue?.kind === Kind.LIST ? definition.defaultValue.values.length : 1;
}
