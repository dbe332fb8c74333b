import { ChangeType, CriticalityLevel, diff, type Change } from '@graphql-inspector/core';
import { buildASTSchema, getNamedType, isEnumType, isObjectType, parse, type GraphQLSchema } from 'graphql';

/** What the library calls dangerous, and is a promise here: what is answered without the argument. */
const alsoBreaking: ReadonlySet<string> = new Set([
  ChangeType.FieldArgumentDefaultChanged,
  ChangeType.InputFieldDefaultValueChanged,
]);
/** And what gateways count on: how an entity is looked up, what other subgraphs may have too, which federation composes it. */
const federationPath = /\.@(key|shareable)(\.|$)|^\.@link\.url$/;

/** The paths of what breaks somebody who uses `released` (SDL) when `current` is deployed, each with what happened. */
export async function breakingChanges(released: string, current: string): Promise<ReadonlyMap<string, string>> {
  const [before, after] = [released, current].map((sdl) => buildASTSchema(parse(sdl), { assumeValidSDL: true })) as [
    GraphQLSchema,
    GraphQLSchema,
  ];
  const changes = (await diff(before, after)).filter((change) => isBreaking(change, before));
  // What happened to the schema itself has no path of its own.
  return new Map(
    changes.map(({ path = '', message }) => [path.replace(/^\./, '') || 'schema', message.replace(/\.$/, '')]),
  );
}

function isBreaking({ type, path = '', criticality }: Change, before: GraphQLSchema): boolean {
  if (criticality.level === CriticalityLevel.Breaking || alsoBreaking.has(type)) return true;
  const [typeName = ''] = path.split('.');
  if (type === ChangeType.EnumValueAdded) return isClosed(typeName, before);
  const isNew = before.getType(typeName) === undefined;
  return (path.endsWith('.@key.resolvable') && !isNew) || (type.endsWith('_REMOVED') && federationPath.test(path));
}

/** Whether clients may count on there being no other value of an enum: it is answered, and nothing says that it grows. */
function isClosed(name: string, schema: GraphQLSchema): boolean {
  const type = schema.getType(name);
  const answered = Object.values(schema.getTypeMap()).some(
    (one) => isObjectType(one) && Object.values(one.getFields()).some((field) => getNamedType(field.type) === type),
  );
  return isEnumType(type) && answered && !type.description?.includes('Grows');
}

/** The names that stand in code below "### Breaking" of the changelog's "## Unreleased". */
export function namedAsBreaking(changelog: string): ReadonlySet<string> {
  const [, unreleased = ''] = /^## Unreleased\n([^]*?)(?=^## |(?![^]))/m.exec(changelog) ?? [];
  const [, breaking = ''] = /^### Breaking\n([^]*?)(?=^### |(?![^]))/m.exec(unreleased) ?? [];
  return new Set([...breaking.matchAll(/`([^`\n]+)`/g)].map(([, name]) => name ?? ''));
}

/** A line for each breaking change that the changelog doesn't name, with what to do. */
export async function unnamedBreaks(released: string, current: string, changelog: string): Promise<readonly string[]> {
  const named = namedAsBreaking(changelog);
  const unnamed = [...(await breakingChanges(released, current))].filter(([path]) => !named.has(path));
  return unnamed.map(
    ([path, message]) =>
      `${path}: ${message}. Keep it, or say below "### Breaking" of "## Unreleased" in doc/changelog.md what its users do, with \`${path}\`.`,
  );
}
