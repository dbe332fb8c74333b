import type { DocumentNode, GraphQLSchema, OperationDefinitionNode } from 'graphql';
import { type ApiError, limitError } from '../errors/apiError.ts';
import type { LimitName } from '../errors/limitName.ts';
import { type ListArgument, listArguments, listLength } from './limits/listArguments.ts';
import { measureOperation, type OperationSize } from './limits/measureOperation.ts';
import { operationCost, type OperationCost } from './limits/operationCost.ts';

/** How large a request may be. Each is a setting, and messages name it so. */
export interface RequestLimits {
  /** Tokens of the document, read by the parser. */
  readonly maxTokens: number;
  /** Nested fields, without introspection. */
  readonly maxDepth: number;
  /** Aliased fields; a fragment's count wherever it is used. */
  readonly maxAliases: number;
  /** Fields of the root type. */
  readonly maxRootFields: number;
  /** Ids in one list of ids. */
  readonly maxListItems: number;
  /** Representations in all `_entities` fields of the operation together. */
  readonly maxRepresentations: number;
  /** Objects: those that the operation could return, by operationCost.ts, and those that it does return. */
  readonly maxCost: number;
  /** Approximate bytes of the answer. */
  readonly maxAnswerBytes: number;
}

interface Measured {
  readonly size: OperationSize;
  readonly lists: readonly ListArgument[];
  readonly cost: OperationCost;
}

// Apollo Server caches parsed documents, so most requests bring an operation that was measured before.
const measured = new WeakMap<OperationDefinitionNode, Measured>();

/** The cost of a valid operation with these variables, and one LIMIT_EXCEEDED for each limit that it exceeds. */
export function judgeSize(
  schema: GraphQLSchema,
  document: DocumentNode,
  operation: OperationDefinitionNode,
  variables: Readonly<Record<string, unknown>>,
  limits: RequestLimits,
): { readonly cost: number; readonly problems: readonly ApiError[] } {
  const known = measured.get(operation) ?? {
    size: measureOperation(document, operation),
    lists: listArguments(schema, document, operation),
    cost: operationCost(schema, document, operation),
  };
  measured.set(operation, known);
  const length = ({ value }: ListArgument): number => listLength(value, operation, variables);
  const ids = known.lists.filter(({ of }) => of === 'ids').map(length);
  const representations = known.lists.filter(({ of }) => of === 'representations').map(length);
  const cost = known.cost(variables);
  const problems = [
    above('MAX_DEPTH', known.size.depth, limits.maxDepth, 'nests fields more deeply than'),
    above('MAX_ALIASES', known.size.aliases, limits.maxAliases, 'has more aliases than'),
    above('MAX_ROOT_FIELDS', known.size.rootFields, limits.maxRootFields, 'has more root fields than'),
    above('MAX_LIST_ITEMS', Math.max(0, ...ids), limits.maxListItems, 'has a list with more ids than'),
    above(
      'MAX_REPRESENTATIONS',
      representations.reduce((sum, count) => sum + count, 0),
      limits.maxRepresentations,
      'has more representations, over all its _entities fields, than',
    ),
    above('MAX_COST', cost, limits.maxCost, 'can return more objects than'),
  ].filter((problem) => problem !== null);
  return { cost, problems };
}

function above(name: LimitName, count: number, limit: number, what: string): ApiError | null {
  return count > limit ? limitError(name, `The operation ${what} ${name} allows (${limit}).`) : null;
}
