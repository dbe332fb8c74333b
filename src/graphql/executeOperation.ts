import {
  defaultFieldResolver,
  defaultTypeResolver,
  type DocumentNode,
  type ExecutionResult,
  getArgumentValues,
  type GraphQLAbstractType,
  GraphQLError,
  type GraphQLObjectType,
  type GraphQLResolveInfo,
  type GraphQLSchema,
  isObjectType,
  locatedError,
  type OperationDefinitionNode,
  OperationTypeNode,
  responsePathAsArray,
  visit,
} from 'graphql';
import { AnswerFence, type AnswerLimits } from './answerFence.ts';
import { ExecutionPlan, type FieldSet, type PlannedField, type PlannedType, type Variables } from './executionPlan.ts';

/** A checked operation, and what its request brings along. */
export interface Asked {
  readonly document: DocumentNode;
  readonly operation: OperationDefinitionNode;
  /** As the operation's types have them, with its defaults. */
  readonly variables: Variables;
  readonly context: unknown;
  /** From when on nobody waits for the answer. */
  readonly deadline: Date;
}

/** Runs a checked operation in place of graphql-js. */
export type Executor = (asked: Asked) => Promise<ExecutionResult>;

type Path = GraphQLResolveInfo['path'];
type Result = Record<string, unknown>;

/** One request on its way through the plan of its operation. */
interface Run {
  readonly plan: ExecutionPlan;
  readonly context: unknown;
  readonly variables: Variables;
  readonly errors: CollectedErrors;
  readonly fence: AnswerFence;
}

/**
 * Runs operations step for step as graphql-js 16 does ("Executing Requests" of the specification), by plans that last as
 * long as Apollo Server keeps the parsed document: graphql-js collects an operation's fields anew for each request, and
 * makes arguments, an info and a dictionary for the plainest property. And it gives way to other requests, and ends where
 * an answer passes its limits.
 */
export function createExecutor(schema: GraphQLSchema, limits: AnswerLimits): Executor {
  for (const type of Object.values(schema.getTypeMap())) {
    if (isObjectType(type) && type.isTypeOf) throw new Error(`${type.name} has an isTypeOf, which nothing here asks`);
  }
  const kept = new WeakMap<
    OperationDefinitionNode,
    { readonly plan: ExecutionPlan; readonly mostFields: number } | null
  >();
  return async ({ document, operation, variables, context, deadline }) => {
    let known = kept.get(operation);
    let plan = known?.plan;
    if (plan === undefined) {
      const mostFields = known === null ? 0 : mostFieldsToKeep(document);
      // What is kept must hold nothing of this request: its variables may be many megabytes.
      plan = new ExecutionPlan(schema, document, operation, mostFields > 0 ? {} : variables);
      if (known === undefined) {
        known = mostFields > 0 ? { plan, mostFields } : null;
        kept.set(operation, known);
      }
    }
    const result = await executePlan({
      plan,
      context,
      variables,
      errors: new CollectedErrors(),
      fence: new AnswerFence(limits, deadline),
    });
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
  const { plan, errors, fence } = run;
  let data: Result | null = null;
  try {
    const { root } = plan;
    data = await (plan.operation.operation === OperationTypeNode.MUTATION
      ? executeInTurn(run, root)
      : executeFields(run, root, undefined, undefined));
  } catch (error) {
    errors.add(error as GraphQLError, undefined);
  }
  if (fence.ended) return { errors: [fence.ended], data: null };
  return errors.list.length > 0 ? { errors: errors.list, data } : { data };
}

/** "Executing Mutation": a field of the root begins when the one before it is done. */
function executeInTurn(run: Run, { fields, blank }: FieldSet): Result | Promise<Result> {
  const add = (result: Result, field: PlannedField): Result | Promise<Result> => {
    const set = (value: unknown): Result => {
      result[field.responseName] = value;
      return result;
    };
    const value = executeField(run, field, undefined, undefined);
    return value instanceof Promise ? value.then(set) : set(value);
  };
  let results: Result | Promise<Result> = { ...blank };
  for (const field of fields)
    results = results instanceof Promise ? results.then((result) => add(result, field)) : add(results, field);
  return results;
}

/** The object that the fields make. `path` is its own. */
function executeFields(
  run: Run,
  { fields, blank, bytes }: FieldSet,
  source: unknown,
  path: Path | undefined,
): Result | Promise<Result> {
  run.fence.countObject(bytes);
  // A copy has its final shape at once, and a field called `__proto__` among its own properties.
  const result: Result = { ...blank };
  let pending: string[] | null = null;
  try {
    for (const field of fields) {
      const value = executeField(run, field, source, path);
      if (value === null) continue;
      result[field.responseName] = value;
      if (value instanceof Promise) (pending ??= []).push(field.responseName);
    }
  } catch (error) {
    // What the other fields promise may fail as well, and has to be heard.
    if (pending) return settledThenThrow(result, pending, error);
    throw error;
  }
  return pending ? settled(result, pending) : result;
}

async function settled(result: Result, pending: readonly string[]): Promise<Result> {
  const values = await Promise.all(pending.map((name) => result[name]));
  for (const [index, name] of pending.entries()) result[name] = values[index];
  return result;
}

function settledThenThrow(result: Result, pending: readonly string[], error: unknown): Promise<Result> {
  return settled(result, pending).finally(() => {
    throw error;
  });
}

function executeField(run: Run, field: PlannedField, source: unknown, parent: Path | undefined): unknown {
  const { responseName, type, parentType } = field;
  let value: unknown;
  try {
    value = valueOf(run, field, source, parent);
  } catch (error) {
    return failed(run, field, type, pathOf(field, parent), error);
  }
  return completeAt(run, field, type, parent, responseName, parentType.name, value);
}

function valueOf(run: Run, field: PlannedField, source: unknown, parent: Path | undefined): unknown {
  const {
    property,
    definition,
    nodes: [node],
  } = field;
  if (property !== null) {
    const value = isObject(source) ? source[property] : undefined;
    if (typeof value !== 'function') return value;
  }
  const args = node && definition.args.length > 0 ? getArgumentValues(definition, node, run.variables) : {};
  return (definition.resolve ?? defaultFieldResolver)(
    source,
    args,
    run.context,
    new ResolveInfo(run, field, parent) as object as GraphQLResolveInfo,
  );
}

/**
 * What the value of a field or of a list's item comes to, failing or not: the place `key` below `parent`. The functions
 * from here on are called for everything in an answer: no closure is made, and no path of a leaf, before one is needed.
 */
function completeAt(
  run: Run,
  field: PlannedField,
  type: PlannedType,
  parent: Path | undefined,
  key: string | number,
  typename: string | undefined,
  value: unknown,
): unknown {
  let path: Path | undefined;
  try {
    if (type.kind === 'leaf' && !isPromise(value)) return completeLeaf(run, field, type, value);
    path = { prev: parent, key, typename };
    if (isPromise(value)) return completeLater(run, field, type, path, value);
    const completed = complete(run, field, type, path, value);
    return completed instanceof Promise ? guarded(run, field, type, path, completed) : completed;
  } catch (error) {
    return failed(run, field, type, path ?? { prev: parent, key, typename }, error);
  }
}

function completeLater(
  run: Run,
  field: PlannedField,
  type: PlannedType,
  path: Path,
  value: PromiseLike<unknown>,
): Promise<unknown> {
  const { fence } = run;
  const then = (awaited: unknown): unknown => complete(run, field, type, path, awaited);
  const completed = Promise.resolve(value).then((awaited) =>
    fence.isDue ? fence.rest().then(() => then(awaited)) : then(awaited),
  );
  return guarded(run, field, type, path, completed);
}

function guarded(
  run: Run,
  field: PlannedField,
  type: PlannedType,
  path: Path,
  completed: Promise<unknown>,
): Promise<unknown> {
  return completed.then(undefined, (error: unknown) => failed(run, field, type, path, error));
}

/** Null and an error, or the error goes on to what may be null. */
function failed(run: Run, { nodes }: PlannedField, type: PlannedType, path: Path, error: unknown): null {
  if (run.fence.ended) throw run.fence.ended;
  if (run.errors.areEnough && !type.nonNull) return null;
  const located = locatedError(error, nodes, responsePathAsArray(path));
  if (type.nonNull) throw located;
  run.errors.add(located, path);
  return null;
}

/** "CompleteValue" of the specification. */
function complete(run: Run, field: PlannedField, type: PlannedType, path: Path, value: unknown): unknown {
  if (type.kind === 'leaf') return completeLeaf(run, field, type, value);
  if (!isValue(field, type, value)) return null;
  switch (type.kind) {
    case 'list':
      return completeList(run, field, type.item, path, value);
    case 'object':
      return executeFields(run, run.plan.fieldsOf(field, type.type), value, path);
    case 'abstract':
      return completeAbstract(run, field, type.type, path, value);
  }
}

/** Whether there is a value, which isn't an error. */
function isValue({ parentType, definition }: PlannedField, { nonNull }: PlannedType, value: unknown): boolean {
  if (value instanceof Error) throw value;
  if (value !== null && value !== undefined) return true;
  if (nonNull) throw new Error(`Cannot return null for non-nullable field ${parentType.name}.${definition.name}.`);
  return false;
}

function completeLeaf(
  { fence }: Run,
  field: PlannedField,
  type: PlannedType & { readonly kind: 'leaf' },
  value: unknown,
): unknown {
  if (!isValue(field, type, value)) return null;
  const serialized: unknown = type.type.serialize(value);
  if (serialized === null || serialized === undefined)
    throw new Error(`A value of ${type.type.name} was serialized to nothing.`);
  if (typeof serialized === 'string') fence.countBytes(Buffer.byteLength(serialized));
  else if (typeof serialized === 'object') fence.countBytes(Buffer.byteLength(JSON.stringify(serialized)));
  return serialized;
}

function completeList(run: Run, field: PlannedField, type: PlannedType, path: Path, value: unknown): unknown {
  if (!isObject(value) || typeof value[Symbol.iterator] !== 'function') {
    throw new GraphQLError(
      `Expected Iterable, but did not find one for field "${field.parentType.name}.${field.definition.name}".`,
    );
  }
  const source = Array.isArray(value) ? value : [...(value as unknown as Iterable<unknown>)];
  const items: unknown[] = [];
  let hasPromise = false;
  try {
    for (const item of source) {
      if (run.fence.isDue) return completeRest(run, field, type, path, source, items);
      const completed = completeAt(run, field, type, path, items.length, undefined, item);
      hasPromise ||= completed instanceof Promise;
      items.push(completed);
    }
  } catch (error) {
    unheard(items);
    throw error;
  }
  return hasPromise ? Promise.all(items) : items;
}

/** The items of a list after those that are there, in turns of the event loop that others have a part in. */
async function completeRest(
  run: Run,
  field: PlannedField,
  type: PlannedType,
  path: Path,
  source: readonly unknown[],
  items: unknown[],
): Promise<unknown[]> {
  try {
    while (items.length < source.length) {
      if (run.fence.isDue) await run.fence.rest();
      items.push(completeAt(run, field, type, path, items.length, undefined, source[items.length]));
    }
  } catch (error) {
    unheard(items);
    throw error;
  }
  return Promise.all(items);
}

/** An unheard failure of another item would end the process (graphql-js 16 lets it). */
function unheard(items: readonly unknown[]): void {
  void Promise.allSettled(items);
}

function completeAbstract(
  run: Run,
  field: PlannedField,
  abstract: GraphQLAbstractType,
  path: Path,
  value: unknown,
): unknown {
  const resolveType = abstract.resolveType ?? defaultTypeResolver;
  const name = resolveType(
    value,
    run.context,
    new ResolveInfo(run, field, parentPath(path)) as object as GraphQLResolveInfo,
    abstract,
  );
  if (isPromise(name))
    return Promise.resolve(name).then((awaited) =>
      executeAs(run, field, possibleType(run, abstract, awaited), value, path),
    );
  return executeAs(run, field, possibleType(run, abstract, name), value, path);
}

function executeAs(
  run: Run,
  field: PlannedField,
  type: GraphQLObjectType,
  value: unknown,
  path: Path,
): Result | Promise<Result> {
  return executeFields(run, run.plan.fieldsOf(field, type), value, path);
}

function possibleType({ plan: { schema } }: Run, abstract: GraphQLAbstractType, name: unknown): GraphQLObjectType {
  const type = typeof name === 'string' ? schema.getType(name) : undefined;
  if (isObjectType(type) && schema.isSubType(abstract, type)) return type;
  throw new GraphQLError(`A value of "${abstract.name}" was resolved to nothing that is one of its object types.`);
}

/** What a resolver may ask of where it is; most ask nothing, so nothing is made before. `parent`: the path of the object with the field. */
class ResolveInfo implements Omit<GraphQLResolveInfo, 'getAbortSignal' | 'getAsyncHelpers'> {
  readonly rootValue = undefined;
  readonly #run: Run;
  readonly #field: PlannedField;
  readonly #parent: Path | undefined;

  constructor(run: Run, field: PlannedField, parent: Path | undefined) {
    this.#run = run;
    this.#field = field;
    this.#parent = parent;
  }

  get fieldName() {
    return this.#field.definition.name;
  }
  get fieldNodes() {
    return this.#field.nodes;
  }
  get returnType() {
    return this.#field.definition.type;
  }
  get parentType() {
    return this.#field.parentType;
  }
  get path(): Path {
    return pathOf(this.#field, this.#parent);
  }
  get schema() {
    return this.#run.plan.schema;
  }
  get fragments() {
    return this.#run.plan.fragments;
  }
  get operation() {
    return this.#run.plan.operation;
  }
  get variableValues() {
    return this.#run.variables;
  }
}

function pathOf({ responseName, parentType }: PlannedField, parent: Path | undefined): Path {
  return { prev: parent, key: responseName, typename: parentType.name };
}

/** The path of the object whose field has the value, or the item, at `path`. */
function parentPath(path: Path): Path | undefined {
  return typeof path.key === 'number' && path.prev ? parentPath(path.prev) : path.prev;
}

/** So many errors are told apart; what fails after them is null without one. An answer shows fewer (errorShape.ts). */
const enoughErrors = 1_000;

/** The errors of an answer, none of them at or below a place that an earlier one made null. */
class CollectedErrors {
  readonly list: GraphQLError[] = [];
  readonly #places = new Set<Path | undefined>();

  get areEnough(): boolean {
    return this.list.length >= enoughErrors;
  }

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
