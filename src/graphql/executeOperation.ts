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

/** A checked operation with its request. */
export interface Asked {
  readonly document: DocumentNode;
  readonly operation: OperationDefinitionNode;
  /** Coerced, with defaults. */
  readonly variables: Variables;
  readonly context: unknown;
  /** After this, nobody waits for the answer. */
  readonly deadline: Date;
}

/** Runs a checked operation in place of graphql-js. */
export type Executor = (asked: Asked) => Promise<ExecutionResult>;

type Result = Record<string, unknown>;

/** Where in the answer a value belongs; also serves as graphql-js's path. */
interface Place {
  readonly prev: Place | undefined;
  readonly key: string | number;
  readonly typename: string | undefined;
  /** The object or list that gets the value. */
  readonly holder: Result | unknown[];
  readonly nonNull: boolean;
}

/** One request on its way through the plan of its operation. */
class Run {
  data: Result | null = null;
  readonly errors = new CollectedErrors();
  readonly plan: ExecutionPlan;
  readonly context: unknown;
  readonly variables: Variables;
  readonly fence: AnswerFence;
  #pending = 0;
  #onSettled: (() => void) | null = null;

  constructor(plan: ExecutionPlan, { context, variables }: Asked, fence: AnswerFence) {
    this.plan = plan;
    this.context = context;
    this.variables = variables;
    this.fence = fence;
  }

  /** Counts a pending part of the answer, until `end` is called for it. */
  begin(): void {
    this.#pending += 1;
  }

  end(): void {
    this.#pending -= 1;
    if (this.#pending === 0 || this.fence.ended) this.#onSettled?.();
  }

  /** Resolves once nothing is pending, or the operation has ended early. */
  async settled(): Promise<void> {
    if (this.#pending > 0 && !this.fence.ended) await new Promise<void>((resolve) => (this.#onSettled = resolve));
  }
}

/**
 * Runs operations as graphql-js 16 does ("Executing Requests" of the specification), by plans that live as long as Apollo
 * Server keeps the parsed document. graphql-js collects an operation's fields again for each request, makes arguments, an info
 * and a dictionary for the plainest property, and a chain of promises for each value that comes later. This executor also
 * yields to other requests, and stops when an answer exceeds its limits.
 */
export function createExecutor(schema: GraphQLSchema, limits: AnswerLimits): Executor {
  for (const type of Object.values(schema.getTypeMap())) {
    if (isObjectType(type) && type.isTypeOf) throw new Error(`${type.name} has an isTypeOf, which nothing here asks`);
  }
  const kept = new WeakMap<
    OperationDefinitionNode,
    { readonly plan: ExecutionPlan; readonly mostFields: number } | null
  >();
  return async (asked) => {
    const { document, operation, variables, deadline } = asked;
    let known = kept.get(operation);
    let plan = known?.plan;
    if (plan === undefined) {
      const mostFields = known === null ? 0 : mostFieldsToKeep(document);
      // A kept plan must not hold on to this request: its variables may be many megabytes.
      plan = new ExecutionPlan(schema, document, operation, mostFields > 0 ? {} : variables);
      if (known === undefined) {
        known = mostFields > 0 ? { plan, mostFields } : null;
        kept.set(operation, known);
      }
    }
    const result = await executePlan(new Run(plan, asked, new AnswerFence(limits, deadline)));
    if (known && plan.size > known.mostFields) kept.set(operation, null);
    return result;
  };
}

/**
 * A plan is kept only if it is about as large as its document, which Apollo Server limits: nested fragments could make it any
 * size. 0: each request needs its own plan, since `@skip` and `@include` may read its variables.
 */
function mostFieldsToKeep(document: DocumentNode): number {
  let fields = 0;
  let directives = 0;
  visit(document, { Field: () => void fields++, Directive: () => void directives++ });
  return directives > 0 ? 0 : 2 * fields;
}

async function executePlan(run: Run): Promise<ExecutionResult> {
  const { plan, errors, fence } = run;
  try {
    const { root } = plan;
    if (plan.operation.operation === OperationTypeNode.MUTATION) await executeInTurn(run, root);
    else run.data = executeFields(run, root, undefined, undefined);
  } catch (error) {
    run.data = null;
    errors.add(error as GraphQLError, undefined);
  }
  await run.settled();
  if (fence.ended) return { errors: [fence.ended], data: null };
  return errors.list.length > 0 ? { errors: errors.list, data: run.data } : { data: run.data };
}

/** "Executing Mutation": a root field starts once the one before it is done. */
async function executeInTurn(run: Run, { fields, blank }: FieldSet): Promise<void> {
  const result: Result = { ...blank };
  run.data = result;
  for (const field of fields) {
    const value = executeField(run, field, undefined, undefined, result);
    if (value !== null) result[field.responseName] = value;
    await run.settled();
    if (run.data === null || run.fence.ended) return;
  }
}

/**
 * The object of these fields, with null for pending values, which are put into their places later. `place` is the object's own.
 */
function executeFields(
  run: Run,
  { fields, blank, bytes }: FieldSet,
  source: unknown,
  place: Place | undefined,
): Result {
  run.fence.countObject(bytes);
  // A copy has its final shape at once, and a field called `__proto__` among its own properties.
  const result: Result = { ...blank };
  for (const field of fields) {
    const value = executeField(run, field, source, place, result);
    if (value !== null) result[field.responseName] = value;
  }
  return result;
}

function executeField(
  run: Run,
  field: PlannedField,
  source: unknown,
  parent: Place | undefined,
  holder: Result,
): unknown {
  const { responseName, type, parentType } = field;
  let value: unknown;
  try {
    value = valueOf(run, field, source, parent);
  } catch (error) {
    return failed(run, field, placeOf(type, parent, responseName, parentType.name, holder), error);
  }
  return completeAt(run, field, type, parent, responseName, parentType.name, holder, value);
}

function valueOf(run: Run, field: PlannedField, source: unknown, parent: Place | undefined): unknown {
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
 * Completes the value of a field or a list item, for `key` of `holder`: null where it failed or is pending. The functions from
 * here on run for everything in an answer, so they make no closure, and no place for a leaf, before one is needed.
 */
function completeAt(
  run: Run,
  field: PlannedField,
  type: PlannedType,
  parent: Place | undefined,
  key: string | number,
  typename: string | undefined,
  holder: Result | unknown[],
  value: unknown,
): unknown {
  let place: Place | undefined;
  try {
    if (type.kind === 'leaf' && !isPromise(value)) return completeLeaf(run, field, type, value);
    place = placeOf(type, parent, key, typename, holder);
    return isPromise(value) ? completeLater(run, field, type, place, value) : complete(run, field, type, place, value);
  } catch (error) {
    return failed(run, field, place ?? placeOf(type, parent, key, typename, holder), error);
  }
}

function placeOf(
  { nonNull }: PlannedType,
  prev: Place | undefined,
  key: string | number,
  typename: string | undefined,
  holder: Result | unknown[],
): Place {
  return { prev, key, typename, holder, nonNull };
}

/** Completes the value once it is there, and puts the result into its place; null until then. */
function completeLater(
  run: Run,
  field: PlannedField,
  type: PlannedType,
  place: Place,
  value: PromiseLike<unknown>,
): null {
  return putLater(run, field, place, value, (awaited) => complete(run, field, type, place, awaited));
}

function putLater<Value>(
  run: Run,
  field: PlannedField,
  place: Place,
  value: PromiseLike<Value>,
  completed: (awaited: Value) => unknown,
): null {
  const { fence } = run;
  const fail = (error: unknown): void => {
    failedLater(run, field, place, error);
    run.end();
  };
  const succeed = (awaited: Value): void => {
    if (fence.isDue) return void fence.rest().then(() => succeed(awaited), fail);
    try {
      put(place, completed(awaited));
    } catch (error) {
      return fail(error);
    }
    run.end();
  };
  run.begin();
  Promise.resolve(value).then(succeed, fail);
  return null;
}

function put({ holder, key }: Place, value: unknown): void {
  (holder as Result)[key] = value;
}

/** Null and a recorded error; for a non-null type, throws on to the next place that may be null. */
function failed(run: Run, { nodes }: PlannedField, place: Place, error: unknown): null {
  const { fence, errors } = run;
  if (fence.ended) throw fence.ended;
  if (errors.areEnough && !place.nonNull) return null;
  const located = locatedError(error, nodes, responsePathAsArray(place));
  if (place.nonNull) throw located;
  errors.add(located, place);
  return null;
}

/** The same for a value that came later: with no caller to catch the error, this nulls the next place that may be null. */
function failedLater(run: Run, field: PlannedField, place: Place, error: unknown): void {
  try {
    failed(run, field, place, error);
  } catch (located) {
    if (run.fence.ended) return;
    let lost: Place | undefined = place;
    while (lost?.nonNull) lost = lost.prev;
    if (lost) put(lost, null);
    else run.data = null;
    run.errors.add(located as GraphQLError, lost);
  }
}

/** "CompleteValue" of the specification. */
function complete(run: Run, field: PlannedField, type: PlannedType, place: Place, value: unknown): unknown {
  if (type.kind === 'leaf') return completeLeaf(run, field, type, value);
  if (!isValue(field, type, value)) return null;
  switch (type.kind) {
    case 'list':
      return completeList(run, field, type.item, place, value);
    case 'object':
      return executeFields(run, run.plan.fieldsOf(field, type.type), value, place);
    case 'abstract':
      return completeAbstract(run, field, type.type, place, value);
  }
}

/** Whether there is a value. Throws it if it is an error, and where null isn't allowed. */
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

function completeList(run: Run, field: PlannedField, type: PlannedType, place: Place, value: unknown): unknown[] {
  if (!isObject(value) || typeof value[Symbol.iterator] !== 'function') {
    throw new GraphQLError(
      `Expected Iterable, but did not find one for field "${field.parentType.name}.${field.definition.name}".`,
    );
  }
  const source = Array.isArray(value) ? value : [...(value as unknown as Iterable<unknown>)];
  const items: unknown[] = [];
  for (const item of source) {
    if (run.fence.isDue) {
      run.begin();
      void completeRest(run, field, type, place, source, items);
      break;
    }
    items.push(completeAt(run, field, type, place, items.length, undefined, items, item));
  }
  return items;
}

/** Completes the remaining items of a list, yielding to other requests. */
async function completeRest(
  run: Run,
  field: PlannedField,
  type: PlannedType,
  place: Place,
  source: readonly unknown[],
  items: unknown[],
): Promise<void> {
  try {
    while (items.length < source.length) {
      if (run.fence.isDue) await run.fence.rest();
      items.push(completeAt(run, field, type, place, items.length, undefined, items, source[items.length]));
    }
  } catch (error) {
    failedLater(run, field, place, error);
  }
  run.end();
}

function completeAbstract(
  run: Run,
  field: PlannedField,
  abstract: GraphQLAbstractType,
  place: Place,
  value: unknown,
): Result | null {
  const resolveType = abstract.resolveType ?? defaultTypeResolver;
  const info = new ResolveInfo(run, field, parentOf(place)) as object as GraphQLResolveInfo;
  const name = resolveType(value, run.context, info, abstract);
  const executeAs = (awaited: unknown): Result =>
    executeFields(run, run.plan.fieldsOf(field, possibleType(run, abstract, awaited)), value, place);
  return isPromise(name) ? putLater(run, field, place, name, executeAs) : executeAs(name);
}

function possibleType({ plan: { schema } }: Run, abstract: GraphQLAbstractType, name: unknown): GraphQLObjectType {
  const type = typeof name === 'string' ? schema.getType(name) : undefined;
  if (isObjectType(type) && schema.isSubType(abstract, type)) return type;
  throw new GraphQLError(`A value of "${abstract.name}" was resolved to nothing that is one of its object types.`);
}

/** The info for a resolver, computed on demand, since most never read it. `parent`: the place of the object with the field. */
class ResolveInfo implements Omit<GraphQLResolveInfo, 'getAbortSignal' | 'getAsyncHelpers'> {
  readonly rootValue = undefined;
  readonly #run: Run;
  readonly #field: PlannedField;
  readonly #parent: Place | undefined;

  constructor(run: Run, field: PlannedField, parent: Place | undefined) {
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
  get path() {
    const { responseName, parentType } = this.#field;
    return { prev: this.#parent, key: responseName, typename: parentType.name };
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

/** The place of the object whose field holds the value, or the list item, at `place`. */
function parentOf({ key, prev }: Place): Place | undefined {
  return typeof key === 'number' && prev ? parentOf(prev) : prev;
}

/** At most this many errors are recorded; later failures are null without one. An answer shows fewer (errorShape.ts). */
const enoughErrors = 1_000;

/** The errors of an answer, without those at or below a place that an earlier error nulled. */
class CollectedErrors {
  readonly list: GraphQLError[] = [];
  readonly #places = new Set<Place | undefined>();

  get areEnough(): boolean {
    return this.list.length >= enoughErrors;
  }

  add(error: GraphQLError, place: Place | undefined): void {
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
