import { existsSync, readFileSync } from 'node:fs';
import { parse, print, type DefinitionNode, type FieldDefinitionNode, type InputValueDefinitionNode } from 'graphql';
import { describe, expect, it } from 'vitest';

const outline = new URL('../../../shared/design/api.graphql', import.meta.url);
const schema = readDefinitions(new URL('../../schema.graphql', import.meta.url));

/** "Type.member" or "Type.field(argument)" -> its signature, for every definition of a document. */
function readDefinitions(file: URL): Map<string, string> {
  return new Map(parse(readFileSync(file, 'utf8')).definitions.flatMap(signatures));
}

function signatures(definition: DefinitionNode): [string, string][] {
  if (definition.kind === 'EnumTypeDefinition')
    return (definition.values ?? []).map(({ name }) => [`${definition.name.value}.${name.value}`, 'value']);
  if (definition.kind !== 'ObjectTypeDefinition' && definition.kind !== 'InputObjectTypeDefinition') return [];
  // Each argument by itself: another one, if it is optional, breaks nobody.
  return (definition.fields ?? []).flatMap((field): [string, string][] => {
    const name = `${definition.name.value}.${field.name.value}`;
    const args = 'arguments' in field ? (field.arguments ?? []) : [];
    return [
      [name, signature(field)],
      ...args.map((arg): [string, string] => [`${name}(${arg.name.value})`, signature(arg)]),
    ];
  });
}

function signature(field: FieldDefinitionNode | InputValueDefinitionNode): string {
  return `${print(field.type)}${'defaultValue' in field && field.defaultValue ? ` = ${print(field.defaultValue)}` : ''}`;
}

describe('schema.graphql', () => {
  it.runIf(existsSync(outline))('has everything of the outline, with its names and its nullability', () => {
    const missing = [...readDefinitions(outline)].filter(([name, text]) => schema.get(name) !== text);
    expect(missing.map(([name, text]) => `${name}: ${text} (here: ${schema.get(name)})`)).toEqual([]);
  });
});
