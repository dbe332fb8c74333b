import { Kind, parse, type DocumentNode, type ObjectTypeDefinitionNode, type TypeNode } from 'graphql';
import { contractOf } from '../demo/contributors/startContributor.ts';
import { factValues, statusField, type Source } from '../lifecycle/facts.ts';

/** What a source contributes to `LifecycleSummary`, by the contract. */
export interface SourceContract {
  readonly source: Source;
  /** The field that holds the fact. */
  readonly status: string;
  /** Every value that the fact may have, NONE first. */
  readonly values: readonly string[];
  readonly details: readonly Detail[];
  readonly document: DocumentNode;
  /** Everything that it contributes, as a selection. */
  readonly selection: string;
}

interface Detail {
  readonly field: string;
  /** The entity that gateways can look up by its id; null if it isn't one. */
  readonly entity: string | null;
  /** Facts that require this detail. With NONE there must be none. */
  readonly with: readonly string[];
}

const details: Readonly<Record<Source, readonly Detail[]>> = {
  audition: [
    { field: 'latestAudition', entity: 'Audition', with: ['RUNNING', 'EVALUATING', 'PASSED', 'FAILED', 'VOIDED'] },
  ],
  queue: [{ field: 'queueEntry', entity: 'QueueEntry', with: ['WAITING'] }],
  arena: [
    { field: 'arenaSlot', entity: 'ArenaSlot', with: ['COMPETING'] },
    { field: 'retirement', entity: null, with: ['RETIRED'] },
  ],
};

/** Reads the contract of `source` from its SDL. */
export function readContract(source: Source): SourceContract {
  const document = parse(contractOf(source));
  const selection = selectionOf('LifecycleSummary', objectTypes(document));
  return {
    source,
    status: statusField(source),
    values: factValues[source],
    details: details[source],
    document,
    selection,
  };
}

/** The details that are entities. */
export function detailEntities({
  details,
}: SourceContract): readonly { readonly field: string; readonly entity: string }[] {
  return details.flatMap(({ field, entity }) => (entity === null ? [] : [{ field, entity }]));
}

/** Object types by name, with their extensions merged: an SDL may have a definition, extensions, or both. */
export function objectTypes(document: DocumentNode): ReadonlyMap<string, ObjectTypeDefinitionNode> {
  const types = new Map<string, ObjectTypeDefinitionNode>();
  for (const node of document.definitions) {
    if (node.kind !== Kind.OBJECT_TYPE_DEFINITION && node.kind !== Kind.OBJECT_TYPE_EXTENSION) continue;
    const before = types.get(node.name.value);
    types.set(node.name.value, {
      kind: Kind.OBJECT_TYPE_DEFINITION,
      name: node.name,
      fields: [...(before?.fields ?? []), ...(node.fields ?? [])],
      directives: [...(before?.directives ?? []), ...(node.directives ?? [])],
    });
  }
  return types;
}

function selectionOf(name: string, types: ReadonlyMap<string, ObjectTypeDefinitionNode>): string {
  const fields = types.get(name)?.fields ?? [];
  const selected = fields.map((field) => {
    const type = namedType(field.type);
    return types.has(type) ? `${field.name.value} { ${selectionOf(type, types)} }` : field.name.value;
  });
  return ['__typename', ...selected].join(' ');
}

function namedType(type: TypeNode): string {
  return type.kind === Kind.NAMED_TYPE ? type.name.value : namedType(type.type);
}
