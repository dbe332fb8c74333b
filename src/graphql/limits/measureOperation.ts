import {
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  Kind,
  type OperationDefinitionNode,
  type SelectionSetNode,
} from 'graphql';

export interface OperationSize {
  /** `{ a }` is 1, `{ a { b } }` is 2. */
  readonly depth: number;
  readonly aliases: number;
  /** Response names of the root type. */
  readonly rootFields: number;
}

export type Fragments = ReadonlyMap<string, FragmentDefinitionNode>;
type Size = Pick<OperationSize, 'depth' | 'aliases'>;

/**
 * The size of an operation as execution would walk it. Each selection set is measured once, so the work grows with the
 * document, not with its expanded fragments; a cycle (which validation refuses) ends.
 *
 * Introspection has no depth: only `__schema` and `__type` on the query root, whatever their aliases.
 */
export function measureOperation(document: DocumentNode, operation: OperationDefinitionNode): OperationSize {
  const fragments = fragmentsOf(document);
  const known = new Map<SelectionSetNode, Size>();
  const sizeOf = (set: SelectionSetNode): Size => {
    const before = known.get(set);
    if (before) return before;
    known.set(set, { depth: 0, aliases: 0 });
    const size = sum(fieldsOf(set, fragments), sizeOf);
    known.set(set, size);
    return size;
  };
  const rootFields = fieldsOf(operation.selectionSet, fragments);
  const counted = rootFields.filter((field) => operation.operation !== 'query' || !introspection.has(field.name.value));
  return {
    depth: sum(counted, sizeOf).depth,
    aliases: sum(rootFields, sizeOf).aliases,
    rootFields: new Set(rootFields.map((field) => (field.alias ?? field.name).value)).size,
  };
}

const introspection: ReadonlySet<string> = new Set(['__schema', '__type']);

function sum(fields: readonly FieldNode[], sizeOf: (set: SelectionSetNode) => Size): Size {
  let depth = 0;
  let aliases = 0;
  for (const field of fields) {
    const below = field.selectionSet ? sizeOf(field.selectionSet) : { depth: 0, aliases: 0 };
    depth = Math.max(depth, 1 + below.depth);
    aliases += (field.alias ? 1 : 0) + below.aliases;
  }
  return { depth, aliases };
}

/** The fragments of a document by name. */
export function fragmentsOf(document: DocumentNode): Fragments {
  return new Map(
    document.definitions.flatMap((one) => (one.kind === Kind.FRAGMENT_DEFINITION ? [[one.name.value, one]] : [])),
  );
}

/** The fields of a selection set and its fragments, each fragment once, as execution collects them. */
export function fieldsOf(set: SelectionSetNode, fragments: Fragments): readonly FieldNode[] {
  const fields: FieldNode[] = [];
  const visited = new Set<string>();
  const open: SelectionSetNode[] = [set];
  for (let next = open.pop(); next; next = open.pop()) {
    for (const selection of next.selections) {
      if (selection.kind === Kind.FIELD) {
        fields.push(selection);
      } else if (selection.kind === Kind.INLINE_FRAGMENT) {
        open.push(selection.selectionSet);
      } else if (!visited.has(selection.name.value)) {
        visited.add(selection.name.value);
        const fragment = fragments.get(selection.name.value);
        if (fragment) open.push(fragment.selectionSet);
      }
    }
  }
  return fields;
}
