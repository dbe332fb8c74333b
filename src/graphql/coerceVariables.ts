import {
  coerceInputValue,
  getNullableType,
  type GraphQLInputType,
  type GraphQLSchema,
  isEnumType,
  isInputObjectType,
  isInputType,
  isListType,
  isNonNullType,
  type OperationDefinitionNode,
  type VariableDefinitionNode,
  typeFromAST,
} from 'graphql';
import { ApiError, apiError } from '../errors/apiError.ts';
import { isShown } from './schemaNames.ts';

type Path = readonly (string | number)[];

/** Checking stops after this many: a body of several megabytes can hold a million bad values. */
const maxProblems = 1000;

/**
 * What is wrong with the request's variables, one BAD_USER_INPUT for each problem; empty when they fit. A variable is
 * named by its position in the operation, its type and the path inside it (list indexes and input fields of the schema),
 * never by text of the caller's.
 */
export function variableProblems(
  schema: GraphQLSchema,
  operation: OperationDefinitionNode,
  variables: Readonly<Record<string, unknown>>,
): readonly ApiError[] {
  // By message: two fields that the schema doesn't define read as one problem.
  const problems = new Map<string, ApiError>();
  let reports = 0;
  const report = (text: string, node: VariableDefinitionNode): void => {
    problems.set(text, apiError('BAD_USER_INPUT', text, { nodes: node }));
    reports += 1;
    if (reports >= maxProblems) throw enough;
  };
  try {
    for (const [index, definition] of (operation.variableDefinitions ?? []).entries()) {
      const type = typeFromAST(schema, definition.type);
      if (!isInputType(type)) continue;
      const label = `Variable ${index + 1} (of type ${String(type)})`;
      checkVariable(definition, type, variables, isShown(schema), (path, text) =>
        report(`${label}${printPath(path)} ${text}.`, definition),
      );
    }
  } catch (error) {
    if (error !== enough) throw error;
  }
  return [...problems.values()];
}

const enough = new Error('enough problems');

function checkVariable(
  definition: VariableDefinitionNode,
  type: GraphQLInputType,
  variables: Readonly<Record<string, unknown>>,
  shown: boolean,
  report: (path: Path, text: string) => void,
): void {
  const name = definition.variable.name.value;
  if (!Object.hasOwn(variables, name)) {
    if (isNonNullType(type) && !definition.defaultValue) report([], 'is required');
    return;
  }
  coerceInputValue(
    variables[name],
    type,
    (path, value, error) => report(path, expectation(typeAt(type, path), value, error, shown)),
    true,
  );
}

/** The type that the schema gives the value at `path` of a value of `type`. */
function typeAt(type: GraphQLInputType, path: Path): GraphQLInputType {
  let current = type;
  for (const segment of path) {
    let nullable = getNullableType(current);
    // A single value stands for a list of one, and adds nothing to the path.
    if (typeof segment === 'string') nullable = innermost(nullable);
    if (isListType(nullable)) current = nullable.ofType;
    else if (isInputObjectType(nullable)) current = nullable.getFields()[segment]?.type ?? nullable;
  }
  return current;
}

/** The innermost type of a list of lists. */
function innermost(type: GraphQLInputType): ReturnType<typeof getNullableType<GraphQLInputType>> {
  let inner = getNullableType(type);
  while (isListType(inner)) inner = getNullableType(inner.ofType);
  return inner;
}

/** What is expected; with `shown`, including the schema's names. */
function expectation(type: GraphQLInputType, value: unknown, error: Error, shown: boolean): string {
  const inner = innermost(type);
  if ((value === null || value === undefined) && isNonNullType(type)) return `must be ${String(type)}, not null`;
  if (isEnumType(inner)) {
    return `must be one of ${inner.name}${
      shown
        ? `: ${inner
            .getValues()
            .map(({ name }) => name)
            .join(', ')}`
        : ''
    }`;
  }
  if (!isInputObjectType(inner)) {
    return error instanceof ApiError ? `does not fit: ${error.message}` : `must be ${String(type)}`;
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return `must be ${inner.name}, an object`;
  const fields = inner.getFields();
  const missing = /^Field "(\w+)" of required type /.exec(error.message)?.[1];
  if (missing !== undefined && missing in fields) return `lacks ${missing}, which is ${String(fields[missing]?.type)}`;
  if (error.message.startsWith('Field "')) {
    return `has a field that ${inner.name} does not define${shown ? `; it defines: ${Object.keys(fields).join(', ')}` : ''}`;
  }
  return `must be ${inner.name}`;
}

function printPath(path: Path): string {
  const text = path.map((segment) => (typeof segment === 'number' ? `[${segment}]` : `.${segment}`)).join('');
  return text === '' ? '' : ` at ${text.replace(/^\./, '')}`;
}
