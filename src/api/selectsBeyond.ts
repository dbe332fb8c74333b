import { type FieldNode, type GraphQLResolveInfo, Kind, type SelectionSetNode } from 'graphql';

type Place = Pick<GraphQLResolveInfo, 'fieldNodes' | 'fragments'>;

/**
 * Tells whether an operation selects more of a field's value than the fields in `known`: whoever resolves it then knows
 * what to read. `@skip` and `@include` aren't asked: what they may leave out counts.
 */
export function selectsBeyond(known: ReadonlySet<string>): (place: Place) => boolean {
  // By the document's own nodes, which Apollo Server keeps for other requests, too.
  const answers = new WeakMap<FieldNode, boolean>();
  return ({ fieldNodes, fragments }) =>
    fieldNodes.some((node) => {
      const answer = answers.get(node) ?? isBeyond(node.selectionSet, fragments, known);
      answers.set(node, answer);
      return answer;
    });
}

function isBeyond(
  selectionSet: SelectionSetNode | undefined,
  fragments: Place['fragments'],
  known: ReadonlySet<string>,
): boolean {
  const open = selectionSet === undefined ? [] : [selectionSet];
  const spread = new Set<string>();
  for (let set = open.pop(); set; set = open.pop()) {
    for (const selection of set.selections) {
      if (selection.kind === Kind.FIELD) {
        if (!known.has(selection.name.value)) return true;
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
