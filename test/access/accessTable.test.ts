import { buildSchema, getNamedType, isObjectType, isUnionType, type GraphQLOutputType, type GraphQLSchema } from 'graphql';
import { describe, expect, it } from 'vitest';
import { guardSchema } from '../../src/access/guard.ts';
import { assembleSchema } from '../../src/graphql/schema.ts';
import { expectedReaders, guardedFields, guardedRoots, publicFields } from './expectedAccess.ts';

const guarded = new Set([...expectedReaders(guardedFields).keys(), ...expectedReaders(guardedRoots).keys()]);
const open = new Set(Object.entries(publicFields).flatMap(([type, fields]) => fields.split(' ').map((field) => `${type}.${field}`)));

/** Every "Type.field" that is reached from the query root without anybody being asked who they are. */
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

describe('the access table', () => {
  it('leaves open exactly what the API says is public', () => {
    const reached = [...reachedUnasked(assembleSchema())].filter((coordinate) => !/^_|\._/.test(coordinate));
    expect(reached.toSorted()).toEqual([...open].toSorted());
  });

  it('guards every mutation', () => {
    const mutations = Object.keys(assembleSchema().getMutationType()?.getFields() ?? {}).map((name) => `Mutation.${name}`);
    expect(mutations.filter((mutation) => !guarded.has(mutation))).toEqual([]);
    expect(mutations).toHaveLength(10);
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

  it('refuses a schema with a field that has no row, by its name', () => {
    const schema = buildSchema('type Query { known: Int forgotten: Int } type Other { unseen: Int }');
    expect(() => guardSchema(schema, { 'Query.known': 'everyone' })).toThrow(/Query\.forgotten, Other\.unseen/);
  });

  it('refuses a row whose field is gone, by its name', () => {
    expect(() => guardSchema(buildSchema('type Query { known: Int }'), { 'Query.known': 'everyone', 'Query.gone': 'everyone' })).toThrow(/Query\.gone/);
  });
});
