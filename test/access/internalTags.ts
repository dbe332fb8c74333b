import { readFileSync } from 'node:fs';
import { parse, visit, type ConstDirectiveNode } from 'graphql';

const text = readFileSync(new URL('../../schema.graphql', import.meta.url), 'utf8');

/** Everything with the internal tag in schema.graphql: types by name, fields and enum values as "Type.member". */
export const internalTags: ReadonlySet<string> = readTags();

function readTags(): Set<string> {
  const tags = new Set<string>();
  const note = (coordinate: string, node: { readonly directives?: readonly ConstDirectiveNode[] | undefined }) => {
    if (node.directives?.some(({ name }) => name.value === 'tag')) tags.add(coordinate);
  };
  for (const definition of parse(text).definitions) {
    if (!('name' in definition) || definition.name === undefined || definition.kind === 'DirectiveDefinition') continue;
    const type = definition.name.value;
    if ('directives' in definition) note(type, definition as { directives?: readonly ConstDirectiveNode[] });
    visit(definition, {
      FieldDefinition: (field) => note(`${type}.${field.name.value}`, field),
      EnumValueDefinition: (value) => note(`${type}.${value.name.value}`, value),
    });
  }
  return tags;
}
