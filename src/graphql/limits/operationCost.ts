import {
  type DocumentNode,
  type FieldNode,
  getNamedType,
  type GraphQLField,
  type GraphQLSchema,
  isListType,
  isNonNullType,
  Kind,
  type OperationDefinitionNode,
  type SelectionSetNode,
  valueFromASTUntyped,
} from 'graphql';
import { mostFirst } from '../../api/connection.ts';
import { fieldDefinitions } from './fieldDefinitions.ts';
import { listLength } from './listArguments.ts';
import { fieldsOf, fragmentsOf } from './measureOperation.ts';

type Variables = Readonly<Record<string, unknown>>;

/** How many objects an operation may return with these variables. */
export type OperationCost = (variables: Variables) => number;

/** The cost of a mutation beside the objects of its payload. */
const mutationCost = 10;

/** The assumed size of a list for which the schema gives none. */
const unknownSize = 10;

/** One field of a selection set. `below` is the index of its own selection set among the sets; leaves are left out. */
interface Part {
  readonly own: number;
  /** How many items it has; 1 unless it is a list. */
  readonly items: OperationCost | number;
  /** Whether the field above determines the number. */
  readonly sized: boolean;
  readonly below: number;
  /** The size that it gives to fields below it. */
  readonly slice: OperationCost | number;
}

/**
 * The most objects that an operation's answer can hold, known before it runs, by the rules of IBM's GraphQL cost
 * specification: an object costs 1 and a leaf nothing; a list costs its items, whose number is that of its ids or
 * representations, of the slicing argument of `@listSize`, or its `assumedSize`.
 *
 * The operation is analysed once, each selection set once, however fragments expand; the returned function takes time
 * proportional to the document. A field selected in several places counts once, its subfields each time.
 */
export function operationCost(
  schema: GraphQLSchema,
  document: DocumentNode,
  operation: OperationDefinitionNode,
): OperationCost {
  const definitions = fieldDefinitions(schema, document);
  const fragments = fragmentsOf(document);
  const places = new Map<string, number>();
  const setIds = new Map<SelectionSetNode, number>();
  const sets: (readonly Part[])[] = [];

  /** The index of a set in `sets`, where nested sets come first. */
  const placeOf = (set: SelectionSetNode, sizedFields: readonly string[]): number => {
    if (!setIds.has(set)) setIds.set(set, setIds.size);
    const key = `${setIds.get(set)} ${sizedFields.join()}`;
    const known = places.get(key);
    if (known !== undefined) return known;
    // A cycle, which validation refuses, ends here.
    places.set(key, -1);
    const named = new Set<string>();
    const parts = fieldsOf(set, fragments).flatMap((field) => partOf(field, sizedFields, named));
    places.set(key, sets.push(parts) - 1);
    return sets.length - 1;
  };

  const partOf = (field: FieldNode, sizedFields: readonly string[], named: Set<string>): Part[] => {
    const definition = definitions.get(field);
    if (!definition || !field.selectionSet || definition.name.startsWith('__')) return [];
    const name = (field.alias ?? field.name).value;
    const own = named.has(name) ? 0 : 1;
    named.add(name);
    const { slice, fields } = slicing(definition, field, operation);
    const below = placeOf(field.selectionSet, fields);
    return [
      { own, items: itemsOf(definition, field, operation), sized: sizedFields.includes(definition.name), below, slice },
    ];
  };

  const root = placeOf(operation.selectionSet, []);
  const writes = operation.operation === 'mutation' ? mutationCost * (sets[root]?.length ?? 0) : 0;
  const isFixed = sets.every((parts) =>
    parts.every(({ items, slice }) => typeof items === 'number' && typeof slice === 'number'),
  );
  if (!isFixed) return (variables) => writes + total(sets, variables);
  const cost = writes + total(sets, {});
  return () => cost;
}

/** The cost of the last set: the operation's own. */
function total(sets: readonly (readonly Part[])[], variables: Variables): number {
  const plain = new Float64Array(sets.length);
  const sized = new Float64Array(sets.length);
  for (const [place, parts] of sets.entries()) {
    for (const { own, items, sized: isSized, below, slice } of parts) {
      const each = own + (plain[below] ?? 0) + numberOf(slice, variables) * (sized[below] ?? 0);
      if (isSized) sized[place] = (sized[place] ?? 0) + each;
      else plain[place] = (plain[place] ?? 0) + numberOf(items, variables) * each;
    }
  }
  return plain.at(-1) ?? 0;
}

function numberOf(size: OperationCost | number, variables: Variables): number {
  return typeof size === 'number' ? size : size(variables);
}

/** How many items the field's list has. */
function itemsOf(
  definition: GraphQLField<unknown, unknown>,
  field: FieldNode,
  operation: OperationDefinitionNode,
): OperationCost | number {
  const type = isNonNullType(definition.type) ? definition.type.ofType : definition.type;
  if (!isListType(type)) return 1;
  const keys = definition.args.find(
    ({ type: taken }) => isListType(isNonNullType(taken) ? taken.ofType : taken) && isKey(getNamedType(taken).name),
  );
  const given = keys && field.arguments?.find(({ name }) => name.value === keys.name)?.value;
  if (!given) return listSizeOf(definition)?.assumedSize ?? unknownSize;
  return given.kind === Kind.VARIABLE
    ? (variables) => listLength(given, operation, variables)
    : listLength(given, operation, {});
}

const isKey = (typeName: string): boolean => typeName === 'ID' || typeName === '_Any';

/** The size that the field gives to the fields below it: its slicing argument, or that argument's default. */
function slicing(
  definition: GraphQLField<unknown, unknown>,
  field: FieldNode,
  operation: OperationDefinitionNode,
): { readonly slice: OperationCost | number; readonly fields: readonly string[] } {
  const { slicingArguments = [], sizedFields = [] } = listSizeOf(definition) ?? {};
  const argument = definition.args.find(({ name }) => slicingArguments.includes(name));
  if (!argument) return { slice: 1, fields: sizedFields };
  const given = field.arguments?.find(({ name }) => name.value === argument.name)?.value;
  const sizeOf = (variables: Variables): number =>
    sliceLength(given && valueFromASTUntyped(given, defaultsOf(operation, variables)), argument.defaultValue);
  return { slice: given?.kind === Kind.VARIABLE ? sizeOf : sizeOf({}), fields: sizedFields };
}

/** The field refuses a page that is too long, so it costs no more than the longest. */
function sliceLength(value: unknown, byDefault: unknown): number {
  const asked = Number(value ?? byDefault);
  return asked >= 0 ? Math.min(asked, mostFirst) : mostFirst;
}

/** The request's variables, with the operation's defaults for those left out. */
function defaultsOf(operation: OperationDefinitionNode, variables: Variables): Record<string, unknown> {
  const defaults = (operation.variableDefinitions ?? []).flatMap(({ variable, defaultValue }) =>
    defaultValue ? [[variable.name.value, valueFromASTUntyped(defaultValue)] as const] : [],
  );
  return { ...Object.fromEntries(defaults), ...variables };
}

interface ListSize {
  readonly assumedSize?: number;
  readonly slicingArguments?: readonly string[];
  readonly sizedFields?: readonly string[];
}

/** A field's `@listSize`. */
export function listSizeOf(definition: Pick<GraphQLField<unknown, unknown>, 'astNode'>): ListSize | null {
  const directive = definition.astNode?.directives?.find(({ name }) => name.value.endsWith('listSize'));
  if (!directive) return null;
  return Object.fromEntries(
    (directive.arguments ?? []).map(({ name, value }) => [name.value, valueFromASTUntyped(value)]),
  );
}
