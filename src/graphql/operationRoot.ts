import type { DocumentNode, GraphQLSchema, OperationDefinitionNode } from 'graphql';
import type { OperationRoot } from '../api/requestRecord.ts';
import { fieldsOf, fragmentsOf } from './limits/measureOperation.ts';

// As in limits.ts: most requests bring an operation that was seen before.
const known = new WeakMap<OperationDefinitionNode, OperationRoot>();

/** The operation's type and root field, by names of the schema alone, whatever a document says. */
export function operationRoot(
  schema: GraphQLSchema,
  document: DocumentNode,
  operation: OperationDefinitionNode,
): OperationRoot {
  const before = known.get(operation);
  if (before) return before;
  const root = { operation: operation.operation, field: rootField(schema, document, operation) };
  known.set(operation, root);
  return root;
}

const metaFields: ReadonlySet<string> = new Set(['__schema', '__type', '__typename']);

function rootField(schema: GraphQLSchema, document: DocumentNode, operation: OperationDefinitionNode): string {
  const defined = schema.getRootType(operation.operation)?.getFields() ?? {};
  const selected = fieldsOf(operation.selectionSet, fragmentsOf(document)).map(({ name }) => name.value);
  const names = new Set(selected.filter((name) => metaFields.has(name) || Object.hasOwn(defined, name)));
  // Clients add it to anything.
  if (names.size > 1) names.delete('__typename');
  const [first = 'none', ...others] = names;
  return others.length > 0 ? 'several' : first;
}
