import { type FieldNode, type GraphQLResolveInfo, Kind, type SelectionSetNode } from 'graphql';

type Place = Pick<GraphQLResolveInfo, 'fieldNodes' | 'fragments'>;

/**
 * Whether an operation selects more of a field's value than the fields in `known`, so that its resolver knows what to
 * read. Ignores `@skip` and `@include`: what they may leave out counts.
 */
export function selectsBeyond(known: ReadonlySet<string>): (place: Place) => boolean {
  return selectsOne((name) => !known.has(name));
}

/** Whether an operation selects this field of a field's value; as above. */
export function selects(field: string): (place: Place) => boolean {
  return selectsOne((name) => name === field);
}

function selectsOne(counts: (name: string) => boolean): (place: Place) => boolean {
  // Apollo Server caches parsed documents, so later requests find their nodes here.
  const cache = new WeakMap<FieldNode, boolean>();
  return ({ fieldNodes, fragments }) =>
    fieldNodes.some((node) => {
      const selected = cache.get(node) ?? hasField(node.selectionSet, fragments, counts);
      cache.set(node, selected);
      return selected;
    });
}

function hasField(
  selectionSet: SelectionSetNode | undefined,
  fragments: Place['fragments'],
  counts: (name: string) => boolean,
): boolean {
  const open = selectionSet === undefined ? [] : [selectionSet];
  const spread = new Set<string>();
  for (let set = open.pop(); set; set = open.pop()) {
    for (const selection of set.selections) {
      if (selection.kind === Kind.FIELD) {
        if (counts(selection.name.value)) return true;
      } else if (selection.kind === Kind.INLINE_FRAGMENT) {
        open.push(selection.selectionSet);
      } else if (!spread.has(selection.name.value)) {
        spread.add(selection.name.value);
        const fragment = fragments[selection.name.value];
        if (fragment) open.push(fragment.selectionSet);
      }
    }
  }
  return false;
}
