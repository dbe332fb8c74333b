import fc from 'fast-check';
import {
  getNamedType,
  getNullableType,
  type GraphQLField,
  type GraphQLNamedOutputType,
  type GraphQLSchema,
  isAbstractType,
  isObjectType,
  isRequiredArgument,
  type OperationTypeNode,
  parse,
  validate,
} from 'graphql';

/** The arguments that a field needs, as text; undefined: the field is left out. */
export type Arguments = (field: GraphQLField<unknown, unknown>, coordinate: string) => fc.Arbitrary<string> | undefined;

const onlyOptional: Arguments = ({ args }) => (args.some(isRequiredArgument) ? undefined : fc.constant(''));

const conditions = [
  '',
  '',
  '',
  '',
  ' @include(if: $yes)',
  ' @skip(if: $yes)',
  ' @include(if: $no)',
  ' @skip(if: $no)',
  ' @include(if: true)',
  ' @skip(if: $no) @include(if: $yes)',
];

/** Values of the variables that conditions use. */
export const withVariables = fc.record({ yes: fc.boolean(), no: fc.boolean() });

/**
 * Valid operations of a schema: fields with and without aliases, in both kinds of fragments, with conditions. Response
 * names include the field and its arguments, so that fields with the same name can always be merged.
 */
export function documents(
  schema: GraphQLSchema,
  args: Arguments = onlyOptional,
  depth = 4,
  operation: `${OperationTypeNode}` = 'query',
): fc.Arbitrary<string> {
  const root = schema.getRootType(operation as OperationTypeNode);
  if (!root) throw new Error('the schema has no such operations');
  return fc
    .tuple(selectionSet(schema, root, args, depth), fc.boolean())
    .map(([body, asFragments]) => {
      const query = `${operation}($yes: Boolean! = true, $no: Boolean! = false) { unused: __typename @include(if: $yes) @skip(if: $no) ${body} }`;
      return asFragments ? nameFragments(query) : query.replaceAll(/ @\w+\(if: [$\w]+\)/g, '').replace(/\(.*?\)/, '');
    })
    .filter((text) => validate(schema, parse(text)).length === 0);
}

/** Turns inline fragments into named ones; equal ones become one that is spread several times. */
function nameFragments(query: string): string {
  const names = new Map<string, string>();
  let text = query;
  for (let before = ''; before !== text;) {
    before = text;
    text = text.replaceAll(
      /\.\.\. on (\w+)((?: @\w+\(if: [$\w]+\))*) (\{[^{}]*\})/g,
      (_, type: string, condition: string, body: string) => {
        const key = `on ${type} ${body}`;
        if (!names.has(key)) names.set(key, `F${names.size}`);
        return `...${names.get(key)}${condition}`;
      },
    );
  }
  return `${text} ${[...names].map(([definition, name]) => `fragment ${name} ${definition}`).join(' ')}`;
}

function selectionSet(
  schema: GraphQLSchema,
  type: GraphQLNamedOutputType,
  args: Arguments,
  depth: number,
): fc.Arbitrary<string> {
  const condition = fc.constantFrom(...conditions);
  const typename = fc.constantFrom('__typename', 'type: __typename');
  if (isAbstractType(type)) {
    const branches = schema
      .getPossibleTypes(type)
      .map((possible) =>
        fc
          .tuple(condition, selectionSet(schema, possible, args, depth))
          .map(([when, body]) => `... on ${possible.name}${when} { ${body} }`),
      );
    return fc.array(fc.oneof(typename, ...branches), { minLength: 1, maxLength: 4 }).map((parts) => parts.join(' '));
  }
  if (!isObjectType(type)) return fc.constant('__typename');
  const fields = Object.values(type.getFields()).flatMap(
    (field) => fieldOf(schema, type.name, field, args, depth) ?? [],
  );
  const selections = fc.array(
    fc.oneof(
      { weight: 8, arbitrary: fc.oneof(...fields, typename) },
      { weight: 1, arbitrary: fragment(fc.oneof(...fields, typename), type.name) },
    ),
    { minLength: 1, maxLength: 5 },
  );
  return selections.map((parts) => parts.join(' '));
}

function fragment(selection: fc.Arbitrary<string>, type: string): fc.Arbitrary<string> {
  return fc
    .tuple(fc.constantFrom(...conditions), fc.array(selection, { minLength: 1, maxLength: 3 }))
    .map(([when, parts]) => `... on ${type}${when} { ${parts.join(' ')} }`);
}

function fieldOf(
  schema: GraphQLSchema,
  parent: string,
  field: GraphQLField<unknown, unknown>,
  args: Arguments,
  depth: number,
): fc.Arbitrary<string> | null {
  const given = args(field, `${parent}.${field.name}`);
  const type = getNamedType(getNullableType(field.type));
  const composite = isObjectType(type) || isAbstractType(type);
  if (!given || (composite && depth === 0)) return null;
  const below = composite
    ? fc
        .memo(() => selectionSet(schema, type, args, depth - 1))(1)
        .map((body) => ` { ${body} }`)
    : fc.constant('');
  return fc.tuple(given, fc.boolean(), fc.constantFrom(...conditions), below).map(([written, plain, when, body]) => {
    const alias = plain && written === '' ? '' : `${field.name}_${hash(parent + written).toString(36)}: `;
    return `${alias}${field.name}${written}${when}${body}`;
  });
}

/** A stable number for a text. */
export function hash(text: string): number {
  let value = 2_166_136_261;
  for (const character of text) value = Math.imul(value ^ (character.codePointAt(0) ?? 0), 16_777_619) >>> 0;
  return (value ^ (value >>> 15)) >>> 0;
}
