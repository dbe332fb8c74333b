import {
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  getDirectiveValues,
  type GraphQLAbstractType,
  type GraphQLField,
  GraphQLIncludeDirective,
  type GraphQLLeafType,
  type GraphQLObjectType,
  type GraphQLOutputType,
  type GraphQLSchema,
  GraphQLSkipDirective,
  isAbstractType,
  isLeafType,
  isListType,
  isNonNullType,
  isObjectType,
  Kind,
  type OperationDefinitionNode,
  SchemaMetaFieldDef,
  type SelectionNode,
  type SelectionSetNode,
  typeFromAST,
  TypeMetaFieldDef,
  TypeNameMetaFieldDef,
} from 'graphql';

export type Variables = Readonly<Record<string, unknown>>;

/** One field of an answer: every node that selects it, and its definition in the schema. */
export interface PlannedField {
  readonly responseName: string;
  readonly nodes: readonly FieldNode[];
  readonly parentType: GraphQLObjectType;
  readonly definition: GraphQLField<unknown, unknown>;
  /** The property of the parent value to read; null where there is a resolver to call. */
  readonly property: string | null;
  readonly type: PlannedType;
  /** The fields selected of its value, by object type; filled as execution reaches them. */
  readonly fields: Map<GraphQLObjectType, FieldSet>;
}

/** The fields of one object of an answer, in order. */
export interface FieldSet {
  readonly fields: readonly PlannedField[];
  /** The object with null for each field, before they have values. */
  readonly blank: Readonly<Record<string, null>>;
  /** The length of that object's JSON. */
  readonly bytes: number;
}

export type PlannedType = { readonly nonNull: boolean } & (
  | { readonly kind: 'leaf'; readonly type: GraphQLLeafType }
  | { readonly kind: 'list'; readonly item: PlannedType }
  | { readonly kind: 'object'; readonly type: GraphQLObjectType }
  | { readonly kind: 'abstract'; readonly type: GraphQLAbstractType }
);

/**
 * The parts of an operation's execution that don't depend on the request: which fields each object has, in which order, and
 * how each is completed. Planned when execution first reaches a field, so that fragments expand no further than it does.
 */
export class ExecutionPlan {
  readonly schema: GraphQLSchema;
  readonly operation: OperationDefinitionNode;
  readonly fragments: Readonly<Record<string, FragmentDefinitionNode>>;
  /** How many fields were planned: with nested fragments, far more than the document has. */
  size = 0;
  readonly #variables: Variables;
  #root: FieldSet | null = null;

  /** Only `@skip` and `@include` read `variables`: without them in the document, a plan serves every request. */
  constructor(schema: GraphQLSchema, document: DocumentNode, operation: OperationDefinitionNode, variables: Variables) {
    this.schema = schema;
    this.operation = operation;
    this.#variables = variables;
    const fragments = document.definitions.filter((one) => one.kind === Kind.FRAGMENT_DEFINITION);
    this.fragments = Object.assign(
      Object.create(null),
      Object.fromEntries(fragments.map((one) => [one.name.value, one])),
    );
  }

  /** The fields of the operation's root. Throws when the schema has no such operations. */
  get root(): FieldSet {
    const type = this.schema.getRootType(this.operation.operation);
    if (!type) throw new Error(`this schema has no ${this.operation.operation}`);
    return (this.#root ??= this.#plan(type, [this.operation.selectionSet]));
  }

  /** The fields of an object of `type` that is the value of `field`. */
  fieldsOf(field: PlannedField, type: GraphQLObjectType): FieldSet {
    const known = field.fields.get(type);
    if (known) return known;
    const fields = this.#plan(
      type,
      field.nodes.flatMap(({ selectionSet }) => selectionSet ?? []),
    );
    field.fields.set(type, fields);
    return fields;
  }

  #plan(type: GraphQLObjectType, sets: readonly SelectionSetNode[]): FieldSet {
    const collected = new Map<string, FieldNode[]>();
    const visited = new Set<string>();
    for (const set of sets) this.#collect(type, set, collected, visited);
    this.size += collected.size;
    const fields = [...collected].flatMap(([responseName, nodes]) => {
      const definition = nodes[0] && this.#definitionOf(type, nodes[0]);
      if (!definition) return [];
      const { name, args, resolve } = definition;
      const property = resolve || args.length > 0 ? null : name;
      return [
        {
          responseName,
          nodes,
          parentType: type,
          definition,
          property,
          type: plannedType(definition.type),
          fields: new Map(),
        },
      ];
    });
    // Parsed, since V8 then stores the properties in the object itself.
    const blank = JSON.stringify(Object.fromEntries(fields.map(({ responseName }) => [responseName, null])));
    return { fields, blank: JSON.parse(blank), bytes: blank.length };
  }

  /** "CollectFields" of the specification. */
  #collect(
    type: GraphQLObjectType,
    set: SelectionSetNode,
    collected: Map<string, FieldNode[]>,
    visited: Set<string>,
  ): void {
    for (const selection of set.selections) {
      if (!this.#isIncluded(selection)) continue;
      if (selection.kind === Kind.FIELD) {
        const responseName = (selection.alias ?? selection.name).value;
        const nodes = collected.get(responseName);
        if (nodes) nodes.push(selection);
        else collected.set(responseName, [selection]);
        continue;
      }
      if (selection.kind === Kind.FRAGMENT_SPREAD) {
        if (visited.has(selection.name.value)) continue;
        visited.add(selection.name.value);
      }
      const fragment = selection.kind === Kind.INLINE_FRAGMENT ? selection : this.fragments[selection.name.value];
      if (fragment && this.#fits(type, fragment)) this.#collect(type, fragment.selectionSet, collected, visited);
    }
  }

  #isIncluded(selection: SelectionNode): boolean {
    if (!selection.directives?.length) return true;
    const { if: skip } = getDirectiveValues(GraphQLSkipDirective, selection, this.#variables) ?? {};
    const { if: include } = getDirectiveValues(GraphQLIncludeDirective, selection, this.#variables) ?? {};
    return skip !== true && include !== false;
  }

  #fits(type: GraphQLObjectType, { typeCondition }: Pick<Partial<FragmentDefinitionNode>, 'typeCondition'>): boolean {
    if (!typeCondition) return true;
    const wanted = typeFromAST(this.schema, typeCondition);
    return wanted === type || (isAbstractType(wanted) && this.schema.isSubType(wanted, type));
  }

  #definitionOf(type: GraphQLObjectType, { name }: FieldNode): GraphQLField<unknown, unknown> | undefined {
    if (name.value === TypeNameMetaFieldDef.name) return TypeNameMetaFieldDef;
    const ofQuery = type === this.schema.getQueryType() ? [SchemaMetaFieldDef, TypeMetaFieldDef] : [];
    return ofQuery.find((meta) => meta.name === name.value) ?? type.getFields()[name.value];
  }
}

function plannedType(type: GraphQLOutputType): PlannedType {
  if (isNonNullType(type)) return { ...plannedType(type.ofType), nonNull: true };
  if (isListType(type)) return { nonNull: false, kind: 'list', item: plannedType(type.ofType) };
  if (isLeafType(type)) return { nonNull: false, kind: 'leaf', type };
  if (isObjectType(type)) return { nonNull: false, kind: 'object', type };
  return { nonNull: false, kind: 'abstract', type };
}
