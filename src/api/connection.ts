import { apiError } from '../errors/apiError.ts';

/** A page, by the Relay cursor connections specification. */
export interface Connection<Node> {
  readonly edges: readonly { readonly cursor: string; readonly node: Node }[];
  readonly nodes: readonly Node[];
  readonly pageInfo: {
    readonly hasNextPage: boolean;
    readonly hasPreviousPage: boolean;
    readonly startCursor: string | null;
    readonly endCursor: string | null;
  };
}

export interface PageArguments {
  readonly first?: number | null | undefined;
  readonly after?: string | null | undefined;
}

/** How a connection encodes and decodes its cursors. */
export interface CursorKind<Position> {
  /** The connection's name, by which another connection's cursor is rejected. */
  readonly name: string;
  readonly encode: (position: Position) => readonly (string | number)[];
  /** null for values that this connection never encodes. */
  readonly decode: (values: readonly unknown[]) => Position | null;
}

export interface Page<Position> {
  readonly first: number;
  readonly after: Position | null;
  /** How many rows to read: one more than `first`, to see whether there is a next page. */
  readonly limit: number;
}

const defaultFirst = 20;
export const mostFirst = 100;

/** Reads the page arguments. Throws BAD_USER_INPUT for `first` out of range and for another connection's cursor. */
export function readPage<Position>(
  { first, after }: PageArguments,
  kind: CursorKind<Position>,
  byDefault = defaultFirst,
): Page<Position> {
  const count = first ?? byDefault;
  if (count < 0 || count > mostFirst)
    throw apiError('BAD_USER_INPUT', `Argument "first" must be from 0 to ${mostFirst}.`);
  return { first: count, after: typeof after === 'string' ? readCursor(after, kind) : null, limit: count + 1 };
}

/** The connection for a page: `positions` as read with the page's limit, with their nodes. */
export function connectionOf<Position, Node>(
  page: Page<Position>,
  kind: CursorKind<Position>,
  positions: readonly Position[],
  nodes: readonly Node[],
): Connection<Node> {
  const shown = nodes.slice(0, page.first);
  const cursorAt = (index: number): string => writeCursor(positions[index], kind);
  return new ShownPage(shown, cursorAt, {
    hasNextPage: positions.length > page.first,
    hasPreviousPage: page.after !== null,
    startCursor: shown.length > 0 ? cursorAt(0) : null,
    endCursor: shown.length > 0 ? cursorAt(shown.length - 1) : null,
  });
}

class ShownPage<Node> implements Connection<Node> {
  readonly nodes: readonly Node[];
  readonly pageInfo: Connection<Node>['pageInfo'];
  readonly #cursorAt: (index: number) => string;

  constructor(nodes: readonly Node[], cursorAt: (index: number) => string, pageInfo: Connection<Node>['pageInfo']) {
    this.nodes = nodes;
    this.pageInfo = pageInfo;
    this.#cursorAt = cursorAt;
  }

  /** Built on demand: most callers select only nodes and pageInfo. */
  get edges(): Connection<Node>['edges'] {
    return this.nodes.map((node, index) => ({ cursor: this.#cursorAt(index), node }));
  }
}

/** The text of a cursor. */
export function writeCursor<Position>(position: Position | undefined, kind: CursorKind<Position>): string {
  const values = position === undefined ? [] : kind.encode(position);
  return Buffer.from(JSON.stringify([kind.name, ...values])).toString('base64url');
}

function readCursor<Position>(cursor: string, kind: CursorKind<Position>): Position {
  const position = decodeCursor(cursor, kind);
  if (position === null)
    throw apiError('BAD_USER_INPUT', 'Argument "after" must be a cursor that this field returned.');
  return position;
}

function decodeCursor<Position>(cursor: string, kind: CursorKind<Position>): Position | null {
  try {
    const values: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
    if (!Array.isArray(values) || values[0] !== kind.name) return null;
    const position = kind.decode(values.slice(1));
    // Accept only the exact text that we write: base64url can spell the same bytes in several ways.
    return position !== null && writeCursor(position, kind) === cursor ? position : null;
  } catch {
    return null;
  }
}

/** Cursors for lists that are newest first by an increasing number, from `least` on: versions, audit events, checkpoints. */
export function sequenceCursor(name: string, least = 1): CursorKind<number> {
  return {
    name,
    encode: (number) => [number],
    decode: ([number]) =>
      typeof number === 'number' && Number.isInteger(number) && number >= least && number < 2 ** 31 ? number : null,
  };
}
