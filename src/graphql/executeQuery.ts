import type { ApolloServerOptionsWithGateway, BaseContext } from '@apollo/server';
import {
  defaultFieldResolver, defaultTypeResolver, type DocumentNode, execute, type ExecutionResult, getArgumentValues, getVariableValues,
  type GraphQLAbstractType, GraphQLError, type GraphQLLeafType, type GraphQLObjectType, type GraphQLResolveInfo, type GraphQLSchema, isObjectType,
  locatedError, type OperationDefinitionNode, OperationTypeNode, responsePathAsArray, visit,
} from 'graphql';
import { ExecutionPlan, type PlannedField, type PlannedType, type Variables } from './executionPlan.ts';

/** Runs a checked operation in place of graphql-js. */
export type Executor = NonNullable<Awaited<ReturnType<ApolloServerOptionsWithGateway<BaseContext>['gateway']['load']>>['executor']>;

type Path = GraphQLResolveInfo['path'];
type Result = Record<string, unknown>;

/** One request on its way through the plan of its operation. */
interface Run {
  readonly plan: ExecutionPlan;
  readonly context: unknown;
  readonly variables: Variables;
  readonly errors: CollectedErrors;
}

/**
 * Runs queries step for step as graphql-js 16 does ("Executing Requests" of the specification), by plans that last as
 * long as Apollo Server keeps the parsed document: graphql-js collects an operation's fields anew for each request, and
 * makes arguments, an info and a dictionary for the plainest property. Mutations are left to it.
 */
export function createExecutor(schema: GraphQLSchema): Executor {
  for (const type of Object.values(schema.getTypeMap())) {
    if (isObjectType(type) && type.isTypeOf) throw new Error(`${type.name} has an isTypeOf, which nothing here asks`);
  }
  const kept = new WeakMap<OperationDefinitionNode, { readonly plan: ExecutionPlan; readonly mostFields: number } | null>();
  return async ({ document, operation, request, context }) => {
    const { variables: given = {}, operationName } = request;
    if (operation.operation !== OperationTypeNode.QUERY) {
      return execute({ schema, document, contextValue: context, variableValues: given, operationName });
    }
    const { errors, coerced: variables } = getVariableValues(schema, operation.variableDefinitions ?? [], given, { maxErrors: 50 });
    if (errors) return { errors };
    let known = kept.get(operation);
    const plan = known?.plan ?? new ExecutionPlan(schema, document, operation, variables);
    if (known === undefined) {
      const mostFields = mostFieldsToKeep(document);
      known = mostFields > 0 ? { plan, mostFields } : null;
      kept.set(operation, known);
    }
    const result = await executePlan({ plan, context, variables, errors: new CollectedErrors() });
    if (known && plan.size > known.mostFields) kept.set(operation, null);
    return result;
  };
}

/**
 * A kept plan is about as large as its document, of which Apollo Server keeps only so much: fragments inside fragments
 * could make it any size. 0: each request needs a plan of its own, since `@skip` and `@include` may ask its variables.
 */
function mostFieldsToKeep(document: DocumentNode): number {
  let fields = 0;
  let directives = 0;
  visit(document, { Field: () => void fields++, Directive: () => void directives++ });
  return directives > 0 ? 0 : 2 * fields;
}

async function executePlan(run: Run): Promise<ExecutionResult> {
  const { plan, errors } = run;
  let data: Result | null = null;
  try {
    const type = plan.schema.getQueryType();
    if (type) data = (await executeFields(run, plan.rootFields(type), undefined, undefined)) as Result;
  } catch (error) {
    errors.add(error as GraphQLError, undefined);
  }
  return errors.list.length > 0 ? { errors: errors.list, data } : { data };
}

/** The object that the fields make. */
function executeFields(run: Run, fields: readonly PlannedField[], source: unknown, path: Path | undefined): Result | Promise<Result> {
  // A dictionary takes twice as long to make and to write as JSON; only there can a name stand for the prototype.
  const result: Result = run.plan.namesPrototype ? Object.create(null) : {};
  let pending: string[] | null = null;
  try {
    for (const field of fields) {
      const value = executeField(run, field, source, path);
      result[field.responseName] = value;
      if (isPromise(value)) (pending ??= []).push(field.responseName);
    }
  } catch (error) {
    // What the other fields promise may fail as well, and has to be heard.
    if (pending) return settled(result, pending).finally(() => { throw error; });
    throw error;
  }
  return pending ? settled(result, pending) : result;
}

async function settled(result: Result, pending: readonly string[]): Promise<Result> {
  const values = await Promise.all(pending.map((name) => result[name]));
  for (const [index, name] of pending.entries()) result[name] = values[index];
  return result;
}

function executeField(run: Run, field: PlannedField, source: unknown, parentPath: Path | undefined): unknown {
  const path: Path = { prev: parentPath, key: field.responseName, typename: field.parentType.name };
  try {
    const value = valueOf(run, field, source, path);
    return isPromise(value)
      ? guarded(run, field, field.type, path, value.then((awaited) => complete(run, field, field.type, path, awaited)))
      : guarded(run, field, field.type, path, complete(run, field, field.type, path, value));
  } catch (error) {
    return failed(run, field, field.type, path, error);
  }
}

function valueOf(run: Run, field: PlannedField, source: unknown, path: Path): unknown {
  const { definition, property } = field;
  if (property !== null) {
    const value = isObject(source) ? source[property] : undefined;
    if (typeof value !== 'function') return value;
  }
  const node = field.nodes[0];
  const args = node && definition.args.length > 0 ? getArgumentValues(definition, node, run.variables) : {};
  return (definition.resolve ?? defaultFieldResolver)(source, args, run.context, infoOf(run, field, path));
}

/** What a field or an item comes to when its completion, which may go on, fails. */
function guarded(run: Run, field: PlannedField, type: PlannedType, path: Path, completed: unknown): unknown {
  return isPromise(completed) ? completed.then(undefined, (error: unknown) => failed(run, field, type, path, error)) : completed;
}

/** Null and an error, or the error goes on to what may be null. */
function failed(run: Run, { nodes }: PlannedField, type: PlannedType, path: Path, error: unknown): null {
  const located = locatedError(error, nodes, responsePathAsArray(path));
  if (type.nonNull) throw located;
  run.errors.add(located, path);
  return null;
}

/** "CompleteValue" of the specification. */
function complete(run: Run, field: PlannedField, type: PlannedType, path: Path, value: unknown): unknown {
  if (value instanceof Error) throw value;
  if (value === null || value === undefined) {
    if (type.nonNull) throw new Error(`Cannot return null for non-nullable field ${field.parentType.name}.${field.definition.name}.`);
    return null;
  }
  switch (type.kind) {
    case 'leaf':
      return completeLeaf(type.type, value);
    case 'list':
      return completeList(run, field, type.item, path, value);
    case 'object':
      return executeFields(run, run.plan.fieldsOf(field, type.type), value, path);
    case 'abstract': {
      const resolveType = type.type.resolveType ?? defaultTypeResolver;
      const name = resolveType(value, run.context, infoOf(run, field, path), type.type);
      const go = (awaited: unknown) => executeFields(run, run.plan.fieldsOf(field, possibleType(run, type.type, awaited)), value, path);
      return isPromise(name) ? name.then(go) : go(name);
    }
  }
}

function completeLeaf(type: GraphQLLeafType, value: unknown): unknown {
  const serialized: unknown = type.serialize(value);
  if (serialized === null || serialized === undefined) throw new Error(`A value of ${type.name} was serialized to nothing.`);
  return serialized;
}

function completeList(run: Run, field: PlannedField, type: PlannedType, path: Path, value: unknown): unknown {
  if (!isObject(value) || typeof value[Symbol.iterator] !== 'function') {
    throw new GraphQLError(`Expected Iterable, but did not find one for field "${field.parentType.name}.${field.definition.name}".`);
  }
  const items: unknown[] = [];
  let hasPromise = false;
  try {
    for (const item of value as unknown as Iterable<unknown>) {
      const completed = completeItem(run, field, type, { prev: path, key: items.length, typename: undefined }, item);
      hasPromise ||= isPromise(completed);
      items.push(completed);
    }
  } catch (error) {
    // An unheard failure of another item would end the process (graphql-js 16 lets it).
    void Promise.allSettled(items);
    throw error;
  }
  return hasPromise ? Promise.all(items) : items;
}

function completeItem(run: Run, field: PlannedField, type: PlannedType, path: Path, item: unknown): unknown {
  try {
    return guarded(run, field, type, path, isPromise(item) ? item.then((awaited) => complete(run, field, type, path, awaited)) : complete(run, field, type, path, item));
  } catch (error) {
    return failed(run, field, type, path, error);
  }
}

function possibleType({ plan: { schema } }: Run, abstract: GraphQLAbstractType, name: unknown): GraphQLObjectType {
  const type = typeof name === 'string' ? schema.getType(name) : undefined;
  if (isObjectType(type) && schema.isSubType(abstract, type)) return type;
  throw new GraphQLError(`A value of "${abstract.name}" was resolved to nothing that is one of its object types.`);
}

function infoOf({ plan, variables }: Run, { definition, nodes, parentType }: PlannedField, path: Path): GraphQLResolveInfo {
  const { schema, fragments, operation } = plan;
  return {
    fieldName: definition.name,
    fieldNodes: nodes,
    returnType: definition.type,
    parentType,
    path: fieldPath(path),
    schema,
    fragments,
    rootValue: undefined,
    operation,
    variableValues: variables,
  } satisfies Omit<GraphQLResolveInfo, 'getAbortSignal' | 'getAsyncHelpers'> as GraphQLResolveInfo;
}

/** Of an item the path of the list. */
function fieldPath(path: Path): Path {
  return typeof path.key === 'number' && path.prev ? fieldPath(path.prev) : path;
}

/** The errors of an answer, none of them at or below a place that an earlier one made null. */
class CollectedErrors {
  readonly list: GraphQLError[] = [];
  readonly #places = new Set<Path | undefined>();

  add(error: GraphQLError, place: Path | undefined): void {
    for (let above = place; above; above = above.prev) if (this.#places.has(above)) return;
    if (this.#places.has(undefined)) return;
    this.#places.add(place);
    this.list.push(error);
  }
}

function isPromise(value: unknown): value is Promise<unknown> {
  return isObject(value) && typeof value['then'] === 'function';
}

function isObject(value: unknown): value is Readonly<Record<PropertyKey, unknown>> {
  return typeof value === 'object' && value !== null;
}
