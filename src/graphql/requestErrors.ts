import { GraphQLError, type GraphQLSchema, type Token, TokenKind, isEnumType, isInputObjectType } from 'graphql';
import { ApiError, type TopLevelCode, topLevelErrors } from '../errors/apiError.ts';
import type { LimitName } from '../errors/limitName.ts';
import { isShown, schemaNames } from './schemaNames.ts';

/** What the answer says instead of a library's message. */
export interface SafeText {
  readonly code: TopLevelCode;
  readonly message: string;
  /** The limit that the request exceeds; the code is LIMIT_EXCEEDED then. */
  readonly limit?: LimitName | null;
}

type Row = readonly [pattern: RegExp, text: string, limit?: LimitName];

const t = '"([\\w!\\[\\]]+)"';
const row = (pattern: string, text: string, limit?: LimitName): Row => {
  const start = new RegExp(`^${pattern}`);
  return limit ? [start, text, limit] : [start, text];
};

/**
 * graphql-js quotes the document in its messages. Each row maps one of them (16.15) to our own; $1, $2 … are filled in only
 * with names that the schema defines. A message without a row gets the text of its code.
 */
const validationRows: readonly Row[] = [
  row('The (?:schema|"\\w+") definition is not executable', 'a request holds operations and fragments only'),
  row('There can be only one operation named', 'two operations have the same name'),
  row('This anonymous operation must be', 'an operation without a name must be the only one'),
  row('(?:Anonymous )?Subscription .*must', 'a subscription selects exactly one field of its root type'),
  row('GraphQL introspection is not allowed', 'introspection is switched off (INTROSPECTION)'),
  row('Unknown type ', 'the schema has no type of this name'),
  row(
    `Fragment (?:"\\w+" )?cannot condition on non composite type ${t}`,
    'a fragment cannot be on $1, which has no fields',
  ),
  row(
    `Variable "\\$\\w+" cannot be non-input type ${t}`,
    'a variable cannot be of type $1, which is not an input type',
  ),
  row(`Field "(\\w+)" must not have a selection since type ${t}`, '$1 of type $2 has no fields to select'),
  row(`Field "(\\w+)" of type ${t} must have`, '$1 of type $2 needs a selection of fields'),
  row(`Cannot query field "\\w+" on type ${t}`, 'the type $1 has no field of this name'),
  row('There can be only one fragment named', 'two fragments have the same name'),
  row('Unknown fragment ', 'the document does not define this fragment'),
  row('Fragment "\\w+" is never used', 'this fragment is never used'),
  row(
    `Fragment (?:"\\w+" )?cannot be spread here as objects of type ${t} can never be of type ${t}`,
    'an object of type $1 is never of type $2',
  ),
  row('Cannot spread fragment "\\w+" within itself', 'this fragment spreads itself'),
  row('There can be only one variable named', 'two variables of the operation have the same name'),
  row('Variable "\\$\\w+" is not defined', 'the operation does not define this variable'),
  row('Variable "\\$\\w+" is never used', 'the operation never uses this variable'),
  row('Unknown directive ', 'the schema has no directive of this name'),
  row('Directive "@(\\w+)" may not be used on', 'the directive @$1 is not allowed here'),
  row('The directive "@(\\w+)" can only be used once', 'the directive @$1 is allowed here only once'),
  row('Unknown argument "\\w+" on field "(\\w+)\\.(\\w+)"', '$1.$2 has no argument of this name'),
  row('Unknown argument "\\w+" on directive "@(\\w+)"', 'the directive @$1 has no argument of this name'),
  row('There can be only one argument named', 'two arguments have the same name'),
  row(
    `Field "(\\w+)" argument "(\\w+)" of type ${t} is required`,
    'the argument $2 of $1 is required; it is of type $3',
  ),
  row(
    `Directive "@(\\w+)" argument "(\\w+)" of type ${t} is required`,
    'the argument $2 of @$1 is required; it is of type $3',
  ),
  row(
    `Variable "\\$\\w+" of type ${t} used in position expecting type ${t}`,
    'a variable of type $1 is not allowed where $2 is expected',
  ),
  row(
    `Variable "\\$\\w+" is of type ${t} but must be non-nullable`,
    'a variable of type $1 is not allowed here; it must be non-null',
  ),
  row(
    'Fields "[^"]*" conflict because',
    'two fields have the same response name and differ in name, arguments or type; an alias tells them apart',
  ),
  row('There can be only one input field named', 'two input fields have the same name'),
  row('Maximum introspection depth exceeded', 'introspection is nested too deeply', 'document'),
  row('Validation aborted', 'the same fields are selected too many times', 'document'),
  row('Too many validation errors', 'there are further problems', 'document'),
  row(`Field "(\\w+)\\.(\\w+)" of required type ${t} was not provided`, '$1.$2 is required; it is of type $3'),
  row(`Field "\\w+" is not defined by type ${t}`, 'the input type $1 has no field of this name$fields'),
  row(`OneOf Input Object ${t} must specify exactly one key`, 'the input type $1 takes exactly one of its fields'),
  row('Field "(\\w+)\\.(\\w+)" must be non-null', '$1.$2 cannot be null'),
  row(`Expected value of type ${t}, found `, '$placea value of type $1 is expected'),
  row(`Value "\\w+" does not exist in ${t} enum`, '$placea value of $1 is expected$values'),
  row(`Enum ${t} cannot represent`, '$placea value of $1 is expected$values'),
  row('(Int|Float|String|Boolean) cannot represent', '$placea value of type $1 is expected'),
];

const punctuator = '"[{}()\\[\\]:=@$!|&.]+"';
const parseRows: readonly Row[] = [
  row(`Expected (${punctuator}|"on"|Name|<EOF>), found`, 'expected $1'),
  row('Unexpected <EOF>', 'the document ends too early'),
  row('Unexpected description', 'a description is not allowed here'),
  row('Unexpected variable', 'a variable is not allowed in a constant value'),
  row('Unexpected (?:character|single quote)', 'this character has no meaning here'),
  row('Unexpected', 'this is not allowed here'),
  row('Unterminated string', 'a string is not closed'),
  row('Invalid number', 'this number is malformed'),
  row('Invalid (?:Unicode|character) escape', 'this escape sequence is malformed'),
  row('Invalid character within String', 'this character is not allowed in a string'),
  row(
    'Document contains more tha[tn] (\\d+) tokens',
    'the document has more than $1 tokens (MAX_TOKENS)',
    'MAX_TOKENS',
  ),
  row('(?:Document|Source) contains more than', 'the document is too large', 'document'),
];

/** What to say about a document that can't be parsed: where, and what is expected there; never what is there. */
export function parseErrorText(error: GraphQLError): SafeText {
  const message = error.message.replace(/^Syntax Error: /, '');
  if (isStackOverflow(error))
    return { code: 'LIMIT_EXCEEDED', message: 'The document is nested too deeply to be read.', limit: 'document' };
  for (const [pattern, text, limit] of parseRows) {
    const match = pattern.exec(message);
    // Only the grammar's or this service's own text is captured: a punctuator, a keyword, a limit.
    if (match) return safeText('GRAPHQL_PARSE_FAILED', limit, sentence(error, text.replace('$1', match[1] ?? '')));
  }
  return { code: 'GRAPHQL_PARSE_FAILED', message: sentence(error, topLevelErrors.GRAPHQL_PARSE_FAILED) };
}

function safeText(code: TopLevelCode, limit: LimitName | undefined, message: string): SafeText {
  return limit ? { code: 'LIMIT_EXCEEDED', message, limit } : { code, message };
}

function isStackOverflow(error: GraphQLError): boolean {
  for (
    let cause: unknown = error;
    cause instanceof Error;
    cause = cause instanceof GraphQLError ? cause.originalError : null
  ) {
    if (cause instanceof RangeError) return true;
  }
  return false;
}

/** What to say about a validation error: where, and what the schema expects; never a part of the document. */
export function validationErrorText(error: GraphQLError, schema: GraphQLSchema): SafeText {
  const place = error.nodes?.[0]?.loc ? memberBefore(error.nodes[0].loc.startToken, schema) : null;
  const scalars = apiErrorIn(error);
  if (scalars)
    return { code: scalars.code, message: sentence(error, (place ? `at ${place}: ` : '') + scalars.message) };
  for (const [pattern, text, limit] of validationRows) {
    const match = pattern.exec(error.message);
    const filled = match && fill(text, match, schema, place);
    if (filled)
      return safeText('GRAPHQL_VALIDATION_FAILED', limit, sentence(error, filled + suggestions(error.message, schema)));
  }
  return { code: 'GRAPHQL_VALIDATION_FAILED', message: sentence(error, topLevelErrors.GRAPHQL_VALIDATION_FAILED) };
}

/**
 * What to say about an argument that only execution finds wrong (a null inside a literal, say), or null for any other
 * error. graphql-js's `Argument "x" has invalid value …` prints the value.
 */
export function argumentErrorText(error: GraphQLError, schema: GraphQLSchema): SafeText | null {
  const name = /^Argument "(\w+)" (?:has invalid value|of (?:required|non-null) type) /.exec(error.message)?.[1];
  if (name === undefined) return null;
  const argument = schemaNames(schema).has(name) ? `the argument ${name}` : 'an argument';
  return { code: 'BAD_USER_INPUT', message: sentence(error, `${argument} has a value that does not fit its type`) };
}

function apiErrorIn(error: GraphQLError): ApiError | null {
  if (error instanceof ApiError) return error;
  return error.originalError instanceof ApiError ? error.originalError : null;
}

/** The text with its $n filled in, or null when one of them isn't a name of the schema. */
function fill(text: string, match: RegExpExecArray, schema: GraphQLSchema, place: string | null): string | null {
  const known = schemaNames(schema);
  const slots = match.slice(1, 4);
  if (slots.some((slot) => slot !== undefined && !known.has(slot.replaceAll(/[[\]!]/g, '')))) return null;
  return text
    .replaceAll(/\$([123])/g, (_, index: string) => slots[Number(index) - 1] ?? '')
    .replace('$place', () => (place ? `at ${place}: ` : ''))
    .replace('$fields', () => after('; it has: ', memberNames(schema, slots[0])))
    .replace('$values', () => after(': ', memberNames(schema, slots[0])));
}

function after(start: string, names: string): string {
  return names === '' ? '' : start + names;
}

/** Empty unless the schema may be shown. */
function memberNames(schema: GraphQLSchema, name: string | undefined): string {
  if (!isShown(schema)) return '';
  const type = schema.getType((name ?? '').replaceAll(/[[\]!]/g, ''));
  if (isEnumType(type))
    return type
      .getValues()
      .map((value) => value.name)
      .join(', ');
  return isInputObjectType(type) ? Object.keys(type.getFields()).join(', ') : '';
}

/** graphql-js suggests similar names of the schema. Anything else that it might print is dropped here. */
function suggestions(message: string, schema: GraphQLSchema): string {
  if (!isShown(schema)) return '';
  const [, list] = /Did you mean (?:to use an inline fragment on )?([^?]*)\?$/.exec(message) ?? [];
  const names = [...(list ?? '').matchAll(/"@?(\w+)"/g)]
    .map(([, name]) => name ?? '')
    .filter((name) => schemaNames(schema).has(name));
  return names.length > 0 ? `; similar: ${names.join(', ')}` : '';
}

/** The argument or input field of the value that starts at `token`, if the schema has that name. */
function memberBefore(token: Token, schema: GraphQLSchema): string | null {
  let before = token.prev;
  for (let open = 0; before && (open > 0 || before.kind !== TokenKind.COLON); before = before.prev) {
    if (before.kind === TokenKind.BRACKET_R || before.kind === TokenKind.BRACE_R) open += 1;
    else if (before.kind === TokenKind.BRACKET_L && open === 0) continue;
    else if (before.kind === TokenKind.BRACKET_L || before.kind === TokenKind.BRACE_L) open -= 1;
    if (open < 0) return null;
  }
  const name = before?.prev?.kind === TokenKind.NAME ? before.prev.value : null;
  return name && schemaNames(schema).has(name) ? name : null;
}

function sentence(error: GraphQLError, text: string): string {
  const at = error.locations?.[0];
  const place = at ? `Line ${at.line}, column ${at.column}: ` : '';
  return `${place}${text.charAt(0).toUpperCase()}${text.slice(1).replace(/\.$/, '')}.`;
}
