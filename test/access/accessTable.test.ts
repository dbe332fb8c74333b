import {
  buildSchema,
  getNamedType,
  isObjectType,
  isUnionType,
  type GraphQLOutputType,
  type GraphQLSchema,
} from 'graphql';
import { describe, expect, it } from 'vitest';
import { guardSchema } from '../../src/access/guard.ts';
import { assembleSchema } from '../../src/graphql/schema.ts';
import {
  callerNames,
  expectedReaders,
  guardedFields,
  guardedRoots,
  insideTypes,
  publicFields,
  type CallerName,
} from './expectedAccess.ts';

const readers = new Map([...expectedReaders(guardedFields), ...expectedReaders(guardedRoots)]);
const guarded = new Set(readers.keys());
const inside = new Map(
  insideTypes.flatMap(([who, types]) => types.split(' ').map((type) => [type, new Set(who)] as const)),
);
const open = new Set(
  Object.entries(publicFields).flatMap(([type, fields]) => fields.split(' ').map((field) => `${type}.${field}`)),
);

/** Every "Type.field" that is reachable from the query root without an access check. */
function reachedUnasked(schema: GraphQLSchema): Set<string> {
  const reached = new Set<string>();
  const visit = (output: GraphQLOutputType | undefined): void => {
    const type = output && getNamedType(output);
    if (isUnionType(type)) type.getTypes().forEach(visit);
    if (!isObjectType(type)) return;
    for (const field of Object.values(type.getFields())) {
      const coordinate = `${type.name}.${field.name}`;
      if (reached.has(coordinate) || guarded.has(coordinate)) continue;
      reached.add(coordinate);
      visit(field.type);
    }
  };
  visit(schema.getQueryType() ?? undefined);
  return reached;
}

/** Every "Type.field" of the API, without federation's. */
function everyField(schema: GraphQLSchema): string[] {
  const types = Object.values(schema.getTypeMap()).filter((type) => isObjectType(type) && !type.name.startsWith('_'));
  return types.flatMap((type) =>
    isObjectType(type)
      ? Object.keys(type.getFields())
          .filter((field) => !field.startsWith('_'))
          .map((field) => `${type.name}.${field}`)
      : [],
  );
}

/**
 * Who can reach each type, over all roads of the schema: a field's type is reached by those who reach the field's parent
 * type and may read the field.
 */
function reachedBy(schema: GraphQLSchema): ReadonlyMap<string, ReadonlySet<CallerName>> {
  const reached = new Map<string, Set<CallerName>>();
  const visit = (output: GraphQLOutputType | undefined, who: readonly CallerName[]): void => {
    const type = output && getNamedType(output);
    if (isUnionType(type)) for (const member of type.getTypes()) visit(member, who);
    if (!isObjectType(type)) return;
    const known = reached.get(type.name) ?? new Set();
    const added = who.filter((name) => !known.has(name));
    reached.set(type.name, new Set([...known, ...added]));
    if (added.length === 0) return;
    for (const field of Object.values(type.getFields())) {
      const may = readers.get(`${type.name}.${field.name}`);
      visit(field.type, may ? added.filter((name) => may.has(name)) : added);
    }
  };
  for (const root of [schema.getQueryType(), schema.getMutationType()]) visit(root ?? undefined, callerNames);
  return reached;
}

describe('the access table', () => {
  it('has every field of the API in exactly one list: public, guarded, or inside a guarded one', () => {
    const isInside = (coordinate: string) => inside.has(coordinate.split('.')[0] ?? '') && !guarded.has(coordinate);
    const listsOf = (coordinate: string) =>
      [open.has(coordinate), guarded.has(coordinate), isInside(coordinate)].filter(Boolean).length;
    expect(everyField(assembleSchema()).filter((coordinate) => listsOf(coordinate) !== 1)).toEqual([]);
  });

  it('lets nobody reach a private type that they may not read, over any road of the schema', () => {
    const reached = reachedBy(assembleSchema());
    for (const [type, who] of inside)
      expect({ type, who: [...(reached.get(type) ?? [])].toSorted() }).toEqual({ type, who: [...who].toSorted() });
  });

  it('leaves public exactly what the API says is public', () => {
    const reached = [...reachedUnasked(assembleSchema())].filter((coordinate) => !/^_|\._/.test(coordinate));
    expect(reached.toSorted()).toEqual([...open].toSorted());
  });

  it('guards every mutation', () => {
    const mutations = Object.keys(assembleSchema().getMutationType()?.getFields() ?? {}).map(
      (name) => `Mutation.${name}`,
    );
    expect(mutations.filter((mutation) => !guarded.has(mutation))).toEqual([]);
    expect(mutations).toHaveLength(13);
  });

  it('names only fields that the schema has', () => {
    const schema = assembleSchema();
    const exists = (coordinate: string) => {
      const [type = '', field = ''] = coordinate.split('.');
      const found = schema.getType(type);
      return isObjectType(found) && field in found.getFields();
    };
    expect([...guarded, ...open].filter((coordinate) => !exists(coordinate))).toEqual([]);
  });

  it('rejects a schema with a field that has no row, and names the field', () => {
    const schema = buildSchema('type Query { known: Int forgotten: Int } type Other { unseen: Int }');
    expect(() => guardSchema(schema, { 'Query.known': 'everyone' })).toThrow(/Query\.forgotten, Other\.unseen/);
  });

  it('rejects a row without a field, and names it', () => {
    expect(() =>
      guardSchema(buildSchema('type Query { known: Int }'), { 'Query.known': 'everyone', 'Query.gone': 'everyone' }),
    ).toThrow(/Query\.gone/);
  });
});
