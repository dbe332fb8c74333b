import { type FieldNode, type FragmentDefinitionNode, Kind, type OperationDefinitionNode, parse } from 'graphql';
import { describe, expect, it } from 'vitest';
import { selects as selectsField, selectsBeyond } from '../../src/api/selects.ts';

const selects = selectsBeyond(new Set(['id', 'name']));

function ask(document: string, isSelected = selects): boolean {
  const { definitions } = parse(document);
  const operation = definitions.find((one) => one.kind === Kind.OPERATION_DEFINITION) as OperationDefinitionNode;
  const fragments = Object.fromEntries(
    definitions
      .filter((one) => one.kind === Kind.FRAGMENT_DEFINITION)
      .map((one: FragmentDefinitionNode) => [one.name.value, one]),
  );
  return isSelected({ fieldNodes: operation.selectionSet.selections as readonly FieldNode[], fragments });
}

describe('whether more is selected', () => {
  it.each([
    ['known fields', '{ a { id other: name } }'],
    [
      'known fields in fragments',
      '{ a { ... { id } ...F } } fragment F on A { ...G name } fragment G on A { ...F id }',
    ],
  ])('no: %s', (_, document) => expect(ask(document)).toBe(false));

  it.each([
    ['another field', '{ a { id graph } }'],
    ['another field aliased to a known name', '{ a { id: graph } }'],
    ['in an inline fragment', '{ a { id ... on A { ... { graph } } } }'],
    ['in a fragment of a fragment', '{ a { ...F } } fragment F on A { id ...G } fragment G on A { graph }'],
    ['in the second of two selections of the same field', '{ a { id } a { graph } }'],
    ['included by a variable', 'query($v: Boolean!) { a { id graph @include(if: $v) } }'],
  ])('yes: %s', (_, document) => expect(ask(document)).toBe(true));
});

describe('whether one field is selected', () => {
  const selectsName = selectsField('name');

  it.each([
    ['{ a { id other: name } }', true],
    ['{ a { ...F } } fragment F on A { ... on A { name } }', true],
    ['{ a { name: id b { name } } }', false],
  ])('%s: %s', (document, isSelected) => expect(ask(document, selectsName)).toBe(isSelected));
});
