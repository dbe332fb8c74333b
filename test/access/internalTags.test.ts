import {
  getNamedType,
  isEnumType,
  isInputObjectType,
  isObjectType,
  isSpecifiedScalarType,
  isUnionType,
  type GraphQLNamedType,
  type GraphQLSchema,
} from 'graphql';
import { describe, expect, it } from 'vitest';
import { accessRules, type Audience, type Rule } from '../../src/access/rules.ts';
import { assembleSchema } from '../../src/graphql/schema.ts';
import { internalTags } from './internalTags.ts';

const schema = assembleSchema();
const forBuilders = new Set<Audience>(['users', 'owner']);

/** Whether the field is null for all creators and backers. */
function isInternal(rule: Rule): boolean {
  return (
    typeof rule === 'object' && rule.whenShown === undefined && rule.to.every((audience) => !forBuilders.has(audience))
  );
}

const internalFields = Object.entries<Rule>(accessRules).flatMap(([coordinate, rule]) =>
  isInternal(rule) ? [coordinate] : [],
);

/** Every type of the API that a field, an argument or an input field refers to, from the roots and entities on, `hidden` fields apart. */
function reachable(
  { getQueryType, getMutationType, getType }: Pick<GraphQLSchema, 'getQueryType' | 'getMutationType' | 'getType'>,
  hidden: ReadonlySet<string>,
): Set<string> {
  const reached = new Set<string>();
  const visit = (type: GraphQLNamedType | null | undefined): void => {
    if (!type || reached.has(type.name) || isSpecifiedScalarType(type) || type.name.startsWith('_')) return;
    reached.add(type.name);
    if (isUnionType(type)) type.getTypes().forEach(visit);
    if (isInputObjectType(type)) Object.values(type.getFields()).forEach((field) => visit(getNamedType(field.type)));
    if (!isObjectType(type)) return;
    for (const field of Object.values(type.getFields())) {
      if (hidden.has(`${type.name}.${field.name}`)) continue;
      visit(getNamedType(field.type));
      field.args.forEach((argument) => visit(getNamedType(argument.type)));
    }
  };
  for (const type of [getQueryType(), getMutationType(), getType('User'), getType('LifecycleSummary')]) visit(type);
  return reached;
}

describe('the internal tag', () => {
  const bound = {
    getQueryType: () => schema.getQueryType(),
    getMutationType: () => schema.getMutationType(),
    getType: (name: string) => schema.getType(name),
  };
  const [everything, publicly] = [reachable(bound, new Set()), reachable(bound, new Set(internalFields))];

  it('is on exactly the fields that the access table reserves for services and operators', () => {
    expect(internalFields.length).toBeGreaterThan(5);
    const tagged = [...internalTags].filter((coordinate) => coordinate in accessRules);
    expect(tagged.toSorted()).toEqual(internalFields.toSorted());
  });

  it('is on exactly the types that only such fields lead to', () => {
    const left = [...everything].filter((name) => !publicly.has(name));
    const tagged = [...internalTags].filter((coordinate) => !coordinate.includes('.'));
    expect(tagged.toSorted()).toEqual(left.toSorted());
  });

  it('is on one enum value: the code that only applyEntitlementFacts returns', () => {
    const tagged = [...internalTags].filter(
      (coordinate) => isEnumType(schema.getType(coordinate.split('.')[0] ?? '')) && coordinate.includes('.'),
    );
    expect(tagged).toEqual(['UserErrorCode.GRANT_CONFLICT']);
  });
});
