import {
  isEnumType,
  isInputObjectType,
  isIntrospectionType,
  isObjectType,
  isSpecifiedScalarType,
  buildASTSchema,
  getNamedType,
  parse,
  type GraphQLArgument,
  type GraphQLField,
  type GraphQLNamedType,
  type GraphQLSchema,
} from 'graphql';

/** Something of a schema that can be described and deprecated, with where it stands. */
interface Element {
  readonly path: string;
  readonly name: string;
  readonly kind: 'type' | 'member' | 'value';
  readonly description?: string | null | undefined;
  readonly deprecationReason?: string | null | undefined;
}

const names = { type: /^[A-Z][A-Za-z0-9]*$/, member: /^[a-z][A-Za-z0-9]*$/, value: /^[A-Z][A-Z0-9]*(_[A-Z0-9]+)*$/ };

/** A line for each place where a subgraph's schema isn't written as the others are, with what to do. */
export function schemaProblems(sdl: string): readonly string[] {
  const schema = buildASTSchema(parse(sdl), { assumeValidSDL: true });
  const own = Object.values(schema.getTypeMap()).filter(
    (type) =>
      !isIntrospectionType(type) && !isSpecifiedScalarType(type) && (type.astNode || type.extensionASTNodes.length > 0),
  );
  return [
    ...own.flatMap(elementsOf).flatMap(problemsOfElement),
    ...own.flatMap((type) => problemsOfType(type, schema)),
  ];
}

function elementsOf(type: GraphQLNamedType): Element[] {
  const path = type.name;
  const self: Element = { path, name: path, kind: 'type', description: type.description };
  if (isEnumType(type))
    return [self, ...type.getValues().map((one): Element => ({ ...one, path: `${path}.${one.name}`, kind: 'value' }))];
  if (!isObjectType(type) && !isInputObjectType(type)) return [self];
  const members = Object.values(type.getFields()).flatMap((field): Element[] => {
    const at = `${path}.${field.name}`;
    const args: readonly GraphQLArgument[] = 'args' in field ? field.args : [];
    return [
      { ...field, path: at, kind: 'member' },
      ...args.map((one): Element => ({ ...one, path: `${at}(${one.name})`, kind: 'member' })),
    ];
  });
  return [self, ...members];
}

function problemsOfElement({ path, name, kind, description, deprecationReason }: Element): string[] {
  return [
    ...(description ? [] : [`${path} has no description`]),
    ...(names[kind].test(name) ? [] : [`${path} isn't written as a ${kind} is: ${names[kind].source}`]),
    // GraphQL's own text, where a deprecation gives no reason.
    ...(deprecationReason === '' || deprecationReason === 'No longer supported'
      ? [`${path} is deprecated without saying what to use`]
      : []),
  ];
}

function problemsOfType(type: GraphQLNamedType, schema: GraphQLSchema): string[] {
  const { name } = type;
  if (isInputObjectType(type))
    return /(Input|Filter)$/.test(name) ? [] : [`${name} is an input and isn't called …Input or …Filter`];
  if (!isObjectType(type)) return [];
  const fields = Object.values(type.getFields());
  return [
    ...(/(Input|Filter)$/.test(name) ? [`${name} isn't an input and is called like one`] : []),
    ...(name.endsWith('Payload') ? problemsOfPayload(name, fields, schema) : []),
    ...(isConnection(type) ? problemsOfConnection(name, fields) : []),
    ...fields.flatMap((field) => [
      ...(type === schema.getMutationType() ? problemsOfMutation(field) : []),
      ...(isConnection(getNamedType(field.type)) ? problemsOfPaged(`${name}.${field.name}`, field) : []),
    ]),
  ];
}

/** What is called so and has no pages: an edge of a strategy's graph, and a log that is read on from where a reader stopped. */
const withoutPages = new Set(['BlockConnection', 'CloneEventConnection']);
const isConnection = ({ name }: GraphQLNamedType): boolean => name.endsWith('Connection') && !withoutPages.has(name);

function problemsOfMutation({ name, args, type }: GraphQLField<unknown, unknown>): string[] {
  const [input, ...others] = args;
  const takesInput = others.length === 0 && input?.name === 'input' && /^\w+Input!$/.test(String(input.type));
  return [
    ...(takesInput ? [] : [`Mutation.${name} takes something else than one argument, input: …Input!`]),
    // Nullable, so that a mutation that fails leaves the others of its request their answers.
    ...(/^\w+Payload$/.test(String(type)) ? [] : [`Mutation.${name} answers something else than a nullable …Payload`]),
  ];
}

function problemsOfPayload(
  name: string,
  fields: readonly GraphQLField<unknown, unknown>[],
  schema: GraphQLSchema,
): string[] {
  const errors = fields.find((field) => field.name === 'errors');
  const answering = Object.values(schema.getMutationType()?.getFields() ?? {});
  return [
    ...(String(errors?.type) === '[UserError!]!' ? [] : [`${name} has no errors: [UserError!]!`]),
    ...(answering.some(({ type }) => getNamedType(type).name === name) ? [] : [`${name} is answered by no mutation`]),
  ];
}

function problemsOfConnection(name: string, fields: readonly GraphQLField<unknown, unknown>[]): string[] {
  const types = new Map(fields.map((field) => [field.name, String(field.type)]));
  return [
    ...(/^\[\w+!\]!$/.test(types.get('nodes') ?? '') ? [] : [`${name} has no nodes: […!]!`]),
    ...(types.get('pageInfo') === 'PageInfo!' ? [] : [`${name} has no pageInfo: PageInfo!`]),
  ];
}

function problemsOfPaged(path: string, { args }: GraphQLField<unknown, unknown>): string[] {
  const types = new Map(args.map((one) => [one.name, String(one.type)]));
  return types.get('first') === 'Int' && types.get('after') === 'String'
    ? []
    : [`${path} takes no first: Int and after: String`];
}
