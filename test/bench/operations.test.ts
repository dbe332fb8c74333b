import { readFileSync } from 'node:fs';
import { buildSubgraphSchema } from '@apollo/subgraph';
import { type DefinitionNode, Kind, parse, validate, visit } from 'graphql';
import { expect, test } from 'vitest';
import { operations, operationsOfPeers } from './operations.ts';

const definitions = parse(readFileSync(new URL('../../schema.graphql', import.meta.url), 'utf8'));
const documents = operations.map(({ document }) => parse(document));

test('the benchmark has an operation for every root field and every entity type', () => {
  const measured = new Set(documents.flatMap(({ definitions: [operation] }) => measuredBy(operation)));
  expect(definitions.definitions.flatMap(toMeasure).filter((name) => !measured.has(name))).toEqual([]);
});

test('its documents are valid, and each is called as its operation', () => {
  const schema = buildSubgraphSchema(definitions);
  expect(documents.flatMap((document) => validate(schema, document))).toEqual([]);
  const names = documents.flatMap(({ definitions: [operation] }) =>
    operation?.kind === Kind.OPERATION_DEFINITION ? operation.name?.value : [],
  );
  expect(names).toEqual(operations.map(({ name }) => name));
  expect(new Set(names).size).toBe(names.length);
  expect(names).toEqual(expect.arrayContaining([...operationsOfPeers]));
});

/** `Query.clone`, `Mutation.createClone`; an entity type by its name. */
function toMeasure(definition: DefinitionNode): string[] {
  if (definition.kind !== Kind.OBJECT_TYPE_DEFINITION) return [];
  const { name, fields = [], directives = [] } = definition;
  if (name.value === 'Query' || name.value === 'Mutation')
    return fields.map((field) => `${name.value}.${field.name.value}`);
  return directives.some((directive) => directive.name.value === 'key') ? [name.value] : [];
}

function measuredBy(operation: DefinitionNode | undefined): string[] {
  if (operation?.kind !== Kind.OPERATION_DEFINITION) return [];
  const root = operation.operation === 'query' ? 'Query' : 'Mutation';
  const names = operation.selectionSet.selections.flatMap((field) =>
    field.kind === Kind.FIELD ? [`${root}.${field.name.value}`] : [],
  );
  visit(operation, { InlineFragment: ({ typeCondition }) => void names.push(typeCondition?.name.value ?? '') });
  return names;
}
