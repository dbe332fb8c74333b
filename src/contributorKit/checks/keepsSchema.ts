import { Kind, print, type DirectiveNode, type DocumentNode, type ObjectTypeDefinitionNode } from 'graphql';
import type { Check } from '../check.ts';
import { objectTypes } from '../contract.ts';
import { fetchSubgraphSdl } from '../fetchSubgraphSdl.ts';
import type { Finding } from '../finding.ts';

type Fault = Pick<Finding, 'expected' | 'came' | 'todo'>;

/** Composing is not enough: if a fact isn't nullable and can't be read, the whole summary becomes null. */
export const keepsSchema: Check = {
  name: "has the contract's fields, with their types, and its enum values",
  asksPlainly: true,
  async run({ subgraph, contract }) {
    const { document, sent } = await fetchSubgraphSdl(subgraph);
    const [theirs, wanted] = [readSdl(document), readSdl(contract.document)];
    const faults = [...wanted.types].flatMap(([name, type]) => typeFaults(name, type, theirs.types.get(name)));
    const enumFaults = [...wanted.enums].flatMap(([name, values]) =>
      valueFaults(name, values, theirs.enums.get(name) ?? []),
    );
    return [...faults, ...enumFaults].map((fault) => ({ sent, ...fault }));
  },
};

interface Sdl {
  readonly types: ReadonlyMap<string, ObjectTypeDefinitionNode>;
  readonly enums: ReadonlyMap<string, readonly string[]>;
}

function readSdl(document: DocumentNode): Sdl {
  const enums = new Map<string, readonly string[]>();
  for (const node of document.definitions) {
    if (node.kind !== Kind.ENUM_TYPE_DEFINITION && node.kind !== Kind.ENUM_TYPE_EXTENSION) continue;
    enums.set(node.name.value, [
      ...(enums.get(node.name.value) ?? []),
      ...(node.values ?? []).map(({ name }) => name.value),
    ]);
  }
  return { types: objectTypes(document), enums };
}

function typeFaults(
  name: string,
  wanted: ObjectTypeDefinitionNode,
  theirs: ObjectTypeDefinitionNode | undefined,
): Fault[] {
  if (theirs === undefined)
    return [{ expected: `type ${name}`, came: 'no such type', todo: 'Add it as it is in the contract.' }];
  const fields = (wanted.fields ?? []).flatMap((field) => {
    const expected = `${name}.${field.name.value}: ${print(field.type)}`;
    const found = theirs.fields?.find((one) => one.name.value === field.name.value);
    if (found === undefined) return [{ expected, came: 'no such field', todo: 'Add it as it is in the contract.' }];
    if (print(found.type) === print(field.type)) return [];
    const todo =
      'Give it the type of the contract. If it is non-null and cannot be read, everything around it becomes null.';
    return [{ expected, came: `${name}.${field.name.value}: ${print(found.type)}`, todo }];
  });
  const keys = keysOf(wanted).filter((key) => !keysOf(theirs).includes(key));
  return [...fields, ...keys.map((key) => keyFault(name, key, theirs))];
}

function keyFault(name: string, key: string, theirs: ObjectTypeDefinitionNode): Fault {
  const todo = key.includes('resolvable')
    ? `Refer to a ${name} only by its id; \`resolvable: false\` keeps gateways from asking you for one.`
    : 'Gateways look it up by this key: add it.';
  return { expected: `type ${name} ${key}`, came: `type ${name} ${keysOf(theirs).join(' ') || 'without a key'}`, todo };
}

/** The keys of an entity, spelled in one way. */
function keysOf({ directives = [] }: ObjectTypeDefinitionNode): string[] {
  return directives.filter(({ name }) => name.value === 'key' || name.value === 'federation__key').map(keyText);
}

function keyText({ arguments: given = [] }: DirectiveNode): string {
  const value = (name: string) => given.find((one) => one.name.value === name)?.value;
  const fields = value('fields');
  const resolvable = value('resolvable');
  const isReference = resolvable?.kind === Kind.BOOLEAN && !resolvable.value;
  return `@key(fields: "${fields?.kind === Kind.STRING ? fields.value.replace(/\s+/g, ' ').trim() : ''}"${isReference ? ', resolvable: false' : ''})`;
}

function valueFaults(name: string, wanted: readonly string[], theirs: readonly string[]): Fault[] {
  const expected = `enum ${name} { ${wanted.join(' ')} }`;
  const added = theirs.filter((value) => !wanted.includes(value));
  const missing = wanted.filter((value) => !theirs.includes(value));
  const rollOut =
    'The Clone subgraph reads a value that it does not know as unknown. doc/federation.md says how to roll one out.';
  return [
    ...(added.length > 0 ? [{ expected, came: `also ${added.join(', ')}`, todo: rollOut }] : []),
    ...(missing.length > 0
      ? [{ expected, came: `no ${missing.join(', ')}`, todo: 'Add what is missing, as it is in the contract.' }]
      : []),
  ];
}
